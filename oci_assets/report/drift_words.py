"""Drift in words and numbers: sentences, ages, digests of what was found. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from oci_assets.drift import DriftedResource, DriftKind, StackDrift
from oci_assets.report.drift_fate_words import repair_words

_KINDS = {
    DriftKind.DELETED: ("was deleted", "were deleted"),
    DriftKind.DRIFT: ("was changed", "were changed"),
    DriftKind.TAG_ONLY: ("had only tags changed", "had only tags changed"),
    DriftKind.OUTPUT_ONLY: ("has another value", "have other values"),
}
# Coarse on purpose: an age by the day would be an edit of every issue every day.
_AGES = ((84, "for more than 12 weeks"), (28, "for more than 4 weeks"), (7, "for more than a week"))


def drift_sentence(drift: StackDrift) -> str:
    """`2 resources were changed, 1 was deleted outside Terraform`; empty without drift."""
    parts = []
    for kind, (one, many) in _KINDS.items():
        number = told_counts(drift).get(kind, 0)
        noun = "output" if kind is DriftKind.OUTPUT_ONLY else "resource"
        if number:
            parts.append(f"{number} {noun} {one}" if number == 1 else f"{number} {noun}s {many}")
    return f"{', '.join(parts)} outside Terraform" if parts else ""


def drifted_resources(drift: StackDrift) -> tuple[DriftedResource, ...]:
    """Those that changed outside, most urgent first; what waits for an apply or for a second look is left out."""
    return tuple(resource for resource in drift.resources if resource.kind.is_drift and resource.reported)


def told_counts(drift: StackDrift) -> dict[DriftKind, int]:
    """How many changed outside, by kind; exact, without those that wait for a second look."""
    waiting = Counter(resource.kind for resource in drift.resources if not resource.reported)
    told = {kind: number - waiting[kind] for kind, number in drift.counts.items() if kind.is_drift}
    return {kind: number for kind, number in told.items() if number > 0}


def kind_words(resource: DriftedResource) -> str:
    """What happened to it, and what an apply would do: `was changed; an apply would replace it`."""
    return f"{_KINDS[resource.kind][0]}; an apply {repair_words(resource)}"


def age_words(since: datetime, now: datetime) -> str:
    """How long, coarsely: `since today`, `for more than a day`, ... so that the words change four times at most."""
    age = now - since
    words = (text for days, text in _AGES if age >= timedelta(days=days))
    return next(words, "for more than a day" if age >= timedelta(days=1) else "for less than a day")


def drift_digest(drifts: Sequence[StackDrift]) -> str:
    """A name for what changed outside: the same drift on another day has the same. Empty for no drift at all.

    Neither the order of resources nor what is pending counts, nor moments.
    """
    facts = sorted(
        [drift.stack, r.address, r.kind.value, r.planned, r.changes_left_out, *sorted(_change(r))]
        for drift in drifts
        for r in drifted_resources(drift)
    )
    told = {drift.stack: told_counts(drift) for drift in drifts}
    counts = {stack: {kind.value: number for kind, number in found.items()} for stack, found in told.items() if found}
    return short_digest([facts, counts]) if facts or counts else ""


def short_digest(data: object) -> str:
    """Sixteen hexadecimal digits that name a JSON value."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def _change(resource: DriftedResource) -> list[str]:
    return [json.dumps([change.path, change.before, change.after]) for change in resource.changes]
