"""What a drift check found, for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oci_assets.drift import AttributeChange, DriftKind, DriftStatus, StackDrift
from oci_assets.report.drift_text import attribute_line, drift_lines, drift_table, summary
from tests.report.drifts import CLEAN, FOUND, UNKNOWN


def test_lines_of_a_stack() -> None:
    """Heading, resources with attributes, what is pending, what was passed over; long lists are cut."""
    assert summary(FOUND) == (
        "1 deleted outside, 11 changed outside, 1 provider upgrade noise, an apply is pending, 7 ignored, "
        "first seen 2026-11-21 21:00 UTC (2 d 5 h ago)"
    )
    assert list(drift_lines(FOUND)) == [
        f"toronto/network: {summary(FOUND)}",
        "  deleted outside: oci_core_subnet.a (an apply would create it)",
        "  changed outside: oci_core_vcn.main (an apply would change it as the plan says)",
        '      display_name: "main" -> "a|b"',
        '      freeform_tags.who: nothing -> "bob"',
        "      and 3 more attributes",
        "  provider upgrade noise: oci_core_vcn.b (provider oracle/oci is 7)",
        "  and 10 more resources",
        *(f"  pending: file-{number} differs" for number in range(5)),
        "  pending: and 2 more reasons",
        "  ignored: oci_core_vcn.main defined_tags.x by the rule *.defined_tags.x (known)",
        "  ignored: and 2 more",
    ]


@pytest.mark.parametrize("found", [CLEAN, UNKNOWN])
def test_lines_of_a_stack_with_nothing_to_say(found: StackDrift) -> None:
    """What is only passed over is not told every day; failures are told where failures are."""
    assert list(drift_lines(found)) == []


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (CLEAN, "1 ignored"),
        (replace(CLEAN, ignored_count=0), "no drift"),
        (UNKNOWN, "unknown: the check failed: cannot log in"),
        (StackDrift("a/b", DriftStatus.PENDING, pending=("x",)), "an apply is pending"),
        (StackDrift("a/b", DriftStatus.PENDING, counts={DriftKind.PENDING: 2}, pending=("x",)), "2 pending"),
        (
            replace(FOUND, counts={DriftKind.DRIFT: 1}, pending=(), ignored_count=0, reported=False, first_seen=None),
            "1 changed outside, seen in 3 check(s), not reported yet",
        ),
    ],
)
def test_summary(found: StackDrift, text: str) -> None:
    """One line each; unknown never reads as no drift."""
    assert summary(found) == text


def test_attribute_line_is_one_line() -> None:
    """Whatever the value holds."""
    assert attribute_line(AttributeChange("a", "x\ny", None)) == "a: x y -> nothing"


def test_table_cannot_be_broken_out_of() -> None:
    """A pipe or a control character in a value stays in its cell."""
    table = drift_table(FOUND)
    rows = table.split("\n\n")[0].splitlines()
    assert {row.replace("\\|", "").count("|") for row in rows} == {7}
    assert "\x1b" not in table
    assert "10 more resources are not shown" in table
    assert drift_table(CLEAN) == ""
