"""Runs a job of the loaded definitions in this process and keeps it in the instance's history.

Dagster's public `execute_in_process` runs one step at a time; this takes the job's own executor. Private Dagster
names are used in this file only (contract: tests/platform/test_in_process.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import dagster as dg
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run_iterator


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
    """A run of the job, narrowed to these assets or checks, not started yet."""
    whole = definitions.resolve_job_def(job_name)
    selected, selected_checks = frozenset(assets) or None, frozenset(checks) or None
    job = whole
    if selected or selected_checks:
        job = whole.get_subset(asset_selection=selected or set(), asset_check_selection=selected_checks or set())
    run = instance.create_run_for_job(job, tags={**job.run_tags, **tags}, run_config=run_config, asset_selection=selected)
    return job, run


def execute(job: dg.JobDefinition, run: dg.DagsterRun, instance: dg.DagsterInstance) -> Iterator[dg.DagsterEvent]:
    """The events of the run as they happen.

    Raises:
        DagsterExecutionInterruptedError: a signal came and every running step has ended.
    """
    yield from execute_run_iterator(InMemoryJob(job), run, instance)
