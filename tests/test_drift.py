"""What a drift check found, as a value."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from oci_assets.drift import DriftKind, DriftStatus, StackDrift

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=timezone.utc)


def test_drifted_counts_what_changed_outside() -> None:
    """What is pending and the noise of upgrades are no drift."""
    assert StackDrift("a/b", DriftStatus.DRIFTED, counts=dict.fromkeys(DriftKind, 2)).drifted == 8


def test_age_is_of_the_first_check_that_saw_it() -> None:
    """In hours; nothing has no age."""
    first = NOW - timedelta(hours=36)
    assert StackDrift("a/b", DriftStatus.DRIFTED, first_seen=first, checked_at=NOW).age_hours == 36
    assert StackDrift("a/b", DriftStatus.CLEAN, checked_at=NOW).age_hours == 0
