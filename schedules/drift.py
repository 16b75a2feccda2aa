"""The daily drift schedule: 02:00 unless the settings say otherwise."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import dagster as dg

from jobs.drift import DRIFT_JOB
from oci_assets.estate.cron import Cron
from oci_assets.model import Action
from oci_assets.platform.site import Site
from oci_assets.platform.tags import SCHEDULE, RunTags

SCHEDULE_NAME = "daily_drift"


def _now() -> datetime:
    return datetime.now(timezone.utc)


def build_drift_schedule(site: Site, *, clock: Callable[[], datetime] = _now) -> dg.ScheduleDefinition:
    """Starts the drift job by `drift.cron` in `drift.timezone`, up to `drift.jitter_minutes` later.

    A check that was missed is made up for within `drift.window_minutes`; the run key by minute keeps one run a window.
    """
    drift = site.settings.drift
    window = timedelta(minutes=drift.window_minutes)

    @dg.schedule(
        name=SCHEDULE_NAME,
        job_name=DRIFT_JOB,
        cron_schedule=_cron(site),
        execution_timezone=drift.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Checks every stack for drift and records observations.",
    )
    def daily_drift(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        due = context.scheduled_execution_time
        late = clock() - due
        if late > window:
            return dg.SkipReason(
                f"the check of {due:%Y-%m-%d %H:%M} was missed {late.total_seconds() / 3600:.1f} h ago, more than "
                f"drift.window_minutes ({drift.window_minutes}): the next is made in its time; now: oci-assets drift"
            )
        return dg.RunRequest(run_key=due.isoformat(timespec="minutes"), tags=RunTags(Action.DRIFT, SCHEDULE).to_tags())

    return daily_drift


def _cron(site: Site) -> str | list[str]:
    """When it starts: later by a number of minutes that is always the same for an estate."""
    drift = site.settings.drift
    if not drift.jitter_minutes:
        return drift.cron
    digest = hashlib.sha256((site.url or str(site.root.resolve())).encode("utf-8", "surrogateescape")).digest()
    minutes = int.from_bytes(digest[:8], "big") % (drift.jitter_minutes + 1)
    return [*Cron.parse(drift.cron).later(minutes)]
