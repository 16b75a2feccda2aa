"""The state of a resource: what the cloud answered, in the configuration's words where both mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oci_simulator.facts import Attribute, Block, TypeFacts
from oci_simulator.planning.coercion import coerce_object
from oci_simulator.planning.digests import same_digest
from oci_simulator.planning.pairing import pair
from oci_simulator.planning.values import Shape, Unknown, elements, is_empty, is_known, leaves, same

Tree = Mapping[str, Any]


def compose(facts: TypeFacts, actual: Tree, reference: Tree | None = None) -> dict[str, Any]:
    """The object to save after an apply (`reference` is the plan) or a read (`reference` is the state before).

    Kept from the reference: values that the service never returns, timeouts, an empty value where the service has none.

    Raises:
        CoercionError: The cloud's answer does not fit the schema.
    """
    known = reference or {}
    state = _compose(facts, coerce_object(facts, actual), known)
    return {**state, "timeouts": known.get("timeouts")} if facts.timeouts else state


def _compose(shape: Shape, actual: Tree, reference: Tree) -> dict[str, Any]:
    state = {
        name: _value(name, attribute, actual[name], reference.get(name)) for name, attribute in shape.attributes.items()
    }
    for name, block in shape.blocks.items():
        state[name] = _nested(block, actual[name], reference.get(name))
    return state


def _value(name: str, attribute: Attribute, actual: Any, reference: Any) -> Any:
    if not is_known(reference):
        return None if attribute.write_only else actual
    if attribute.write_only or same(attribute.type, actual, reference) or same_digest(name, actual, reference):
        return reference
    # The legacy SDK has no null: "" and null, [] and null are one (normalizeNullValues in its grpc_provider.go).
    if is_empty(actual) and is_empty(reference) and not (attribute.computed and reference is None):
        return reference
    return actual


def _nested(block: Block, actual: Any, reference: Any) -> Any:
    before, after = elements(reference), elements(actual)
    if before and not after and all(leaf.write_only for leaf in leaves(block)):
        return reference
    if block.nesting == "single":
        return _compose(block, after[0], before[0] if before else {}) if after else None
    return [
        _compose(block, here, there or {}) for here, there in zip(after, _origins(block, before, after), strict=True)
    ]


def _origins(block: Block, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[dict[str, Any] | None]:
    """For each element that exists the planned or former one."""
    return pair(block, after, before, _realizes, keyed=False)


def _realizes(shape: Shape, here: Tree, there: Tree) -> bool:
    """Whether an existing element is a planned one: what the plan leaves open, or the service never tells, is free."""
    for name, attribute in shape.attributes.items():
        actual, planned = here.get(name), there.get(name)
        left_open = attribute.write_only or not is_known(planned) or (is_empty(planned) and is_empty(actual))
        if not left_open and not same(attribute.type, planned, actual):
            return False
    return all(_block_realizes(block, here.get(name), there.get(name)) for name, block in shape.blocks.items())


def _block_realizes(block: Block, here: Any, there: Any) -> bool:
    if isinstance(there, Unknown):
        return True
    before, after = elements(there), elements(here)
    if len(before) != len(after):
        return False
    pairs = zip(after, _origins(block, before, after), strict=True)
    return all(old is not None and _realizes(block, new, old) for new, old in pairs)
