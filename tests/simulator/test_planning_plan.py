"""What a plan says of one resource, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from oci_simulator.facts import TypeFacts, parse
from oci_simulator.planning.plan import plan_resource
from oci_simulator.planning.values import UNKNOWN, Unknown


def resource(attributes: dict[str, Any] | None = None, **blocks: dict[str, Any]) -> TypeFacts:
    """A type with an id, some attributes and blocks in the form of the table."""
    return parse({"type": "oci_test", "attributes": {"id": ["string", "C"], **(attributes or {})}, "blocks": blocks})


RULES = {"nesting": "set", "flags": "O", "attributes": {"port": ["number", "R"], "text": ["string", "OC"]}}
DETAILS = {
    "nesting": "list",
    "flags": "OC",
    "max": 1,
    "attributes": {"kind": ["string", "RF"], "size": ["number", "OCF"], "note": ["string", "O"]},
}


def planned(found: TypeFacts, prior: dict[str, Any] | None, config: dict[str, Any]) -> dict[str, Any]:
    """The planned object."""
    return plan_resource(found, prior, {"id": None, **config}).planned


def paths(found: TypeFacts, prior: dict[str, Any], config: dict[str, Any]) -> tuple[Any, ...]:
    """The paths that force a new resource."""
    return plan_resource(found, {"id": "one", **prior}, {"id": None, **config}).requires_replace


def test_create_leaves_open_what_nobody_configured() -> None:
    """Computed values and blocks are unknown, optional ones null."""
    found = resource({"a": ["string", "OC"], "b": ["string", "O"]}, details=DETAILS, rules=RULES)
    assert planned(found, None, {"a": None, "b": None, "details": [], "rules": []}) == {
        "id": UNKNOWN,
        "a": UNKNOWN,
        "b": None,
        "details": UNKNOWN,
        "rules": [],
    }


def test_an_empty_text_leaves_a_value_to_the_service() -> None:
    """As the legacy SDK has it: open on creation, as it was on a change; only for texts that are computed."""
    found = resource({"a": ["string", "OCF"], "b": ["string", "O"]}, details=DETAILS)
    made = planned(found, None, {"a": "", "b": "", "details": []})
    assert (made["a"], made["b"]) == (UNKNOWN, "")
    prior = {"id": "one", "a": "chosen", "b": "given", "details": []}
    assert planned(found, prior, {"a": "", "b": "", "details": []}) == {**prior, "b": ""}
    assert paths(found, prior, {"a": "", "b": "", "details": []}) == ()


def test_unknown_configuration_keeps_its_refinement() -> None:
    """A value known after apply goes on as it came."""
    refined = Unknown(12, b"\x81\x01\xc2")
    assert planned(resource({"a": ["string", "OC"]}), None, {"a": refined})["a"] is refined


def test_update_keeps_what_the_service_chose() -> None:
    """Also in an element that is still there; a new element is open again."""
    found = resource(rules=RULES)
    prior = {"id": "one", "rules": [{"port": 80, "text": "chosen"}]}
    new = planned(found, prior, {"rules": [{"port": 22, "text": None}, {"port": 80, "text": None}]})
    assert new == {"id": "one", "rules": [{"port": 22, "text": UNKNOWN}, {"port": 80, "text": "chosen"}]}


def test_elements_of_a_set_are_paired_by_all_that_they_say() -> None:
    """An element that says less does not take the partner of one that says more."""
    found = resource(rules=RULES)
    prior = {"id": "one", "rules": [{"port": 80, "text": "b"}, {"port": 80, "text": "a"}]}
    new = planned(found, prior, {"rules": [{"port": 80, "text": None}, {"port": 80, "text": "b"}]})
    assert new == prior


@pytest.mark.parametrize(
    ("cty", "before", "after"),
    [
        ("number", 1, 1.0),
        (["set", "string"], ["a", "b"], ["b", "a"]),
        (["map", "string"], {"a": "1", "b": "2"}, {"b": "2", "a": "1"}),
    ],
)
def test_same_value_in_another_form_is_no_change(cty: Any, before: Any, after: Any) -> None:
    """The plan is the state, to the letter."""
    assert planned(resource({"a": [cty, "RF"]}), {"id": "one", "a": before}, {"a": after})["a"] is before


@pytest.mark.parametrize(
    ("flags", "before", "after", "replaces"),
    [
        ("RF", "a", "b", True),
        ("RF", "a", UNKNOWN, True),
        ("OF", "a", None, True),
        ("OF", None, "a", True),
        ("OCF", "a", None, False),
        ("OCF", "a", "b", True),
        ("R", "a", "b", False),
    ],
)
def test_force_new_of_an_attribute(flags: str, before: Any, after: Any, replaces: bool) -> None:  # noqa: FBT001
    """A change replaces; leaving out what the service may choose does not."""
    assert paths(resource({"a": ["string", flags]}), {"a": before}, {"a": after}) == ((("a",),) if replaces else ())


def test_force_new_in_a_list_names_the_element() -> None:
    """The path has index 0."""
    prior = {"details": [{"kind": "a", "size": 1, "note": None}]}
    config = {"details": [{"kind": "b", "size": None, "note": None}]}
    assert paths(resource(details=DETAILS), prior, config) == (("details", 0, "kind"),)


def test_block_that_the_service_may_choose_stays_when_left_out() -> None:
    """No change, and so nothing to replace."""
    prior = {"id": "one", "details": [{"kind": "a", "size": 1, "note": None}]}
    assert planned(resource(details=DETAILS), prior, {"details": []}) == prior


@pytest.mark.parametrize("flags", ["O", "OF"])
@pytest.mark.parametrize("nesting", ["list", "set"])
def test_block_added_or_removed_replaces(flags: str, nesting: str) -> None:
    """Whether the block itself or a value in it is ForceNew."""
    found = resource(details={**DETAILS, "flags": flags, "nesting": nesting})
    element = {"kind": "a", "size": None, "note": None}
    assert paths(found, {"details": []}, {"details": [element]}) == (("details",),)
    assert paths(found, {"details": [element]}, {"details": []}) == (("details",),)


def test_block_that_comes_and_goes_without_force_new_replaces_nothing() -> None:
    """An element of a set with nothing fixed in it is a change in place."""
    element = {"port": 1, "text": "x"}
    assert paths(resource(rules=RULES), {"rules": []}, {"rules": [element]}) == ()
    assert paths(resource(rules=RULES), {"rules": [element]}, {"rules": []}) == ()


def test_changed_element_of_a_set_replaces_by_the_name_of_the_set() -> None:
    """Nothing in a set has a path."""
    fixed = {**RULES, "attributes": {"port": ["number", "RF"]}}
    assert paths(resource(rules=fixed), {"rules": [{"port": 1}]}, {"rules": [{"port": 2}]}) == (("rules",),)


def test_unknown_block_replaces_when_it_is_force_new() -> None:
    """A dynamic block over something unknown may change anything."""
    found = resource(rules={**RULES, "flags": "OF"})
    assert paths(found, {"rules": []}, {"rules": UNKNOWN}) == (("rules",),)
    assert paths(resource(rules=RULES), {"rules": []}, {"rules": UNKNOWN}) == ()


def test_default_is_configured_where_nobody_else_does() -> None:
    """At the top and in blocks; it is planned, and its absence afterwards is no change."""
    number = ["number", "OF", {"default": 5}]
    found = resource({"a": number}, rules={**RULES, "attributes": {"port": ["number", "R"], "depth": number}})
    config = {"a": None, "rules": [{"port": 1, "depth": None}]}
    new = planned(found, None, config)
    assert (new["a"], new["rules"]) == (5, [{"port": 1, "depth": 5}])
    state = {"id": "one", "a": 5, "rules": [{"port": 1, "depth": 5}]}
    assert planned(found, state, config) == state
    assert paths(found, {**state, "a": 6}, config) == (("a",),)
