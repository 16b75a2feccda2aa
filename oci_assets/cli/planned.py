"""`apply --planned RUN`: which run was reviewed, and the stacks that it has planned."""

from __future__ import annotations

from dataclasses import replace

import dagster as dg

from oci_assets.cli.options import ActionOptions
from oci_assets.cli.session import Session
from oci_assets.errors import UsageError
from oci_assets.model import Action
from oci_assets.platform import tags
from oci_assets.platform.history import read_run
from oci_assets.platform.instance import dagster_home, open_instance
from oci_assets.platform.site import Site
from oci_assets.record import RUNNING, RunRecord

LAST = "last"
MAX_RUNS = 1000
_LOOK = "see oci-assets audit list, or plan anew: oci-assets plan"


def of_reviewed_run(session: Session, site: Site, options: ActionOptions) -> ActionOptions:
    """The options with the whole id of the reviewed run, and with its stacks where none were selected.

    Raises:
        UsageError: there is no such run, it is no plan or still running, or none of its stacks is left.
    """
    record = _reviewed(session, site, options.planned or "")
    chosen = replace(options, planned=record.run_id)
    if options.stacks or options.all_stacks or options.base_ref is not None:
        return chosen
    stacks = tuple(stack for stack in sorted(record.results) if stack in site.catalog.stacks)
    if not stacks:
        raise UsageError(f"run {record.run_id} has planned no stack that is still there: {_LOOK}")
    return replace(chosen, stacks=stacks)


def _reviewed(session: Session, site: Site, wanted: str) -> RunRecord:
    home = dagster_home(site.state_dir, session.environment.dagster_home)
    if not (home / "dagster.yaml").exists():
        raise UsageError(f"nothing was planned here so far: {_LOOK}")
    with open_instance(home) as instance:
        record = read_run(instance, site, _run_id(instance, wanted))
    if record is None or record.action is not Action.PLAN:
        raise UsageError(f"run {wanted!r} is not a plan: {_LOOK}")
    if record.status == RUNNING:
        raise UsageError(f"run {record.run_id} is still planning: wait for its end")
    return record


def _run_id(instance: dg.DagsterInstance, wanted: str) -> str:
    """The id of the plan run that is meant: the newest, or the one that begins so."""
    plans = dg.RunsFilter(tags={tags.ACTION: Action.PLAN.value})
    runs = [run.run_id for run in instance.get_runs(plans, limit=1 if wanted == LAST else MAX_RUNS)]
    found = runs if wanted == LAST else [run_id for run_id in runs if wanted and run_id.startswith(wanted)]
    if len(found) != 1:
        problem = "is the beginning of several plan runs" if found else "is none of the plan runs"
        raise UsageError(f"run {wanted!r} {problem}: {_LOOK}")
    return found[0]
