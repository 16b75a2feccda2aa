"""Contract of the in-process run: exactly the steps that were asked for, in the history, by the job's executor."""

from __future__ import annotations

from collections.abc import Collection

import dagster as dg
import pytest

from oci_assets.platform.executor import thread_executor
from oci_assets.platform.in_process import create_run, execute

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
ONE, TWO = dg.AssetKey("one"), dg.AssetKey("two")


@dg.asset
def one() -> None:
    """Something."""


@dg.asset(deps=[one])
def two() -> None:
    """Something that needs it."""


@dg.asset_check(asset=one)
def fine() -> dg.AssetCheckResult:
    """A check that takes part only when it is asked for."""
    return dg.AssetCheckResult(passed=True)


DEFINITIONS = dg.Definitions(
    assets=[one, two],
    asset_checks=[fine],
    jobs=[dg.define_asset_job("job", tags={"team": "cloud"})],
    executor=thread_executor,
)


@pytest.mark.parametrize(
    ("assets", "checks", "steps"),
    [
        ((), (), {"one", "two", "one_fine"}),
        ([ONE], (), {"one"}),
        ([ONE, TWO], (), {"one", "two"}),
        ((), [dg.AssetCheckKey(ONE, "fine")], {"one_fine"}),
        ([TWO], [dg.AssetCheckKey(ONE, "fine")], {"two", "one_fine"}),
    ],
)
def test_execute_selection(
    memory: dg.DagsterInstance,
    assets: Collection[dg.AssetKey],
    checks: Collection[dg.AssetCheckKey],
    steps: set[str],
) -> None:
    """What was selected runs and nothing else: a narrowed run has only the checks it names."""
    job, run = create_run(DEFINITIONS, memory, "job", tags={}, run_config=QUIET, assets=assets, checks=checks)
    events = list(execute(job, run, memory))
    assert {event.step_key for event in events if event.is_step_success} == steps


def test_create_run_is_in_the_history(sqlite: dg.DagsterInstance) -> None:
    """The run is kept with the tags of the job and its own, its selection and what is planned."""
    job, run = create_run(DEFINITIONS, sqlite, "job", tags={"who": "jane"}, run_config=QUIET, assets=[ONE])
    kept = sqlite.get_run_by_id(run.run_id)
    assert kept is not None
    assert {"who": "jane", "team": "cloud"}.items() <= kept.tags.items()
    assert (kept.status, kept.asset_selection) == (dg.DagsterRunStatus.NOT_STARTED, {ONE})
    planned = sqlite.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION_PLANNED)
    assert [record.get_dagster_event().asset_key for record in planned] == [ONE]
    list(execute(job, run, sqlite))
    ended = sqlite.get_run_by_id(run.run_id)
    assert ended is not None
    assert ended.status is dg.DagsterRunStatus.SUCCESS


def test_execute_uses_the_thread_executor(memory: dg.DagsterInstance) -> None:
    """The job's own executor runs the steps."""
    job, run = create_run(DEFINITIONS, memory, "job", tags={"oci/max_workers": "2"}, run_config=QUIET)
    messages = [event.message or "" for event in execute(job, run, memory)]
    assert any("in threads of process" in message and "2 at once" in message for message in messages)
