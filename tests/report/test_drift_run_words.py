"""How a drift run ended, in drift's words, and its warnings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oci_assets.drift import DriftStatus, StackDrift
from oci_assets.model import Action, Outcome, StackResult
from oci_assets.report.drift_run_words import drift_ending, drift_warnings
from oci_assets.report.markdown import run_to_markdown
from tests.report.records import record

STATUSES = {"d": DriftStatus.DRIFTED, "p": DriftStatus.PENDING, "c": DriftStatus.CLEAN, "u": DriftStatus.UNKNOWN}
OUTCOMES = {"u": Outcome.UNKNOWN, "n": Outcome.NOT_RUN, "c": Outcome.NO_CHANGES, "x": Outcome.CHANGES}


def result(number: int, letter: str, *warnings: str) -> StackResult:
    """One stack; the letter says how it ended, `n` not run, `x` with changes in a record of an older release."""
    stack = f"toronto/s{number}"
    found = StackDrift(stack, STATUSES[letter], warnings=warnings) if letter in STATUSES else None
    return StackResult(stack, OUTCOMES.get(letter, Outcome.CHANGES), found=found)


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("ddpuccc", "drift in 2 of 7 stacks, 1 pending, 1 unknown"),
        ("ccp", "no drift in 3 stacks, 1 pending"),
        ("c", "no drift in 1 stack"),
        ("ccu", "no drift in 2 of 3 stacks, 1 unknown"),
        ("u", "1 unknown"),
        ("dn", "drift in 1 of 2 stacks, 1 not run"),
        ("xc", "drift in 1 of 2 stacks"),
    ],
)
def test_drift_ending(letters: str, words: str) -> None:
    """Every stack is in it, and what is unknown never reads as no drift."""
    made = record(*(result(n, letter) for n, letter in enumerate(letters)), action=Action.DRIFT)
    assert drift_ending(made) == words
    assert run_to_markdown(made).splitlines()[0].endswith(f": {words}")


def test_drift_warnings_are_told_once() -> None:
    """With the stacks that they are about, in the report too."""
    stacks = [result(number, "c", "a rule has expired") for number in range(5)]
    made = record(*stacks, result(9, "c", "another"), action=Action.DRIFT)
    assert drift_warnings(made) == [
        "toronto/s0, toronto/s1, toronto/s2 and 2 more: a rule has expired",
        "toronto/s9: another",
    ]
    assert run_to_markdown(made).count("a rule has expired") == 1


def test_many_warnings_are_cut() -> None:
    """And the rest is counted."""
    one = result(0, "c")
    found = replace(one.found or StackDrift("a/b", DriftStatus.CLEAN), warnings=tuple(map(str, range(30))))
    assert drift_warnings(record(replace(one, found=found), action=Action.DRIFT))[-1] == "and 10 more"
