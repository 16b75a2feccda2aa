"""Every type of the table lives a life in the cloud: made, read, searched, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud
from oci_simulator.cloud.kinds import ADOPTING, kind
from oci_simulator.facts import Attribute, Block, TypeFacts, find, names
from oci_simulator.planning.coercion import coerce_object
from tests.simulator.cloud_builders import REGION, Maker, open_cloud

TYPES = names("resources")


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """A cloud with one object of every type."""
    made = Maker(open_cloud(tmp_path_factory.mktemp("walk")))
    for name in TYPES:
        made.make(name)
    return made


def shape(type_name: str) -> TypeFacts:
    """The facts of a type."""
    facts = find("resources", type_name)
    assert facts is not None
    return facts


@pytest.mark.parametrize("name", TYPES)
def test_a_read_gives_what_the_create_gave(maker: Maker, name: str) -> None:
    """The state after an apply is the state after a refresh, or the second plan would not be empty."""
    made = maker.made[name]
    assert isinstance(made.created["id"], str)
    assert made.created["id"]
    assert made.read == made.created


@pytest.mark.parametrize("name", TYPES)
def test_what_was_given_is_kept_and_nothing_else_is_invented(maker: Maker, name: str) -> None:
    """A value that only people give, at any depth, is there if and only if it was given."""
    made = maker.made[name]
    assert invented(shape(name), made.values, made.created) == []
    assert lost(shape(name), made.values, made.created) == []


@pytest.mark.parametrize("name", TYPES)
def test_objects_fit_the_schema(maker: Maker, name: str) -> None:
    """Every value is of its attribute's type, and no block has more elements than it may."""
    made = coerce_object(shape(name), maker.made[name].created)
    for block_name, block in shape(name).blocks.items():
        assert block.max == 0 or len(made[block_name] or []) <= block.max, block_name


@pytest.mark.parametrize("name", TYPES)
def test_an_object_is_found_by_the_id_that_it_has(maker: Maker, name: str) -> None:
    """Also through the store's own door, under the type that is kept."""
    thing = maker.cloud.objects.look(name, REGION, maker.made[name].created["id"])
    assert thing is not None
    assert thing.type == kind(name).type


def test_an_update_with_the_same_values_changes_nothing_of_weight(maker: Maker) -> None:
    """What people gave and what identifies an object is the same after it."""
    for name in TYPES:
        made = maker.made[name]
        before = maker.cloud.read(name, REGION, made.created["id"])
        after = maker.cloud.update(name, REGION, made.created["id"], made.values)
        assert before is not None
        changed = {each for each in {*before, *after} if before.get(each) != after.get(each)}
        assert {each for each in changed if not each.startswith("time_") and each != "etag"} == set(), name


def test_all_can_be_deleted_in_reverse_order(tmp_path: Path) -> None:
    """As `terraform destroy` does it; in the end nothing is left."""
    made = Maker(open_cloud(tmp_path))
    for name in TYPES:
        made.make(name)
    for name, each in reversed(made.made.items()):
        made.cloud.delete(name, REGION, each.created["id"])
        if name not in ADOPTING and not _outlives(made.cloud, name, each.created):
            assert made.cloud.read(name, REGION, each.created["id"]) is None, name
    assert [each.type for each in made.cloud.store.all()] == []


def _outlives(cloud: Cloud, name: str, created: dict[str, Any]) -> bool:
    thing = cloud.objects.look(name, REGION, created["id"])
    return thing is not None and thing.owner is not None


def invented(facts: TypeFacts | Block, given: dict[str, Any], created: dict[str, Any], where: str = "") -> list[str]:
    """The paths of values that only people give and nobody gave."""
    found = []
    every: dict[str, Attribute | Block] = {**facts.attributes, **facts.blocks}
    for name, known in every.items():
        if known.optional and not known.computed and name in created and name not in given:
            found.append(where + name)
    for name, block in facts.blocks.items():
        inner, before = created.get(name) or [], given.get(name) or []
        if len(inner) == len(before):
            for one, other in zip(before, inner, strict=True):
                found += invented(block, one, other, f"{where}{name}.")
    return found


def lost(facts: TypeFacts | Block, given: dict[str, Any], created: dict[str, Any], where: str = "") -> list[str]:
    """The paths of values that were given and are not there as they were given."""
    found = [where + name for name in facts.attributes if name in given and created.get(name) != given[name]]
    for name, block in facts.blocks.items():
        if name not in given:
            continue
        for one, other in zip(given[name], created.get(name) or [], strict=True):
            found += lost(block, one, other, f"{where}{name}.")
    return found
