"""A run record answers what reports ask of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oci_assets.model import Action, Counts, Outcome
from oci_assets.record import group_by_level
from tests.report.records import record, result

LEVELS = {"t/identity": 1, "t/network": 2, "t/dns": 3, "t/oke": 3}


def test_durations() -> None:
    """Wall time is from start to finish, busy time the sum over stacks; a run that still runs has no wall time."""
    run = record(result("t/a", duration_seconds=60.25), result("t/b", duration_seconds=70))
    assert (run.duration_seconds, run.busy_seconds) == (90.5, 130.25)
    assert record(finished_at=None).duration_seconds == 0.0


def test_counts() -> None:
    """The sum over all stacks, field by field."""
    run = record(result("t/a", counts=Counts(1, 2, 3, 1, 5)), result("t/b", counts=Counts(10, 20, 30, 10, 50)))
    assert run.counts == Counts(11, 22, 33, 11, 55)
    assert record().counts == Counts()


def test_execution_levels_hold_what_ran() -> None:
    """By level, sorted; what did not run and the levels where nothing ran are left out."""
    ran = [result("t/oke"), result("t/dns", Outcome.FAILED), result("t/identity", Outcome.BLOCKED)]
    run = record(*ran, result("t/network", Outcome.NOT_RUN), level=LEVELS)
    assert run.execution_levels == (("t/identity",), ("t/dns", "t/oke"))


def test_level_of_a_stack_that_is_gone() -> None:
    """A stack that the catalog does not have any more counts as level 1."""
    run = record(result("t/gone"), result("t/oke"), level=LEVELS)
    assert (run.level_of("t/gone"), run.level_of("t/oke")) == (1, 3)
    assert run.execution_levels == (("t/gone",), ("t/oke",))


@pytest.mark.parametrize(
    ("stacks", "expected"), [(("t/a", "t/b"), "t"), (("t/a", "ashburn/a"), None), ((), None), (("t/a/b",), "t")]
)
def test_region(stacks: tuple[str, ...], expected: str | None) -> None:
    """The one region of a run, if it is one."""
    assert record(*map(result, stacks)).region == expected


def test_orders() -> None:
    """By level and id, or what needs a person first; every outcome has its place."""
    every = [result(f"t/{number}", outcome) for number, outcome in enumerate(Outcome)]
    run = record(*reversed(every), level={"t/0": 9})
    assert [r.stack for r in run.in_order] == [*(f"t/{n}" for n in range(1, len(Outcome))), "t/0"]
    assert [r.outcome.value for r in run.most_urgent_first] == (
        ["failed", "partial", "unknown", "blocked", "changes", "applied", "deferred", "not_run", "no_changes"]
    )
    alike = record(result("t/oke"), result("t/dns"), result("t/network"), level=LEVELS)
    assert [r.stack for r in alike.most_urgent_first] == ["t/network", "t/dns", "t/oke"]


def test_successful_and_unsuccessful_are_everything() -> None:
    """Each outcome is on one side; only what was asked for is success."""
    run = record(*(result(f"t/{outcome.value}", outcome) for outcome in Outcome))
    assert {r.outcome for r in run.successful} == {Outcome.NO_CHANGES, Outcome.CHANGES, Outcome.APPLIED}
    assert len(run.successful) + len(run.unsuccessful) == len(Outcome)
    assert [r.stack for r in run.with_outcome(Outcome.BLOCKED, Outcome.APPLIED)] == ["t/applied", "t/blocked"]


@pytest.mark.parametrize("outcome", Outcome)
def test_has_differences(outcome: Outcome) -> None:
    """Changes that are planned, done or half done, and those that wait for what an upstream changes."""
    expected = outcome in {Outcome.CHANGES, Outcome.APPLIED, Outcome.PARTIAL, Outcome.DEFERRED}
    assert record(result("t/a"), result("t/b", outcome)).has_differences is expected


def test_failed_leaves_out_plans_that_wait() -> None:
    """A plan that waits for an upstream is no failure of its run; an apply that waits has not done what was asked."""
    waits = record(result("t/a", Outcome.DEFERRED), result("t/b", Outcome.UNKNOWN), action=Action.PLAN)
    assert [r.stack for r in waits.failed] == ["t/b"]
    waits = record(result("t/a", Outcome.DEFERRED), action=Action.APPLY)
    assert [r.stack for r in waits.failed] == ["t/a"]


def test_group_by_level() -> None:
    """Levels in the order of their numbers, names sorted in each."""
    assert group_by_level({"b": 10, "a": 10, "c": 2}) == (("c",), ("a", "b"))
    assert group_by_level({}) == ()


@given(st.dictionaries(st.text(), st.integers(1, 5)))
def test_group_by_level_keeps_everything(level: dict[str, int]) -> None:
    """Each name once, with the names of its own level."""
    groups = group_by_level(level)
    assert sorted(name for group in groups for name in group) == sorted(level)
    assert [{level[name] for name in group} for group in groups] == [{number} for number in sorted(set(level.values()))]
