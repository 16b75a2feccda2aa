"""`run_health_sensor`: ends runs whose process was killed, so that they neither look alive nor hold a place."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
import dagster as dg

from oci_assets.platform.liveness import FOLDER, end_lost_runs
from oci_assets.platform.site import Site

SENSOR_NAME = "run_health_sensor"


def build_run_health_sensor(site: Site, *, interval_seconds: int = 30) -> dg.SensorDefinition:
    """A sensor that asks for no runs; it looks at the runs of this machine only."""

    @dg.sensor(
        name=SENSOR_NAME,
        minimum_interval_seconds=interval_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Ends runs whose process has died: killed, out of memory, or the machine was restarted.",
    )
    def run_health_sensor(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        ended = end_lost_runs(context.instance, site.state_dir / FOLDER)
        return dg.SkipReason(f"ended {', '.join(run[:8] for run in ended)}" if ended else "no run was lost")

    return run_health_sensor
