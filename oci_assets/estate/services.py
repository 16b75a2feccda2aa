"""The built-in map: OCI services, what they need, what else their folders are called. Data and one look-up.

Evidence for every edge is in `oci-services.md`; never add network -> loadbalancer or network -> firewall (a cycle).
"""

from __future__ import annotations

from typing import Final

from oci_assets.estate.regions import CD3_REGIONS

__all__ = [
    "CD3_REGIONS",
    "HOME_REGION_SERVICES",
    "MANAGES",
    "SERVICE_ALIASES",
    "SERVICE_DEPENDENCIES",
    "SOFT_DEPENDENCIES",
    "canonical_service",
    "normalised",
]

SERVICE_DEPENDENCIES: dict[str, list[str]] = {
    "identity": [],
    "tagging": ["identity"],
    "quota": ["identity"],
    "budget": ["identity"],
    "kms": ["identity"],
    "security": ["identity"],
    "oss": ["identity"],
    "network": ["identity"],
    "nsg": ["network", "identity"],
    "vlan": ["network", "nsg", "identity"],
    "dns": ["network", "nsg", "identity"],
    "compute": ["network", "nsg", "identity"],
    "database": ["network", "nsg", "identity"],
    "fss": ["network", "nsg", "identity"],
    "oke": ["network", "nsg", "identity"],
    "firewall": ["network", "nsg", "kms", "identity"],
    "loadbalancer": ["network", "nsg", "compute", "identity"],
    "ocvs": ["network", "vlan", "compute", "identity"],
    "managementservices": ["network", "loadbalancer", "firewall", "fss", "oss", "identity"],
    "rpc": ["network", "identity"],
}
"""Service -> services it needs (hard: a failed upstream blocks). A plain dict: the predecessor's users edit it."""

SOFT_DEPENDENCIES: dict[str, list[str]] = {
    "compute": ["kms"],
    "database": ["kms"],
    "fss": ["kms"],
    "oke": ["kms"],
    "oss": ["kms"],
    "managementservices": ["kms"],
    "*": ["tagging"],
}
"""Order only, never blocks. `*` stands for every service but identity and tagging."""

HOME_REGION_SERVICES: Final[frozenset[str]] = frozenset({"identity", "tagging", "budget", "quota"})
"""Services that OCI keeps in the home region only; other regions look for them there."""

ASSUMED_DEPENDENCIES: Final[tuple[str, ...]] = ("identity", "network")
"""What a folder with an unknown name is taken to need."""

MANAGES: Final[dict[str, str]] = {
    "identity": "compartments, groups, users, policies, network sources, domains",
    "tagging": "tag namespaces, keys, defaults",
    "quota": "limits quotas",
    "budget": "budgets, alert rules",
    "network": "VCN, subnets, DRG, gateways, route tables, security lists, DHCP, flow logs",
    "nsg": "network security groups and rules",
    "vlan": "VLANs",
    "dns": "views, zones, rrsets, resolvers",
    "compute": "instances, block volumes, dedicated hosts",
    "database": "ADB, MySQL, DB systems, Exadata, homes, PDBs",
    "fss": "file systems, mount targets, exports",
    "oss": "buckets, bucket policies",
    "loadbalancer": "LB, NLB, reserved IPs",
    "oke": "Kubernetes clusters, node pools",
    "ocvs": "VMware SDDCs",
    "kms": "vaults, keys",
    "firewall": "network firewalls and policies",
    "security": "Cloud Guard",
    "managementservices": "alarms, events, notifications, service connectors",
    "rpc": "remote peering connections between regions",
}
"""Service -> what its folder manages, as the middle of a sentence."""

_ALSO_CALLED: Final[dict[str, str]] = {
    "identity": "iam compartments policies policy groups users networksources",
    "tagging": "tags",
    "quota": "quotas",
    "budget": "budgets costmanagement",
    "network": "networking vcn drg",
    "nsg": "nsgs",
    "vlan": "vlans",
    "compute": "instance instances block-volume blockvolume blockvolumes dedicated-vm-host dedicatedvmhost",
    "database": ("db adb dbsystem dbsystem-vm-bm database-exacs exacs exadata mysql mysql-dbsystem db-home-cdb-pdb"),
    "fss": "filestorage",
    "oss": "objectstorage object-storage buckets",
    "loadbalancer": "lb lbr nlb networkloadbalancer load-balancer",
    "ocvs": "sddc",
    "kms": "vault vaults keys",
    "firewall": "networkfirewall",
    "security": "cloud-guard cloudguard",
    "managementservices": "monitoring alarms events notifications serviceconnectors logging",
}

SERVICE_ALIASES: Final[dict[str, str]] = {
    alias: service for service, aliases in _ALSO_CALLED.items() for alias in aliases.split()
}
"""Other name of a folder (lower case, `-` for `_`) -> service."""


def normalised(name: str) -> str:
    """The name as it is compared: case folded, `_` written as `-`."""
    return name.casefold().replace("_", "-")


def canonical_service(name: str) -> str | None:
    """The known service that a folder name stands for, None when the name is not known.

    A service that somebody added to `SERVICE_DEPENDENCIES` at run time is known as well, by the name they gave it.
    """
    key = normalised(name)
    if key in SERVICE_DEPENDENCIES:
        return key
    added = (service for service in SERVICE_DEPENDENCIES if normalised(service) == key)
    return next(added, None) or SERVICE_ALIASES.get(key)
