"""A drift run as a whole in words: how it ended, and the warnings that hold for several stacks, each once. Pure."""

from __future__ import annotations

from collections import Counter

from oci_assets.drift import DriftStatus
from oci_assets.model import Outcome, StackResult
from oci_assets.record import RunRecord
from oci_assets.report.outcome_words import OUTCOME_WORDS
from oci_assets.report.plain import one_line

MAX_WARNINGS = 20
_MAX_STACKS = 3


def drift_ending(record: RunRecord) -> str:
    """`drift in 2 of 7 stacks, 1 pending, 1 unknown`; `no drift in 7 stacks`; where all is unknown no word of drift."""
    counted = Counter(map(_word, record.results.values()))
    total, drifted = len(record.results), counted.pop("drift", 0)
    clean = counted.pop("", 0) + counted["pending"]
    stacks = f"{total} stack{'' if total == 1 else 's'}"
    rest = [f"{number} {word}" for word, number in sorted(counted.items()) if number]
    if drifted:
        return ", ".join([f"drift in {drifted} of {stacks}", *rest])
    if clean == total:
        return ", ".join([f"no drift in {stacks}", *rest])
    return ", ".join([f"no drift in {clean} of {stacks}", *rest] if clean else rest)


def drift_warnings(record: RunRecord) -> list[str]:
    """Each warning of the checks of a run once, with the stacks that it is about, at most `MAX_WARNINGS`."""
    about: dict[str, list[str]] = {}
    for result in record.in_order:
        for warning in result.found.warnings if result.found else ():
            about.setdefault(one_line(warning), []).append(result.stack)
    texts = [f"{_named(stacks)}: {warning}" for warning, stacks in about.items()]
    more = len(texts) - MAX_WARNINGS
    return [*texts[:MAX_WARNINGS], *([f"and {more} more"] if more > 0 else [])]


def _word(result: StackResult) -> str:
    """What the check found; empty where that is nothing. Records of older releases have outcomes alone."""
    status = result.found.status if result.found else None
    if status is not None and result.outcome is not Outcome.UNKNOWN:
        words = {DriftStatus.DRIFTED: "drift", DriftStatus.PENDING: "pending", DriftStatus.CLEAN: ""}
        return words.get(status, "unknown")
    if result.outcome in {Outcome.NO_CHANGES, Outcome.CHANGES}:
        return "drift" if result.outcome is Outcome.CHANGES else ""
    return OUTCOME_WORDS[result.outcome]


def _named(stacks: list[str]) -> str:
    more = len(stacks) - _MAX_STACKS
    return ", ".join(stacks[:_MAX_STACKS]) + (f" and {more} more" if more > 0 else "")
