"""What data sources answer: from the objects of the cloud by the shape of the table, or from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from oci_simulator.cloud import shown
from oci_simulator.cloud.catalogue import ANSWERS, Question
from oci_simulator.cloud.errors import not_found
from oci_simulator.cloud.kinds import kind
from oci_simulator.cloud.selection import Selection
from oci_simulator.cloud.store import Object
from oci_simulator.facts import TypeFacts, find, names

if TYPE_CHECKING:
    from oci_simulator.cloud.objects import Objects

# Which type's objects a plural data source lists, where the name does not say it.
LISTS = {
    "oci_core_virtual_networks": "oci_core_vcn",
    "oci_core_ipsec_connections": "oci_core_ipsec",
    "oci_core_dhcp_options": "oci_core_dhcp_options",
    "oci_core_boot_volume_attachments": "oci_core_boot_volume_attachment",
    "oci_load_balancers": "oci_load_balancer_load_balancer",
    "oci_identity_policies": "oci_identity_policy",
    "oci_objectstorage_bucket_summaries": "oci_objectstorage_bucket",
    "oci_database_db_nodes": "oci_database_db_node",
    "oci_database_db_servers": "oci_database_db_server",
    "oci_core_vnic": "oci_core_vnic",
    "oci_database_db_node": "oci_database_db_node",
}


def answer(objects: Objects, type_name: str, region: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The computed attributes of a data source.

    Raises:
        ServiceError: 404, one thing was asked for and is not there.
    """
    facts = find("data", type_name)
    if facts is None:
        raise not_found(type_name)
    given = {name: value for name, value in arguments.items() if value not in (None, [], {})}
    made = ANSWERS.get(type_name)
    if made is not None:
        return {**_identity(type_name), **made(Question(objects, region, given))}
    collection = _collection(facts)
    if _resource(type_name) is None:
        return {**_identity(type_name), **_nothing(facts)}
    if collection is None:
        return _single(objects, facts, region, given)
    found = [
        _shaped(objects, each, facts.attributes[collection].type) for each in _matching(objects, facts, region, given)
    ]
    return {**_identity(type_name), collection: _wrapped(found, facts.attributes[collection].type)}


def _identity(type_name: str) -> dict[str, Any]:
    return {"id": f"{type_name.removeprefix('oci_')}-simulated"}


def _nothing(facts: TypeFacts) -> dict[str, Any]:
    """The answer about things of which this cloud has none."""
    lists = {name: each for name, each in facts.attributes.items() if each.computed and isinstance(each.type, list)}
    return {name: [] if each.type[0] != "map" else {} for name, each in lists.items()}


def _collection(facts: TypeFacts) -> str | None:
    """The computed list of objects, if it is the only one."""
    lists = [
        name
        for name, attribute in facts.attributes.items()
        if attribute.computed and isinstance(attribute.type, list) and isinstance(attribute.type[1], list)
    ]
    is_plural = "filter" in facts.blocks or _resource(facts.name) != facts.name
    return lists[0] if len(lists) == 1 and is_plural else None


def _resource(type_name: str) -> str | None:
    """The type whose objects a data source shows."""
    if type_name in LISTS:
        return LISTS[type_name]
    known = set(names("resources"))
    stems = [type_name, type_name.removesuffix("s"), type_name.removesuffix("es")]
    if type_name.endswith("ies"):
        stems.insert(0, type_name.removesuffix("ies") + "y")
    return next((stem for stem in reversed(stems) if stem in known), None)


def _matching(objects: Objects, facts: TypeFacts, region: str, given: Mapping[str, Any]) -> Iterable[Object]:
    wanted = kind(_resource(facts.name) or "").type
    things = objects.store.all(wanted, region)
    asked = Selection(objects, facts, wanted, given)
    return [each for each in things if asked.holds(each)]


def _single(objects: Objects, facts: TypeFacts, region: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The one object that the arguments name: by id, or by all that they say."""
    wanted = kind(_resource(facts.name) or facts.name).type
    for value in given.values():
        thing = objects.store.get(str(value))
        if thing is not None and thing.type == wanted:
            return _attributes(thing, facts)
    matching = list(_matching(objects, facts, region, given))
    by_name = [each for each in matching if not _asks(given, wanted) or _is_named(each, given)]
    if not by_name:
        raise not_found(f"{wanted} with {dict(given)}")
    return _attributes(by_name[0], facts)


def _asks(given: Mapping[str, Any], wanted: str) -> bool:
    """Whether an argument names the thing itself: by its id or name, which is not that of something it belongs to."""
    facts, own = find("resources", wanted), wanted.rsplit("_", 1)[-1]
    others = facts.attributes if facts else {}
    names = [name for name in given if name not in others or name in {"name", "id"}]
    return any(name.endswith(("_id", f"{own}id", "_name", "name_or_id")) or name in {"name", "id"} for name in names)


def _is_named(thing: Object, given: Mapping[str, Any]) -> bool:
    """By its name, by its id or the OCID at the end of that, or by all that is said."""
    own = str(thing.data.get("id"))
    if {thing.name, own, own.rsplit("/", 1)[-1]} & {str(value) for value in given.values()}:
        return True
    return all(thing.data.get(name) == value for name, value in given.items())


def _attributes(thing: Object, facts: TypeFacts) -> dict[str, Any]:
    data = shown.told(thing)
    return {
        name: _cast(data[name], attribute.type)
        for name, attribute in facts.attributes.items()
        if not attribute.required and name in data
    }


def _shaped(objects: Objects, thing: Object, cty: Any) -> dict[str, Any]:
    return dict(_cast({**shown.told(thing), **shown.besides(objects, thing)}, _element(cty)))


def _element(cty: Any) -> Any:
    """The type of the things that a collection holds: its own objects, or those of its `items`."""
    inner = cty[1]
    items = inner[1].get("items") if inner[0] == "object" else None
    return items[1] if items and set(inner[1]) <= {"items", "item_count", "total"} else inner


def _wrapped(found: list[dict[str, Any]], cty: Any) -> list[dict[str, Any]]:
    return found if _element(cty) == cty[1] else [{"items": found}]


def _cast(value: Any, cty: Any) -> Any:
    """A value in the form of a type: what the type does not know goes, what the value lacks is null."""
    if value is None:
        return None
    if isinstance(cty, str):
        return _primitive(value, cty)
    outer, inner = cty
    if outer == "object":
        return (
            {name: _cast(value.get(name), kind_) for name, kind_ in inner.items()}
            if isinstance(value, Mapping)
            else None
        )
    if outer == "map":
        return {str(key): _cast(each, inner) for key, each in value.items()} if isinstance(value, Mapping) else {}
    return [_cast(each, inner) for each in value] if isinstance(value, (list, tuple)) else []


def _primitive(value: Any, cty: str) -> Any:
    if cty == "string":
        return str(value).lower() if isinstance(value, bool) else str(value)
    if cty == "bool":
        return value if isinstance(value, bool) else str(value).lower() == "true"
    try:
        return value if isinstance(value, (int, float)) else float(value)
    except (TypeError, ValueError):
        return None
