"""The daily drift schedule."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
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


def test_schedule_with_jitter(estate: Estate) -> None:
    """Later by a number of minutes that is the same each time, and within what the settings allow."""
    estate.repo.write("oci-assets.yaml", "drift: {jitter_minutes: 45}\n")
    first, second = (build_drift_schedule(estate.site).cron_schedule for _ in range(2))
    assert first == second
    [minute] = [int(cron.split()[0]) for cron in first]
    assert 0 <= minute <= 45
    assert first == [f"{minute} 2 * * *"]


def test_schedule_tick_that_was_missed(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Within the window it is made up for; later it is skipped, with the command that checks now."""
    estate.repo.write("oci-assets.yaml", "drift: {window_minutes: 90}\n")
    due = datetime(2026, 3, 8, 2, 0, tzinfo=ZoneInfo("UTC"))
    ticks = []
    for minutes in (90, 91):
        now = due + timedelta(minutes=minutes)
        schedule = build_drift_schedule(estate.site, clock=partial(max, now, due))
        with dg.build_schedule_context(memory, due) as context:
            ticks.append(schedule.evaluate_tick(context))
    assert [len(tick.run_requests or ()) for tick in ticks] == [1, 0]
    assert "oci-assets drift" in (ticks[1].skip_message or "")
