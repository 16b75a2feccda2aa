"""Title and body of drift issues: what they tell, what never moves, what no text can do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from oci_assets.drift import AttributeChange, DriftKind
from oci_assets.report.drift_issue import (
    DEFAULT_TITLE,
    DriftCase,
    closing_note,
    issue_body,
    issue_title,
    shown_digest,
)
from oci_assets.report.drift_words import drift_digest, drift_sentence
from tests.report.drift_cases import DAY, clean, drifted, resource

PLAN = 'Terraform will perform the following actions:\n\n  ~ display_name = "by hand" -> "core"\n'
HOSTILE = "@admin #123 GH-7 https://evil.example `x` </details> --> | <!-- [a](b) ```` ~~~~"


def case(*, plan: str = PLAN, **changes: object) -> DriftCase:
    """One stack with a plan."""
    return DriftCase(replace(drifted(), **changes), DAY, plan)  # type: ignore[arg-type]


def body(*cases: DriftCase, days: float = 0) -> str:
    """The body that many days after the beginning."""
    return issue_body(cases, DAY + timedelta(days=days), mute_label="drift-muted")


@pytest.mark.parametrize(
    ("template", "stack", "title"),
    [
        (DEFAULT_TITLE, None, "🔍 Infrastructure Drift Detected - 2025-12-18"),
        (DEFAULT_TITLE, "toronto/network", "🔍 Infrastructure Drift Detected - 2025-12-18: toronto/network"),
        ("{stack} drifts since {date}", "toronto/network", "toronto/network drifts since 2025-12-18"),
        ("{stack} drifts", None, "all stacks drifts"),
        ("Drift", "x" * 300, "Drift: " + "x" * 249),
    ],
)
def test_issue_title(template: str, stack: str | None, title: str) -> None:
    """The predecessor's title (P8) by default, with the day on which it began."""
    assert issue_title(template, DAY, stack) == title


def test_issue_body_of_one_stack() -> None:
    """A sentence, since when, what changed from what to what, how to repair it, and the plan behind a fold."""
    text = body(case(pending=("2 commits are not applied",)), days=9)
    assert text.startswith("**toronto/network**: 1 resource was changed outside Terraform.\n")
    assert "- First seen: 2025-12-18 02:00 UTC, for more than a week" in text
    assert "| oci_core_vcn.main | was changed; an apply would change it back | display_name: " in text
    assert 'display_name: "core" → "by hand" |'.replace('"', "&#34;") in text
    assert "Waits for an apply (no drift): 2 commits are not applied" in text
    assert "oci-assets plan toronto/network\noci-assets apply --planned last" in text
    assert f"<details><summary>Plan</summary>\n\n```\n{PLAN.strip()}\n```\n\n</details>" in text


def test_issue_body_of_several_stacks() -> None:
    """A table of stacks, and each one's resources and plan behind a fold of its own."""
    other = DriftCase(drifted("global/identity", resource("oci_identity_user.eve", DriftKind.DELETED)), DAY)
    text = body(case(), other)
    assert "2 stacks differ" in text
    assert "| global/identity | 1 resource was deleted outside Terraform | 2025-12-18 02:00 UTC" in text
    assert text.count("<details><summary>") == 2
    assert "oci-assets plan toronto/network global/identity" in text


def test_drift_sentence_counts_all() -> None:
    """Every kind has its words, the plural too; what is pending is not told as drift."""
    counts = {DriftKind.DELETED: 1, DriftKind.DRIFT: 60, DriftKind.TAG_ONLY: 2, DriftKind.OUTPUT_ONLY: 1}
    told = replace(drifted(), counts={**counts, DriftKind.PENDING: 9}, resources=())
    assert drift_sentence(told) == (
        "1 resource was deleted, 60 resources were changed, 2 resources had only tags changed, "
        "1 output has another value outside Terraform"
    )


def test_what_waits_for_a_second_look_is_not_told() -> None:
    """`drift.persist_checks` holds for each resource: a new one joins the issue when it was seen often enough."""
    fresh = replace(resource("oci_core_subnet.new"), reported=False)
    told = DriftCase(drifted("toronto/network", resource(), fresh), DAY)
    assert "oci_core_subnet" not in body(told)
    assert body(told).startswith("**toronto/network**: 1 resource was changed")
    assert drift_digest([told.drift]) == drift_digest([drifted()])


