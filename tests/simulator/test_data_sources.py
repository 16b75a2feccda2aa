"""Real Terraform reads every data source of the table, with its filters, about a cloud that has one of every type."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import search
from oci_simulator.facts import CtyType, TypeFacts, find, names
from oci_simulator.protocol.serve import serve_reattached
from tests.simulator.cloud_builders import REGION, Maker, open_cloud
from tests.simulator.cloud_questions import arguments
from tests.simulator.protocol_stacks import HEAD, Stack, folder_of_session

DATA = names("data")
FILTERED = [name for name in DATA if (found := find("data", name)) is not None and "filter" in found.blocks]
LISTED = [name for name in FILTERED if search._resource(name) in names("resources")]
SINGLE = [name for name in DATA if name in names("resources") and name not in FILTERED]
# A question that names one thing without being required to: these take one of several.
ONE_OF = {
    "oci_core_private_ip": ("private_ip_id", "oci_core_private_ip"),
    "oci_core_public_ip": ("id", "oci_core_public_ip"),
    "oci_dns_view": ("view_id", "oci_dns_view"),
    "oci_identity_availability_domain": ("ad_number", None),
}
# Of these there are none in a cloud of the smallest objects.
NONE = {
    "oci_core_network_security_group_vnics",
    "oci_load_balancer_listener_rules",
    "oci_log_analytics_log_analytics_log_groups",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What Terraform has read: data source -> block name -> values; and the objects that it was about."""

    read: dict[str, dict[str, dict[str, Any]]]
    maker: Maker
    filters: dict[str, tuple[str, str]]


def shape(name: str) -> TypeFacts:
    """The facts of a data source."""
    facts = find("data", name)
    assert facts is not None
    return facts


def collection(facts: TypeFacts) -> str:
    """The computed list of a data source that takes filters."""
    lists = (name for name, each in facts.attributes.items() if each.computed and is_objects(each.type))
    return next(lists)


def is_objects(cty: CtyType) -> bool:
    """Whether it is a list of objects."""
    return isinstance(cty, list) and cty[0] == "list" and isinstance(cty[1], list)


def items(facts: TypeFacts, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """What is in the collection, also one level down."""
    listed = answer[collection(facts)] or []
    pages = [page["items"] or [] for page in listed if set(page) == {"items"}]
    return [each for page in pages for each in page] if pages else list(listed)


def question(maker: Maker, name: str) -> dict[str, Any]:
    """Arguments that find something."""
    given = arguments(maker, name)
    if name in ONE_OF:
        argument, of = ONE_OF[name]
        given[argument] = maker.made[of].created["id"] if of else 1
    return given


def filter_of(maker: Maker, name: str) -> tuple[str, str] | None:
    """An attribute of what a data source lists, and its value in the last of them."""
    listed = items(
        shape(name), {collection(shape(name)): [], **maker.cloud.search(name, REGION, question(maker, name))}
    )
    if not listed:
        return None
    last, known = listed[-1], search._element(shape(name).attributes[collection(shape(name))].type)[1]
    wanted = sorted((key for key in known if isinstance(last.get(key), str) and last[key]), key=_by_likeness)
    return wanted[0], str(last[wanted[0]])


def _by_likeness(key: str) -> tuple[int, str]:
    likely = ("id", "display_name", "name")
    return (likely.index(key) if key in likely else len(likely), key)


def stack_of(maker: Maker, filters: dict[str, tuple[str, str]]) -> str:
    """A configuration of all data sources: alone, and with a filter that fits and one that does not."""
    blocks: dict[str, dict[str, Any]] = {}
    for name in DATA:
        given = question(maker, name)
        blocks[name] = {"plain": given}
        if name in filters:
            key, value = filters[name]
            for block, wanted in (("fits", value), ("not", f"{value}-not")):
                blocks[name][block] = {**given, "filter": [{"name": key, "values": [wanted]}]}
    provider = {"oci": {"region": REGION}}
    return json.dumps({"provider": provider, "data": blocks})


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """One apply that reads them all, in the same run."""
    folder = tmp_path_factory.mktemp("data")
    maker = Maker(open_cloud(folder))
    for name in names("resources"):
        maker.make(name)
    filters = {name: found for name in FILTERED if (found := filter_of(maker, name)) is not None}
    quiet = folder / "empty.rc"
    quiet.write_text("", encoding="utf-8")
    with serve_reattached(maker.cloud, cache_folder=folder_of_session()) as reattach:
        stack = Stack(folder / "stack", {"TF_REATTACH_PROVIDERS": reattach, "TF_CLI_CONFIG_FILE": str(quiet)})
        stack.write(HEAD)
        stack.write(stack_of(maker, filters), "data.tf.json")
        stack.apply("-parallelism=4")
        return Answers(_read(folder / "stack"), maker, filters)


def _read(folder: Path) -> dict[str, dict[str, dict[str, Any]]]:
    document = json.loads((folder / "terraform.tfstate").read_text(encoding="utf-8"))
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for each in document["resources"]:
        found.setdefault(each["type"], {})[each["name"]] = each["instances"][0]["attributes"]
    return found


@pytest.mark.parametrize("name", DATA)
def test_each_is_read(answers: Answers, name: str) -> None:
    """Terraform has an answer with an id from each."""
    assert answers.read[name]["plain"]["id"]


@pytest.mark.parametrize("name", [name for name in FILTERED if name not in NONE])
def test_a_filter_lets_through_what_it_names(answers: Answers, name: str) -> None:
    """What has the value, and nothing else; without a filter it is there as well."""
    key, value = answers.filters[name]
    fits, plain = (items(shape(name), answers.read[name][block]) for block in ("fits", "plain"))
    assert {each[key] for each in fits} == {value}
    assert [each for each in plain if each[key] == value] == fits
    assert items(shape(name), answers.read[name]["not"]) == []


@pytest.mark.parametrize("name", SINGLE)
def test_one_thing_is_shown_as_it_is(answers: Answers, name: str) -> None:
    """Its values are those that its resource has, as far as both have them."""
    made = answers.maker.cloud.read(name, REGION, answers.maker.made[name].created["id"]) or {}
    shown = answers.read[name]["plain"]
    texts = {key: value for key, value in made.items() if isinstance(value, str) and key != "id" and key in shown}
    assert {key: shown[key] for key in texts} == texts
