"""The drift job: the `no_drift` check of every stack, all parallel, and the `dependencies` checks, which are free."""

from __future__ import annotations

from typing import Any

import dagster as dg

from oci_assets.model import Action
from oci_assets.platform import tags

DRIFT_JOB = Action.DRIFT.value


def build_drift_job() -> Any:  # Dagster has no public name for a job that is not resolved yet
    """A job of checks only; each logs an observation, none takes a lock that an apply waits for."""
    return dg.define_asset_job(
        DRIFT_JOB,
        selection=dg.AssetSelection.all_asset_checks(),
        description="Compares every stack with the cloud and records an observation.",
        tags={tags.ACTION: Action.DRIFT.value, tags.ON_FAILURE: "independent"},
    )
