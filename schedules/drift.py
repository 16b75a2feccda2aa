"""The daily drift schedule: 02:00 unless the settings say otherwise."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
import dagster as dg

from jobs.drift import DRIFT_JOB
from oci_assets.model import Action
from oci_assets.platform.site import Site
from oci_assets.platform.tags import SCHEDULE, RunTags

SCHEDULE_NAME = "daily_drift"


def build_drift_schedule(site: Site) -> dg.ScheduleDefinition:
    """Starts the drift job by `drift.cron` in `drift.timezone`; the run key by minute keeps one run a window."""

    @dg.schedule(
        name=SCHEDULE_NAME,
        job_name=DRIFT_JOB,
        cron_schedule=site.settings.drift.cron,
        execution_timezone=site.settings.drift.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Checks every stack for drift and records observations.",
    )
    def daily_drift(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        return dg.RunRequest(
            run_key=context.scheduled_execution_time.isoformat(timespec="minutes"),
            tags=RunTags(Action.DRIFT, SCHEDULE).to_tags(),
        )

    return daily_drift
