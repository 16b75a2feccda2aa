"""`audit_sensor`: writes every finished run to the audit file, whoever started it and however it ended."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
import dagster as dg

from oci_assets.platform.audit import export_finished
from oci_assets.platform.site import Site

SENSOR_NAME = "audit_sensor"


def build_audit_sensor(site: Site, *, interval_seconds: int = 30) -> dg.SensorDefinition:
    """A sensor that asks for no runs; what finished before the time in its cursor is in the audit file."""

    @dg.sensor(
        name=SENSOR_NAME,
        minimum_interval_seconds=interval_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Appends finished runs to the audit file in the state directory.",
    )
    def audit_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        since = float(context.cursor) if context.cursor else None
        written, done_until = export_finished(context.instance, site, since)
        return dg.SensorResult(skip_reason=f"{written} audit records written", cursor=str(done_until))

    return audit_sensor
