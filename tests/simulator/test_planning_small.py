"""Durations, filters and numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from oci_simulator.planning.coercion import coerce, number_of
from oci_simulator.planning.durations import limit_seconds, parse_duration
from oci_simulator.planning.filters import filtered

ITEMS: list[dict[str, Any]] = [
    {
        "name": "web-1",
        "port": 80,
        "open": True,
        "source": [{"kind": "image"}, {"kind": "volume"}],
        "defined_tags": {"Team.Owner": "ann"},
    },
    {"name": "db-1", "port": 1521, "open": False, "source": [], "defined_tags": {}},
]


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("20m", 1200), ("1h30m", 5400), ("0", 0), ("1.5ms", 0.0015)]
)
def test_duration_has_go_notation(text: str, seconds: float) -> None:
    """Numbers with units, several in a row."""
    assert parse_duration(text) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "soon", "20", "20 m", "-1m", "1x"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    """The error says how to write one."""
    with pytest.raises(ValueError, match="1h30m"):
        parse_duration(text)


def test_limit_is_20_minutes_unless_configured() -> None:
    """The legacy SDK's default."""
    assert [limit_seconds(None, "create"), limit_seconds({"create": "1m"}, "delete")] == [1200, 1200]
    assert limit_seconds({"create": "1m"}, "create") == 60


@pytest.mark.parametrize(
    ("name", "values", "regex", "found"),
    [
        ("name", ["web-1", "x"], False, ["web-1"]),
        ("name", ["web"], False, []),
        ("name", ["^w.b"], True, ["web-1"]),
        ("name", ["-1$"], True, ["web-1", "db-1"]),
        ("port", ["1521"], False, ["db-1"]),
        ("open", ["true"], False, ["web-1"]),
        ("source.kind", ["volume"], False, ["web-1"]),
        ("defined_tags.Team.Owner", ["ann"], False, ["web-1"]),
        ("nothing.such", ["x"], False, []),
        ("name", [], False, []),
    ],
)
def test_filter(name: str, values: list[str], regex: bool, found: list[str]) -> None:  # noqa: FBT001
    """Any value of a filter is enough, a dot leads inwards."""
    one = {"name": name, "values": values, "regex": regex}
    assert [item["name"] for item in filtered(ITEMS, [one])] == found


def test_all_filters_must_match() -> None:
    """Two filters let through what both do."""
    filters: list[dict[str, Any]] = [
        {"name": "name", "values": ["-1"], "regex": True},
        {"name": "open", "values": ["false"]},
    ]
    assert [item["name"] for item in filtered(ITEMS, filters)] == ["db-1"]


def test_filter_with_a_bad_pattern_is_refused() -> None:
    """The error names the filter."""
    with pytest.raises(ValueError, match="filter 'name'"):
        filtered(ITEMS, [{"name": "name", "values": ["("], "regex": True}])


def test_numbers_keep_what_they_are() -> None:
    """Whole numbers are int, short ones float, others exact."""
    exact = Decimal("0.1000000000000000000001")
    assert [number_of("2.0"), number_of("0.1"), number_of(exact), number_of(2.0)] == [2, 0.1, exact, 2]


@pytest.mark.parametrize(
    ("cty", "given", "wanted"),
    [("string", 5, "5"), ("string", True, "true"), ("string", 2.0, "2"), ("bool", "false", False), ("number", "07", 7)],
)
def test_coercion_is_terraforms(cty: str, given: Any, wanted: Any) -> None:
    """The conversions of the language."""
    assert coerce(cty, given) == wanted
