"""Rules that hold for every schema: what was applied needs no change, and what is planned is what was configured."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from oci_simulator import facts
from oci_simulator.facts import TypeFacts
from oci_simulator.planning.composition import compose
from oci_simulator.planning.plan import plan_resource
from oci_simulator.planning.requests import request_values
from oci_simulator.planning.values import Shape, is_known
from oci_simulator.protocol.codec import conform, decode_object, encode
from tests.simulator.planning_shapes import configurations, types
from tests.simulator.protocol_double import fill

# Without shrinking: a schema with its values shrinks for minutes. For a smaller example, leave `phases` out.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


def create(found: TypeFacts, config: dict[str, Any]) -> dict[str, Any]:
    """The state after a create by a cloud that fills in all that is computed."""
    planned = plan_resource(found, None, config).planned
    return compose(found, {**fill(found, request_values(found, planned)), "id": "one"}, planned)


def shuffled(shape: Shape, tree: dict[str, Any], order: random.Random) -> dict[str, Any]:
    """A tree with the elements of every set block in another order: Terraform sorts them as it likes."""
    found = dict(tree)
    for name, block in shape.blocks.items():
        parts = [shuffled(block, part, order) for part in tree.get(name) or []]
        if block.nesting == "set":
            order.shuffle(parts)
        found[name] = parts
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[TypeFacts, dict[str, Any], dict[str, Any]]:
    """A type and two configurations of it."""
    found = draw(types())
    return found, draw(configurations(found)), draw(configurations(found))


@given(case=cases(), seed=st.integers(0, 5))
@settings(max_examples=150, deadline=None, phases=PHASES)
def test_plan_after_apply_is_empty(case: tuple[TypeFacts, dict[str, Any], dict[str, Any]], seed: int) -> None:
    """The plan is the state itself, whatever order the sets have, also after the wire and a read."""
    found, config, _ = case
    state = create(found, config)
    again = decode_object(found, encode(state))
    assert again is not None
    order = random.Random(seed)  # noqa: S311  # no secret
    read = compose(found, shuffled(found, fill(found, again), order), again)
    plan = plan_resource(found, read, shuffled(found, config, order))
    assert (plan.planned, plan.requires_replace) == (read, ())


@given(case=cases())
@settings(max_examples=100, deadline=None, phases=PHASES)
def test_plan_after_update_is_empty(case: tuple[TypeFacts, dict[str, Any], dict[str, Any]]) -> None:
    """The same holds after a change from any configuration to any other."""
    found, first, second = case
    state = create(found, first)
    planned = plan_resource(found, state, second).planned
    after = compose(found, {**fill(found, request_values(found, planned)), "id": "one"}, planned)
    assert plan_resource(found, after, second).planned == after


@given(case=cases())
@settings(max_examples=60, deadline=None, phases=PHASES)
def test_request_has_no_unknown_and_no_null(case: tuple[TypeFacts, dict[str, Any], dict[str, Any]]) -> None:
    """The cloud is handed what is configured, in JSON's types."""
    found, config, _ = case
    values = request_values(found, plan_resource(found, None, config).planned)
    assert is_known(values)
    assert None not in values.values()
    assert "id" not in values


def test_plan_after_apply_is_empty_for_every_type_of_the_table() -> None:
    """Each type with what it requires, and with everything that can be configured."""
    for found in facts.load("resources").values():
        for everything in (False, True):
            config = conform(found, example(found, everything=everything))
            assert config is not None
            state = create(found, config)
            assert plan_resource(found, state, config).planned == state, found.name


def example(shape: Shape, *, everything: bool, place: int = 0) -> dict[str, Any]:
    """A configuration of a shape with two elements in each block that may have them."""
    tree: dict[str, Any] = {}
    for name, one in shape.attributes.items():
        if one.required or (everything and one.optional):
            tree[name] = example_value(one.type, f"{name}-{place}")
    for name, block in shape.blocks.items():
        if block.min or (everything and block.optional):
            count = 1 if block.max == 1 else 2
            tree[name] = [example(block, everything=everything, place=index) for index in range(count)]
    return tree


def example_value(cty: Any, text: str) -> Any:
    """A value of a type; the number is none that a double has exactly."""
    if isinstance(cty, str):
        return {"string": text, "number": 0.1, "bool": False}[cty]
    if cty[0] == "object":
        return {name: example_value(inner, text) for name, inner in cty[1].items()}
    return {"k": example_value(cty[1], text)} if cty[0] == "map" else [example_value(cty[1], text)]
