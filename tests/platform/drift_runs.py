"""Drift runs whose checks have found what a test says: the events are real, Terraform is left out."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import dagster as dg

from oci_assets.drift import DriftStatus, StackDrift
from oci_assets.model import Counts, Outcome, StackResult
from oci_assets.platform import tags
from oci_assets.platform.metadata import result_metadata
from oci_assets.platform.naming import asset_key
from oci_assets.platform.site import Site
from tests.platform.estates import make_estate

NETWORK, OKE = "toronto/network", "toronto/oke"
PLAN = '  ~ display_name = "by hand" -> "core"'


def check_run(
    instance: dg.DagsterInstance, *drifts: StackDrift, trigger: str = tags.SCHEDULE, fails: bool = False
) -> str:
    """A finished drift run with these answers; `fails`: one more stack was checked in vain. Its id."""

    @dg.op
    def checks(context: dg.OpExecutionContext) -> None:
        for drift in drifts:
            outcome = Outcome.CHANGES if drift.drifted else Outcome.NO_CHANGES
            result = StackResult(drift.stack, outcome, Counts(drifted=drift.drifted), plan_text=PLAN, found=drift)
            metadata = result_metadata(result, commit=drift.commit, level=1)
            context.log_event(dg.AssetObservation(asset_key=asset_key(drift.stack), metadata=metadata))
        if fails:
            raise dg.Failure("unknown", allow_retries=False)

    @dg.job(name="drift")
    def drift_job() -> None:
        checks()

    run_tags = {tags.ACTION: "drift", tags.TRIGGER: trigger}
    config = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    ended = drift_job.execute_in_process(instance=instance, tags=run_tags, run_config=config, raise_on_error=False)
    return ended.run_id


def site_with(folder: Path, drift_settings: str = "{}") -> Site:
    """Two stacks with owners."""
    files = {
        "CODEOWNERS": "toronto/network/ @alice @acme/net net@acme.example\n",
        "oci-assets.yaml": f"drift: {drift_settings}\n",
    }
    return make_estate(folder, NETWORK, OKE, files=files).site


def now(drift: StackDrift, *, days: float = 0) -> StackDrift:
    """The same, checked so many days from now, after whatever happened so far."""
    return replace(drift, checked_at=datetime.now(timezone.utc) + timedelta(seconds=2, days=days))


def unknown(stack: str) -> StackDrift:
    """A check that failed."""
    return StackDrift(stack, DriftStatus.UNKNOWN, error="no way in", checked_at=datetime.now(timezone.utc))
