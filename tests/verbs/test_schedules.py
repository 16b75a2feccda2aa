"""The daily drift schedule."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import dagster as dg

from oci_assets.assembly import build_definitions
from oci_assets.platform.naming import check_key
from schedules.drift import build_drift_schedule
from tests.platform.estates import QUIET, Estate


def test_schedule_by_default(estate: Estate) -> None:
    """Without settings it runs at 02:00 UTC, and it is on."""
    schedule = build_drift_schedule(estate.site)
    assert (schedule.name, schedule.cron_schedule, schedule.execution_timezone) == ("daily_drift", "0 2 * * *", "UTC")
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING


def test_schedule_of_settings(estate: Estate) -> None:
    """Hour and time zone come from the settings."""
    estate.repo.write("oci-assets.yaml", "drift: {cron: '30 6 * * 1-5', timezone: America/Toronto}\n")
    schedule = build_drift_schedule(estate.site)
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("30 6 * * 1-5", "America/Toronto")


def test_schedule_tick(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A tick asks for one drift run of every stack; a second tick of the same moment is the same run."""
    moment = datetime(2026, 3, 8, 2, 0, tzinfo=ZoneInfo("UTC"))
    schedule = build_drift_schedule(estate.site, clock=lambda: moment)
    with dg.build_schedule_context(memory, moment) as context:
        requests = [request for _ in range(2) for request in schedule.evaluate_tick(context).run_requests or ()]
    assert {request.run_key for request in requests} == {"2026-03-08T02:00+00:00"}
    assert {"oci/action": "drift", "oci/trigger": "schedule"}.items() <= requests[0].tags.items()
    job = build_definitions(estate.site).resolve_job_def("drift")
    ended = job.execute_in_process(instance=memory, tags=requests[0].tags, run_config=QUIET)
    checked = {evaluation.asset_check_key for evaluation in ended.get_asset_check_evaluations()}
    assert checked >= {check_key(stack) for stack in estate.site.catalog.stacks}
