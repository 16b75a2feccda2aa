"""What differs between two values, attribute by attribute, with elements of lists and sets matched."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oci_assets.terraform.attribute_differences import differences
from oci_assets.terraform.attribute_tree import UNKNOWN, Secret, marked

JSON = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=15,
)


def rule(source: str, port: int, **more: Any) -> dict[str, Any]:
    """A security rule."""
    return {"protocol": "6", "source": source, "tcp_options": [{"min": port, "max": port}], "description": None, **more}


def told(before: Any, after: Any) -> list[tuple[str, Any, Any]]:
    """Paths with both values."""
    return [(each.path, each.before, each.after) for each in differences(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": 1, "b": None}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [("a", 1, 2)]),
        ({"tags": {"x": "1"}}, {"tags": {"x": "1", "y z": "2"}}, [('tags["y z"]', None, "2")]),
        ({"tags": None}, {"tags": {"x": "1"}}, [("tags.x", None, "1")]),
        ({"tags": None}, {"tags": {}}, [("tags", None, {})]),
        ({"ids": None}, {"ids": ["x"]}, [("ids", None, ["x"])]),
        ({"ids": ["a", "b"]}, {"ids": ["b", "c"]}, [("ids[-]", "a", None), ("ids[+]", None, "c")]),
        ({"ids": ["a", "a"]}, {"ids": ["a"]}, [("ids[-]", "a", None)]),
        ({"ids": ["a"]}, {"ids": ["b"]}, [("ids[0]", "a", "b")]),
        ({"ids": ["a", "b"]}, {"ids": ["b", "a"]}, [("ids", ["a", "b"], ["b", "a"])]),
        ({"cfg": [{"o": 1, "m": 2}]}, {"cfg": [{"o": 4, "m": 8}]}, [("cfg[0].m", 2, 8), ("cfg[0].o", 1, 4)]),
    ],
)
def test_differences(before: Any, after: Any, expected: list[tuple[str, Any, Any]]) -> None:
    """Null is the same as not there; nothing against empty is told, as Terraform tells it."""
    assert told(before, after) == expected


def test_one_added_rule_is_one_difference() -> None:
    """Wherever it stands: the others are the same ones."""
    rules = [rule("10.0.0.0/8", port) for port in (22, 80, 443)]
    new = rule("0.0.0.0/0", 22)
    assert told({"r": rules}, {"r": [new, *rules[::-1]]}) == [("r[+]", None, new)]
    assert told({"r": rules}, {"r": [rules[0], rules[2]]}) == [("r[-]", rules[1], None)]


def test_changed_rule_is_told_by_what_changed() -> None:
    """The one that is most alike is the same one, changed."""
    rules = [rule("10.0.0.0/8", port) for port in (22, 80, 443)]
    changed = [rules[2], rule("0.0.0.0/0", 80), rules[0]]
    assert told({"r": rules}, {"r": changed}) == [("r[1].source", "10.0.0.0/8", "0.0.0.0/0")]


def test_large_sets_are_compared_in_bounded_work() -> None:
    """Thousands of other elements are removed and added; one of thousands that changed is still found."""
    before, after = ([rule(f"10.{n // 250}.{n % 250}.{side}/32", n) for n in range(3000)] for side in (1, 2))
    assert len(told({"r": before}, {"r": after})) == 6000
    one = [*before[:1500], rule("0.0.0.0/0", 1500), *before[1501:]]
    assert told({"r": before}, {"r": one}) == [("r[1500].source", before[1500]["source"], "0.0.0.0/0")]


def test_secrets_differ_without_being_told() -> None:
    """Two secrets are compared by value, and neither is shown."""
    old, new = marked({"p": "one"}, {"p": True}), marked({"p": "two"}, {"p": True})
    [(path, before, after)] = told(old, new)
    assert (path, str(before), str(after)) == ("p", "(sensitive)", "(sensitive)")
    assert "one" not in repr(old)
    assert told(old, marked({"p": "one"}, {"p": True})) == []


def test_marks_reach_into_lists_and_unknown_values() -> None:
    """Terraform's masks lie beside the values, element by element; what is unknown is not among the values at all."""
    value = marked({"l": [{"a": "x", "b": "y"}], "n": None}, {"l": [{"a": True}]}, {"id": True, "l": [{}], "n": False})
    assert value == {"l": [{"a": Secret('"x"'), "b": "y"}], "n": None, "id": UNKNOWN}
    assert marked(None, None, {"deep": {"id": True}}) == {"deep": {"id": UNKNOWN}}


@given(JSON, JSON)
def test_differences_are_there_exactly_when_values_differ(before: Any, after: Any) -> None:
    """No difference is lost, and equal values have none; true is not 1."""
    assert list(differences(before, before)) == []
    assert bool(told({"a": before}, {"a": after})) == (
        json.dumps(before, sort_keys=True) != json.dumps(after, sort_keys=True)
    )
