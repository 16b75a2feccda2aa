"""What is done with issues, as a table: what is there, what was found, what is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from oci_assets.github.decision import Deed, Finding, IssueText, decide
from oci_assets.github.issues import Issue
from oci_assets.github.marks import Mark, head, mark_in, settled

DAY = datetime(2025, 12, 18, 2, 0, tzinfo=timezone.utc)
LATER = DAY + timedelta(days=3)
DRIFT = Finding("toronto/network", "facts", LATER, LATER)
CLEAN = Finding("toronto/network", "", LATER)
MUTE = "drift-muted"


def render(finding: Finding, since: datetime) -> IssueText:
    """A text that shows the facts."""
    return IssueText(f"Drift {since.date()}", "text", f"shown {finding.facts}")


def issue(number: int = 1, *, facts: str = "facts", key: str = "toronto/network", shown: str | None = None) -> Issue:
    """An open issue of ours."""
    mark = Mark(facts, shown or f"shown {facts}", DAY)
    return Issue(
        number, "Drift 2025-12-18", head("drift", key, mark) + "text", is_open=True, labels=("drift-detection",)
    )


def closed(reason: str, *, facts: str = "facts", at: datetime = DAY, number: int = 1) -> Issue:
    """The same, closed by a person."""
    return replace(issue(number, facts=facts), is_open=False, state_reason=reason, closed_at=at)


def by_us(number: int = 1, reason: str = "completed") -> Issue:
    """The same, closed by ourselves."""
    before = closed(reason, number=number)
    return replace(before, body=settled(before.body))


MUTED = replace(issue(), labels=("drift-detection", "Drift-Muted"))


@pytest.mark.parametrize(
    ("finding", "there", "wanted"),
    [
        (DRIFT, [], [(Deed.CREATE, None)]),
        (DRIFT, [issue(key="toronto/networks")], [(Deed.CREATE, None)]),
        (DRIFT, [replace(issue(), body="drift of toronto/network")], [(Deed.CREATE, None)]),
        (DRIFT, [issue()], [(Deed.NOTHING, 1)]),
        (DRIFT, [issue(facts="others")], [(Deed.UPDATE, 1)]),
        (DRIFT, [issue(shown="an older text")], [(Deed.UPDATE, 1)]),
        (DRIFT, [issue(7), issue(3), issue(5)], [(Deed.NOTHING, 3), (Deed.DUPLICATE, 5), (Deed.DUPLICATE, 7)]),
        (DRIFT, [closed("completed"), issue(2)], [(Deed.NOTHING, 2)]),
        (DRIFT, [by_us()], [(Deed.REOPEN, 1)]),
        (DRIFT, [by_us(1), by_us(2, "not_planned")], [(Deed.REOPEN, 1)]),
        (DRIFT, [closed("completed")], [(Deed.REOPEN, 1)]),
        (DRIFT, [closed("completed", at=LATER)], [(Deed.NOTHING, 1)]),
        (DRIFT, [closed("not_planned")], [(Deed.NOTHING, 1)]),
        (DRIFT, [closed("not_planned", facts="others")], [(Deed.REOPEN, 1)]),
        (DRIFT, [closed("duplicate")], [(Deed.CREATE, None)]),
        (DRIFT, [MUTED], [(Deed.NOTHING, 1)]),
        (replace(DRIFT, facts="others"), [MUTED], [(Deed.NOTHING, 1)]),
        (DRIFT, [replace(MUTED, is_open=False), issue(2, facts="others")], [(Deed.NOTHING, 1)]),
        (CLEAN, [MUTED], [(Deed.NOTHING, 1)]),
        (CLEAN, [], [(Deed.NOTHING, None)]),
        (CLEAN, [issue()], [(Deed.CLOSE, 1)]),
        (CLEAN, [issue(1), issue(2)], [(Deed.CLOSE, 1), (Deed.CLOSE, 2)]),
        (CLEAN, [closed("completed")], [(Deed.NOTHING, None)]),
        (CLEAN, [issue(key="toronto/networks")], [(Deed.NOTHING, None)]),
    ],
)
def test_decide(finding: Finding, there: list[Issue], wanted: list[tuple[Deed, int | None]]) -> None:
    """The table of docs/guides/drift-issues.md, and what must not be touched."""
    steps = decide("drift", finding, there, render, mute_label=MUTE)
    assert [(step.deed, step.number) for step in steps] == wanted


def test_beginning_is_the_earlier_one() -> None:
    """An issue that knows an earlier beginning than a new state directory keeps it."""
    [step] = decide("drift", DRIFT, [issue(shown="old")], render, mute_label=MUTE)
    assert step.text is not None
    assert mark_in(step.text.body) == Mark("facts", "shown facts", DAY)


def test_what_comes_back_begins_anew() -> None:
    """An issue that was settled gets the day on which it came back."""
    [step] = decide("drift", DRIFT, [by_us()], render, mute_label=MUTE)
    assert step.text is not None
    assert (step.text.title, mark_in(step.text.body).first_seen) == ("Drift 2025-12-21", LATER)


def test_written_text_is_found_up_to_date() -> None:
    """What a step writes is what the next decision finds nothing to do about."""
    [step] = decide("drift", DRIFT, [], render, mute_label=MUTE)
    assert step.text is not None
    made = Issue(1, step.text.title, step.text.body, is_open=True)
    assert [again.deed for again in decide("drift", DRIFT, [made], render, mute_label=MUTE)] == [Deed.NOTHING]
