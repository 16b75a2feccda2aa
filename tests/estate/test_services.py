"""The built-in map is data that was agreed on: what it must say stands here a second time, as in oci-services.md."""

from __future__ import annotations

import pytest

from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.graph import topological_sort
from oci_assets.estate.services import (
    HOME_REGION_SERVICES,
    MANAGES,
    SERVICE_ALIASES,
    SERVICE_DEPENDENCIES,
    SOFT_DEPENDENCIES,
    canonical_service,
    normalised,
)
from oci_assets.estate.settings import Settings
from tests.builders import snapshot, stack_files

HARD = """
identity:
tagging: identity
quota: identity
budget: identity
kms: identity
security: identity
oss: identity
network: identity
nsg: network identity
vlan: network nsg identity
dns: network nsg identity
compute: network nsg identity
database: network nsg identity
fss: network nsg identity
oke: network nsg identity
firewall: network nsg kms identity
loadbalancer: network nsg compute identity
ocvs: network vlan compute identity
managementservices: network loadbalancer firewall fss oss identity
rpc: network identity
"""
SOFT = "compute: kms\ndatabase: kms\nfss: kms\noke: kms\noss: kms\nmanagementservices: kms\n*: tagging"
ALIASES = """
identity: iam compartments policies policy groups users networksources
tagging: tags
quota: quotas
budget: budgets costmanagement
network: networking vcn drg
nsg: nsgs
vlan: vlans
compute: instance instances block-volume blockvolume blockvolumes dedicated-vm-host dedicatedvmhost
database: db adb dbsystem dbsystem-vm-bm database-exacs exacs exadata mysql mysql-dbsystem db-home-cdb-pdb
fss: filestorage
oss: objectstorage object-storage object_storage buckets
loadbalancer: lb lbr nlb networkloadbalancer load_balancer load-balancer
ocvs: sddc
kms: vault vaults keys
firewall: networkfirewall
security: cloud-guard cloudguard
managementservices: monitoring alarms events notifications serviceconnectors logging
"""
LEVELS = [
    "identity",
    "tagging",
    "budget kms network quota security",
    "nsg oss rpc",
    "compute database dns firewall fss oke vlan",
    "loadbalancer ocvs",
    "managementservices",
]


def table(text: str) -> dict[str, list[str]]:
    """`name: word word` lines as a mapping."""
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {name: words.split() for name, _, words in lines}


def test_service_dependencies() -> None:
    """The hard map is the agreed one, in the agreed order."""
    assert list(SERVICE_DEPENDENCIES.items()) == list(table(HARD).items())


def test_soft_dependencies() -> None:
    """So is the map that only orders."""
    assert table(SOFT) == SOFT_DEPENDENCIES


def test_home_region_services() -> None:
    """Four services live in the home region only."""
    assert {"identity", "tagging", "budget", "quota"} == HOME_REGION_SERVICES


def test_service_aliases() -> None:
    """Every other name of a folder is known, and no more than these."""
    wanted = {normalised(alias): service for service, aliases in table(ALIASES).items() for alias in aliases}
    assert wanted == SERVICE_ALIASES


def test_manages_every_service() -> None:
    """Each service says what its folder manages."""
    assert set(MANAGES) == set(SERVICE_DEPENDENCIES)


def test_map_has_no_cycle_and_names_only_services() -> None:
    """The map names nothing that it does not hold, hard and soft together have no cycle."""
    both = {name: [*needs, *SOFT_DEPENDENCIES.get(name, [])] for name, needs in SERVICE_DEPENDENCIES.items()}
    assert {name for needs in both.values() for name in needs} <= set(both)
    assert sum(len(level) for level in topological_sort(both, both)) == len(both)
    assert len(topological_sort(both, both)) == 6  # a cycle would add a level for each member


def test_map_levels() -> None:
    """Hard and soft dependencies of an estate with every service give the agreed levels."""
    stacks = [f"global/{name}" if name == "rpc" else f"toronto/{name}" for name in SERVICE_DEPENDENCIES]
    catalog = build_catalog(snapshot(stack_files(*stacks)), Settings())
    assert [" ".join(sorted(s.split("/")[1] for s in level)) for level in catalog.levels] == LEVELS


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("network", "network"),
        ("Network", "network"),
        ("VCN", "network"),
        ("Object_Storage", "oss"),
        ("object-storage", "oss"),
        ("LOAD_BALANCER", "loadbalancer"),
        ("Mysql_DBsystem", "database"),
        ("networkloadbalancer", "loadbalancer"),
        ("networks", None),
        ("", None),
    ],
)
def test_canonical_service(folder: str, service: str | None) -> None:
    """Names match whole, whatever their case, with `-` and `_` alike."""
    assert canonical_service(folder) == service


def test_canonical_service_that_was_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that a user put into the map is known under its own name, however that is written."""
    monkeypatch.setitem(SERVICE_DEPENDENCIES, "My_New-Service", ["network"])
    assert canonical_service("my-new_service") == "My_New-Service"
    monkeypatch.setitem(SERVICE_DEPENDENCIES, "vcn", ["identity"])
    assert canonical_service("VCN") == "vcn"
