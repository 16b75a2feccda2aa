"""Services that have limits, and how much of each there is."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.catalogue.places import domains

_SERVICES = {
    "auto-scaling": "Auto Scaling",
    "block-storage": "Block Volume",
    "compute": "Compute",
    "compute-management": "Compute Management",
    "container-engine": "Container Engine",
    "data-science": "Data Science",
    "database": "Database",
    "dns": "DNS",
    "faas": "Functions",
    "filesystem": "File Storage",
    "kms": "Key Management",
    "load-balancer": "LbaaS",
    "logging": "Logging",
    "mysql": "MySQL Heatwave",
    "notifications": "Notifications",
    "object-storage": "Object Storage",
    "regions": "Regions",
    "service-connector-hub": "Service Connector Hub",
    "streaming": "Streaming",
    "vcn": "Virtual Cloud Network",
}
# Service -> scope -> limit -> how much, as a new paying tenancy may have it.
_LIMITS: dict[str, dict[str, dict[str, int]]] = {
    "block-storage": {"AD": {"total-storage-gb": 30000, "volume-count": 10000}, "REGION": {"backup-count": 100000}},
    "compute": {
        "AD": {
            "standard-a1-core-count": 50,
            "standard-a1-memory-count": 300,
            "standard-e2-micro-core-count": 2,
            "standard-e4-core-count": 100,
            "standard-e4-memory-count": 1600,
            "standard-e5-core-count": 100,
            "standard-e5-memory-count": 1600,
            "standard3-core-count": 100,
            "standard3-memory-count": 1600,
        },
        "REGION": {"custom-image-count": 100, "standard-a1-core-regional-count": 50},
    },
    "container-engine": {"REGION": {"cluster-count": 15, "node-count": 15000}},
    "database": {"REGION": {"adw-ocpu-count": 8, "atp-ecpu-count": 32, "atp-ocpu-count": 8}},
    "filesystem": {"AD": {"file-system-count": 100, "mount-target-count": 2}},
    "load-balancer": {"REGION": {"lb-flexible-count": 50, "lb-flexible-bandwidth-sum": 5000}},
    "object-storage": {"REGION": {"storage-bytes": 10995116277760}},
    "regions": {"GLOBAL": {"subscribed-region-count": 6}},
    "vcn": {"REGION": {"drg-count": 50, "reserved-public-ip-count": 50, "vcn-count": 50}},
}


def services(question: Question) -> Answer:
    """The services that have limits."""
    _ = question
    return {"services": [{"name": name, "description": text} for name, text in _SERVICES.items()]}


def values(question: Question) -> Answer:
    """The limits of a service: one for each availability domain where it counts by them."""
    found: list[Answer] = []
    for scope, limits in _LIMITS.get(str(question.given.get("service_name")), {}).items():
        places = domains(question.region) if scope == "AD" else [None]
        found += [
            {"name": name, "scope_type": scope, "availability_domain": place, "value": str(value)}
            for name, value in limits.items()
            for place in places
        ]
    return {"limit_values": question.those_asked_for(found, "availability_domain", "name", "scope_type")}
