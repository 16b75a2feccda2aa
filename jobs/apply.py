"""The apply job: all stack assets, without their checks."""

from __future__ import annotations

from typing import Any

import dagster as dg

from oci_assets.model import Action
from oci_assets.platform import tags

APPLY_JOB = Action.APPLY.value


def build_apply_job() -> Any:  # Dagster has no public name for a job that is not resolved yet
    """An asset job over every stack; a run selects those that a change affects."""
    return dg.define_asset_job(
        APPLY_JOB,
        selection=dg.AssetSelection.all().without_checks(),
        description="Runs terraform apply on the selected stacks, upstream first.",
        tags={tags.ACTION: Action.APPLY.value},
    )
