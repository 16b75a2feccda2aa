"""How a stack ends in a run."""

from __future__ import annotations

from oci_assets.outcome import Counts, Outcome, StackResult


def test_outcome_is_success() -> None:
    """Only what ended as asked; unknown is not success."""
    assert {outcome for outcome in Outcome if outcome.is_success} == {
        Outcome.NO_CHANGES,
        Outcome.CHANGES,
        Outcome.APPLIED,
    }


def test_counts_add_field_by_field() -> None:
    """No field is lost in a sum."""
    assert Counts(1, 2, 3, 4, 5) + Counts(10, 20, 30, 40, 50) == Counts(11, 22, 33, 44, 55)


def test_results_do_not_share_their_counts() -> None:
    """A result without figures has zeros of its own."""
    assert StackResult("a/b", Outcome.NOT_RUN).counts == Counts(0, 0, 0, 0, 0)
