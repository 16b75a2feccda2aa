"""Which drift run is meant, and which stacks it has an answer for."""

from __future__ import annotations

import dagster as dg

from oci_assets.errors import UsageError
from oci_assets.model import Action
from oci_assets.platform import tags
from oci_assets.platform.drift_checks import stacks_of

MAX_RUNS = 1000
_LOOK = "see oci-assets audit list, or check anew: oci-assets drift"


def stacks_of_run(instance: dg.DagsterInstance, wanted: str | None) -> frozenset[str]:
    """The stacks that a drift run has an answer for: the newest one, or the one whose id begins so.

    Raises:
        UsageError: there is no such run, or the beginning is that of several.
    """
    drift = dg.RunsFilter(tags={tags.ACTION: Action.DRIFT.value})
    runs = [run.run_id for run in instance.get_runs(drift, limit=1 if wanted is None else MAX_RUNS)]
    found = runs if wanted is None else [run_id for run_id in runs if wanted and run_id.startswith(wanted)]
    if not found and wanted is None:
        raise UsageError("nothing was checked here so far: oci-assets drift checks for drift first")
    if len(found) != 1:
        problem = "is the beginning of several drift runs" if found else "is none of the drift runs"
        raise UsageError(f"run {wanted!r} {problem}: {_LOOK}")
    return stacks_of(instance, found[0])
