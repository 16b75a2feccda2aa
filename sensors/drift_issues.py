"""`drift_issue_sensor`: tells of the drift that finished runs have found, as files and as GitHub issues."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
from collections.abc import Sequence
from typing import Any

import dagster as dg

from jobs.apply import build_apply_job
from jobs.plan import build_plan_job
from oci_assets.github.access import GithubAccess
from oci_assets.platform.drift_export import export_drift
from oci_assets.platform.site import Site

SENSOR_NAME = "drift_issue_sensor"


def build_drift_issue_sensor(
    site: Site, *, github: GithubAccess | None, jobs: Sequence[Any] | None = None, interval_seconds: int = 30
) -> dg.SensorDefinition:
    """A sensor on finished drift runs; without `github` it writes files only.

    `jobs` are the very apply and plan jobs of the definitions, for `drift.remediation`.
    """

    @dg.sensor(
        name=SENSOR_NAME,
        jobs=jobs or [build_apply_job(), build_plan_job(site)],
        minimum_interval_seconds=interval_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Keeps one GitHub issue for each drifted stack, and a file in the state directory.",
    )
    def drift_issue_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        since = float(context.cursor) if context.cursor else None
        exported = export_drift(context.instance, site, github, since)
        if exported.error:
            context.log.error("%s: %s", exported.said, exported.error)
        if exported.requests:
            return dg.SensorResult(list(exported.requests), cursor=str(exported.since))
        reason = f"{exported.said}: {exported.error}" if exported.error else exported.said
        return dg.SensorResult(skip_reason=reason, cursor=str(exported.since))

    return drift_issue_sensor
