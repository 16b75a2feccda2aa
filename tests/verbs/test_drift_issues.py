"""The sensor that tells of drift: it starts nothing, and remembers where it was."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from oci_assets.github.access import GithubAccess
from oci_assets.platform.drift_files import drift_file
from sensors.drift_issues import build_drift_issue_sensor
from tests.platform.drift_runs import check_run
from tests.platform.estates import Estate
from tests.report.drift_cases import drifted


def tick(sensor: dg.SensorDefinition, memory: dg.DagsterInstance, cursor: str | None = None) -> object:
    """What one tick gives."""
    with dg.build_sensor_context(memory, cursor=cursor) as context:
        return sensor.evaluate_tick(context)


def test_drift_issue_sensor(estate: Estate, memory: dg.DagsterInstance) -> None:
    """It is on, tells of a finished run, and has a cursor to go on from."""
    sensor = build_drift_issue_sensor(estate.site, github=None)
    assert (sensor.name, sensor.default_status) == ("drift_issue_sensor", dg.DefaultSensorStatus.RUNNING)
    check_run(memory, drifted())
    data = tick(sensor, memory)
    assert (data.run_requests, "1 of 1 stacks drifted" in data.skip_message) == ([], True)  # type: ignore[attr-defined]
    assert drift_file(estate.site, "toronto/network").is_file()
    again = tick(sensor, memory, data.cursor)  # type: ignore[attr-defined]
    assert again.skip_message == "no drift run to tell of"  # type: ignore[attr-defined]


def test_drift_issue_sensor_without_an_answer(estate: Estate, memory: dg.DagsterInstance, tmp_path: Path) -> None:
    """GitHub that is not there is told in the tick, which does not fail: its cursor goes on."""
    del tmp_path
    nowhere = GithubAccess("acme/estate", "http://127.0.0.1:9", "token")
    check_run(memory, drifted())
    data = tick(build_drift_issue_sensor(estate.site, github=nowhere), memory)
    assert "http://127.0.0.1:9 cannot be reached" in data.skip_message  # type: ignore[attr-defined]
    assert data.cursor  # type: ignore[attr-defined]
