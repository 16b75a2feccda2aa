"""Runs a job of the loaded definitions in this process and keeps it in the instance's history.

Dagster's public `execute_in_process` runs one step at a time; this takes the job's own executor. Private Dagster
names are used in this file only (contract: tests/platform/test_in_process.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import dagster as dg
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import create_execution_plan, execute_run_iterator
from dagster._core.snap import snapshot_from_execution_plan


def create_run(
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
    job_name: str,
    *,
    tags: Mapping[str, str],
    run_config: Mapping[str, object] | None = None,
    assets: Collection[dg.AssetKey] = (),
    checks: Collection[dg.AssetCheckKey] = (),
) -> tuple[dg.JobDefinition, dg.DagsterRun]:
    """A run of the job, not started yet; with assets or checks it is narrowed to exactly these."""
    job = definitions.resolve_job_def(job_name)
    narrowed = bool(assets or checks)  # no checks then means none: without a word Dagster adds those of the assets
    selected = frozenset(assets) or None
    selected_checks = frozenset(checks) if narrowed else None
    subset = job.get_subset(asset_selection=selected, asset_check_selection=selected_checks) if narrowed else job
    plan = create_execution_plan(subset, run_config=run_config, tags=tags)
    run = instance.create_run(
        job_name=job.name,
        run_id=None,
        run_config=run_config,
        status=None,
        tags={**job.run_tags, **tags},
        root_run_id=None,
        parent_run_id=None,
        step_keys_to_execute=None,
        execution_plan_snapshot=snapshot_from_execution_plan(plan, subset.get_job_snapshot_id()),
        job_snapshot=subset.get_job_snapshot(),
        parent_job_snapshot=subset.get_parent_job_snapshot(),
        asset_selection=selected,
        asset_check_selection=selected_checks,
        resolved_op_selection=None,
        op_selection=None,
        remote_job_origin=None,
        job_code_origin=None,
        asset_graph=subset.asset_layer.asset_graph,
    )
    return job, run


def execute(job: dg.JobDefinition, run: dg.DagsterRun, instance: dg.DagsterInstance) -> Iterator[dg.DagsterEvent]:
    """The events of the run as they happen.

    Raises:
        DagsterExecutionInterruptedError: a signal came and every running step has ended.
    """
    yield from execute_run_iterator(InMemoryJob(job), run, instance)