def test_same_drift_has_the_same_text() -> None:
    """Another day, another check, another order of resources: nothing to write, until the age has another word."""
    two = (resource("oci_a.a"), resource("oci_b.b"))
    first = DriftCase(drifted("toronto/network", *two), DAY, PLAN)
    next_day = drifted("toronto/network", *reversed(two), checked_at=DAY + timedelta(hours=20))
    again = DriftCase(replace(next_day, checks_seen=2, head="another"), DAY, PLAN + "another order")
    assert shown_digest([first], DAY) == shown_digest([again], DAY + timedelta(hours=20))
    assert shown_digest([first], DAY) != shown_digest([first], DAY + timedelta(days=2))
    assert shown_digest([first], DAY + timedelta(days=2)) == shown_digest([first], DAY + timedelta(days=6))


@pytest.mark.parametrize(
    "other",
    [
        drifted("toronto/network", resource("oci_core_vcn.other")),
        drifted("toronto/network", resource("oci_core_vcn.main", DriftKind.DRIFT, '"core"', '"by another"')),
        drifted("toronto/network", resource(planned="replace")),
        drifted("toronto/network", resource("oci_core_vcn.main", DriftKind.DELETED)),
        replace(drifted(), counts={DriftKind.DRIFT: 2}),
    ],
)
def test_other_drift_has_another_digest(other: object) -> None:
    """Each thing that a person would want to know of again."""
    assert drift_digest([other]) != drift_digest([drifted()])  # type: ignore[list-item]


def test_no_drift_has_no_digest() -> None:
    """What is only pending is none."""
    waits = replace(drifted(), resources=(resource("oci_a.a", DriftKind.PENDING),), counts={DriftKind.PENDING: 1})
    assert drift_digest([clean(), waits]) == ""


def test_texts_of_others_stay_texts() -> None:
    """Nobody is pinged, nothing is linked, no table, fold or fence is left, wherever the text comes from."""
    bad = replace(
        resource(f"oci_x.y[{HOSTILE}]"),
        changes=(AttributeChange(HOSTILE, HOSTILE, HOSTILE),),
        cause=HOSTILE,
    )
    drift = replace(drifted(f"toronto/{HOSTILE}", bad), pending=(HOSTILE,), commit=HOSTILE)
    text = body(DriftCase(drift, DAY, HOSTILE + "\n```\n</details>\n@admin", (HOSTILE,), HOSTILE))
    outside = re.sub(r"^(`{3,})\n.*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"@\w|(?<!&)#\d|GH-\d|://|`x`|\]\(|<!--|-->", outside, re.IGNORECASE)
    assert outside.count("</details>") == 1
    rows = [line for line in outside.splitlines() if line.startswith("| oci")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [4]


@pytest.mark.parametrize("number", [1, 300])
def test_body_is_bounded(number: int) -> None:
    """However much there is, GitHub takes it, and what is missing is told."""
    many = tuple(resource(f"oci_core_vcn.{'x' * 200}[{n}]", DriftKind.DRIFT, "a" * 200, "b" * 200) for n in range(50))
    cases = [DriftCase(drifted(f"toronto/{'s' * 50}{n}", *many), DAY, f"{PLAN}@" * 9000) for n in range(number)]
    text = body(*cases)
    assert len(text) < 65_536 - 1_000
    assert ("characters left out" if number == 1 else "more stacks have no room") in text
    assert text.rstrip().endswith("it is let alone.")


def test_closing_note() -> None:
    """Which check it was, and that pending changes are another matter."""
    assert (
        closing_note([clean()]) == "No drift any more in toronto/network: the check of 2025-12-18 02:00 UTC found none."
    )
    assert closing_note([replace(clean(), pending=("one commit",))]).endswith("not applied yet is no drift.")
    assert closing_note([clean(), clean("global/identity")]).startswith("No drift any more: the last checks of all 2")
