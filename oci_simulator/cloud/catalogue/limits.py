"""What a tenancy may have of each service, made up: the same for everybody, and never used up."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.catalogue.places import domains

_DOMAIN, _REGION, _GLOBAL = "AD", "REGION", "GLOBAL"
# Service -> its description, and its limits: name, where they hold, value.
_LIMITS: dict[str, tuple[str, tuple[tuple[str, str, int], ...]]] = {
    "block-storage": ("Block Volume", (("total-storage-gb", _DOMAIN, 50000), ("volume-count", _DOMAIN, 10000))),
    "compartments": ("Compartments", (("compartment-count", _GLOBAL, 1000),)),
    "compute": (
        "Compute",
        (
            *((f"standard-{each}-core-count", _DOMAIN, 100) for each in ("a1", "e4", "e5")),
            *((f"standard-{each}-memory-count", _DOMAIN, 1600) for each in ("a1", "e4", "e5")),
            ("standard-e2-micro-core-count", _DOMAIN, 2),
            ("standard3-core-count", _DOMAIN, 100),
            ("vm-standard2-1-count", _DOMAIN, 20),
            ("dedicated-vm-host-e4-count", _DOMAIN, 2),
        ),
    ),
    "container-engine": ("Kubernetes Engine", (("cluster-count", _REGION, 15),)),
    "database": ("Database", (("adb-free-count", _REGION, 2), ("atp-ecpu-count", _REGION, 128))),
    "filesystem": ("File Storage", (("file-system-count", _DOMAIN, 100), ("mount-target-count", _DOMAIN, 2))),
    "load-balancer": (
        "Load Balancing",
        (("lb-10mbps-micro-count", _REGION, 1), ("lb-flexible-count", _REGION, 50)),
    ),
    "object-storage": ("Object Storage", (("bucket-count", _REGION, 10000),)),
    "vcn": ("Virtual Cloud Network", (("vcn-count", _REGION, 50), ("reserved-public-ip-count", _REGION, 50))),
}


def services(question: Question) -> Answer:
    """The services that have limits."""
    _ = question
    listed = [{"name": name, "description": text, "supported_subscriptions": []} for name, (text, _) in _LIMITS.items()]
    return {"services": listed}


def values(question: Question) -> Answer:
    """The limits of a service, one for each place where they hold."""
    _, limits = _LIMITS.get(str(question.given.get("service_name")), ("", ()))
    listed: list[Answer] = [
        {"name": name, "scope_type": scope, "availability_domain": place, "value": str(value)}
        for name, scope, value in limits
        for place in (domains(question.region) if scope == _DOMAIN else [None])
    ]
    return {"limit_values": question.those_asked_for(listed, "name", "scope_type", "availability_domain")}
