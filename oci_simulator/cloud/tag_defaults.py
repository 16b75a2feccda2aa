"""Tag defaults: what a compartment gives each new resource in it and below it.

Rules: https://docs.oracle.com/en-us/iaas/Content/Tagging/Tasks/managingtagdefaults.htm
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oci_simulator.cloud.errors import invalid
from oci_simulator.cloud.kinds import Kind
from oci_simulator.cloud.store import Object, Store, now
from oci_simulator.facts import find

_TYPE, _TAGS, _ROOT = "oci_identity_tag_default", "defined_tags", "ocid1.tenancy."
_VARIABLES = {"${iam.principal.name}": "simulated", "${iam.principal.type}": "user"}


def with_defaults(store: Store, what: Kind, values: Mapping[str, Any], *, is_part: bool = False) -> dict[str, Any]:
    """The values of a new object with the tags that its compartments set and nobody has given.

    What a service makes besides (`is_part`) is not blocked for want of a tag: nobody could have given it.

    Raises:
        ServiceError: 400, a tag must be given by whoever makes a resource here.
    """
    facts = find("resources", what.type)
    if facts is None or _TAGS not in facts.attributes or not (defaults := store.all(_TYPE)):
        return dict(values)
    above = _compartments(store, values.get("compartment_id"))
    given = dict(values.get(_TAGS) or {})
    known = {name.lower() for name in given}
    for each in defaults:
        name = _name(store, each)
        if each.data.get("compartment_id") not in above or name is None or name.lower() in known:
            continue
        if each.data.get("is_required") and is_part:
            continue
        if each.data.get("is_required"):
            raise invalid(f"defined_tags: a tag default of the compartment demands a value for {name}")
        given[name] = _value(str(each.data.get("value") or ""))
    return {**values, _TAGS: given} if given else dict(values)


def _compartments(store: Store, compartment_id: Any) -> set[Any]:
    """A compartment and those that it lies in; the root under all the names that tag defaults have for it."""
    found: set[Any] = set()
    here = compartment_id
    while here and here not in found:
        found.add(here)
        thing = store.get(str(here))
        here = thing.data.get("compartment_id") if thing else None
    roots = (each.data.get("compartment_id") for each in store.all(_TYPE))
    return found | {root for root in roots if str(root).startswith(_ROOT)} if found else found


def _name(store: Store, default: Object) -> str | None:
    """`Namespace.Key`; None when one of them is retired or gone."""
    key = store.get(str(default.data.get("tag_definition_id")))
    namespace = store.get(str(key.data.get("tag_namespace_id"))) if key else None
    if key is None or namespace is None or key.data.get("is_retired") or namespace.data.get("is_retired"):
        return None
    return f"{namespace.data['name']}.{key.data['name']}"


def _value(text: str) -> str:
    for variable, value in {**_VARIABLES, "${oci.datetime}": now()}.items():
        text = text.replace(variable, value)
    return text
