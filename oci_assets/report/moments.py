"""Times as texts of JSON. Pure."""

from __future__ import annotations

from datetime import datetime, timezone


def timestamp(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with seconds, as `2026-11-24T02:00:00+00:00`."""
    return moment.astimezone(timezone.utc).isoformat(timespec="seconds") if moment else None
