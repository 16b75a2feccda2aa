"""The object that a person means: by its id, its name, or TYPE/NAME."""

from __future__ import annotations

from collections.abc import Iterable

from oci_simulator.cloud import Cloud
from oci_simulator.cloud.store import Object
from oci_simulator.console.trouble import Trouble, choices
from oci_simulator.console.types import matches


def find(cloud: Cloud, wanted: str, region: str | None) -> Object:
    """The one object that is meant.

    Raises:
        Trouble: none or several, which are then listed.
    """
    things = [each for each in cloud.store.all() if region in {None, each.region}]
    for meant in (_by_id, _by_name, _by_type_and_name):
        found = _not_owned(meant(things, wanted))
        if len(found) == 1:
            return found[0]
        if found:
            raise Trouble(_several(wanted, found))
    named = [each.name for each in things if each.name]
    where = f" in {region}" if region else ""
    raise Trouble(f"{wanted}: no object{where} has this id or name{choices(wanted, named)}; see `oci-simulator list`")


def _by_id(things: list[Object], wanted: str) -> list[Object]:
    return [each for each in things if wanted in {each.id, each.data.get("id")}]


def _by_name(things: list[Object], wanted: str) -> list[Object]:
    exact = [each for each in things if each.name == wanted]
    return exact or [each for each in things if each.name.lower() == wanted.lower()]


def _by_type_and_name(things: list[Object], wanted: str) -> list[Object]:
    type_name, _, name = wanted.partition("/")
    return _by_name([each for each in things if matches(each.type, type_name)], name) if name else []


def _not_owned(found: list[Object]) -> list[Object]:
    """Where a part has the name of its whole (a VNIC that of its instance), the whole is meant."""
    return [each for each in found if each.owner is None] or found


def _several(wanted: str, found: Iterable[Object]) -> str:
    rows = [(f"{each.type.removeprefix('oci_')}/{each.name}", each.region or "-", each.data["id"]) for each in found]
    width = max(len(row[0]) for row in rows)
    lines = [f"  {name:<{width}}  {region:<14}  {identity}" for name, region, identity in rows]
    advice = "say which by TYPE/NAME, --region or id"
    return "\n".join([f"{wanted}: {len(rows)} objects have this name, {advice}:", *lines])
