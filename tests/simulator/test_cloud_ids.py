"""Ids have the form of the provider's documentation, and objects are found by what an import writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud.kinds import ADOPTING, IDS, SHORT
from oci_simulator.facts import find, names
from tests.simulator.cloud_builders import REGION, Maker, open_cloud

_OCID = r"ocid1\.[a-z0-9-]+\.ocsim\.[a-z0-9-]*\.[a-z0-9]+"
COMPOSITE = [name for name in names("resources") if (facts := find("resources", name)) and "/" in facts.import_form]


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """A cloud to be filled."""
    return Maker(open_cloud(tmp_path_factory.mktemp("ids")))


@pytest.mark.parametrize("name", COMPOSITE)
def test_an_object_is_found_by_the_id_of_the_import_section(maker: Maker, name: str) -> None:
    """The documented form, filled with the object's own values, leads to the object."""
    facts = find("resources", name)
    assert facts is not None
    made = maker.make(name)
    given = imported(facts.import_form, made)
    assert maker.cloud.read(name, REGION, given) == maker.cloud.read(name, REGION, made["id"]), given


@pytest.mark.parametrize("name", [name for name in names("resources") if name not in {*IDS, *SHORT, *ADOPTING}])
def test_most_ids_are_ocids_of_the_simulators_realm(maker: Maker, name: str) -> None:
    """Nobody takes them for real ones."""
    identity = maker.make(name)["id"]
    assert re.fullmatch(_OCID, identity) or name in {"oci_dns_rrset", "oci_cloud_guard_cloud_guard_configuration"}


def imported(form: str, made: dict[str, Any]) -> str:
    """`n/{namespaceName}/b/{bucketName}` with the values of an object: those in its id, and those that it has."""
    inside = dict(re.findall(r"([a-zA-Z]+)/([^/]+)", str(made["id"])))
    own = {_snake(word): value for word, value in inside.items()}

    def value(found: re.Match[str]) -> str:
        before, name = found[1], _snake(found[2])
        known = inside.get(before) or made.get(name) or _PLACES.get(name)
        return f"{before}/{known or made['id']}" if before else str(known or own.get(name))

    return re.sub(r"(?:(\w+)/)?{(\w+)}", value, form)


_PLACES = {"scope": "PRIVATE", "view_id": "ocid1.dnsview.oc1..a", "management_endpoint": "https://x.example.com"}


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: f"_{found[1].lower()}", name)


@pytest.mark.parametrize("region", ["ca-toronto-1", "us-ashburn-1"])
def test_names_of_one_region_do_not_clash_with_those_of_another(tmp_path: Path, region: str) -> None:
    """A composite id is one within its region."""
    cloud = open_cloud(tmp_path)
    values = {"compartment_id": "ocid1.tenancy.oc1..a", "namespace": "simulated", "name": "box"}
    for each in ("ca-toronto-1", "us-ashburn-1"):
        cloud.create("oci_objectstorage_bucket", each, values)
    assert (cloud.read("oci_objectstorage_bucket", region, "n/simulated/b/box") or {})["name"] == "box"
    assert len(cloud.store.all("oci_objectstorage_bucket", region)) == 1
