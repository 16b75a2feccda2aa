"""Runs that people start from an asset or a check in the UI: Dagster's own job, without tags of ours."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.model import Action, Outcome
from oci_assets.platform.history import read_run
from oci_assets.platform.naming import asset_key, check_key
from oci_assets.platform.site import Site
from oci_assets.record import RunRecord
from tests.platform.estates import QUIET, Estate, make_estate

NETWORK, COMPUTE = "toronto/network", "toronto/compute"


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """Two stacks."""
    return make_estate(tmp_path, NETWORK, COMPUTE)


def run_from_ui(
    site: Site, instance: dg.DagsterInstance, assets: Collection[str] = (), checks: Collection[str] = ()
) -> RunRecord | None:
    """Start what the Materialize and Execute buttons start, and read it back."""
    whole = build_definitions(site).resolve_implicit_global_asset_job_def()
    job = whole.get_subset(
        asset_selection={asset_key(stack) for stack in assets},
        asset_check_selection={check_key(stack) for stack in checks},
    )
    ended = job.execute_in_process(instance=instance, run_config=QUIET, raise_on_error=False)
    return read_run(instance, site, ended.run_id)


def test_read_run_of_materialize_button(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Materializing an asset touches the cloud, so it is an apply, started in the UI."""
    record = run_from_ui(estate.site, memory, [NETWORK])
    assert record is not None
    assert (record.action, record.trigger, record.status) == (Action.APPLY, "ui", "success")
    assert record.commit == estate.repo.git("rev-parse", "HEAD")
    assert {stack: result.outcome for stack, result in record.results.items()} == {NETWORK: Outcome.APPLIED}


def test_read_run_of_execute_button(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Executing a check is a drift run."""
    record = run_from_ui(estate.site, memory, checks=[NETWORK, COMPUTE])
    assert record is not None
    assert record.action is Action.DRIFT
    assert {stack: result.outcome for stack, result in record.results.items()} == {
        NETWORK: Outcome.CHANGES,
        COMPUTE: Outcome.CHANGES,
    }


def test_read_run_of_assets_with_checks(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A run that applies and then checks is recorded as the apply it was."""
    record = run_from_ui(estate.site, memory, [NETWORK], [NETWORK, COMPUTE])
    assert record is not None
    assert record.action is Action.APPLY
    assert {stack: result.outcome for stack, result in record.results.items()} == {NETWORK: Outcome.APPLIED}


def test_read_run_of_failed_materialize_button(estate: Estate, memory: dg.DagsterInstance) -> None:
    """What failed and what did not run is recorded with the commit, though nothing was materialized."""
    commit = estate.break_stack(NETWORK)
    record = run_from_ui(estate.site, memory, [NETWORK, COMPUTE])
    assert record is not None
    assert (record.action, record.status, record.commit) == (Action.APPLY, "failure", commit)
    assert {stack: result.outcome for stack, result in record.results.items()} == {
        NETWORK: Outcome.FAILED,
        COMPUTE: Outcome.NOT_RUN,
    }


def test_read_run_of_uncommitted_changes(estate: Estate, memory: dg.DagsterInstance) -> None:
    """The UI applies what is committed, whatever else lies in the folder."""
    estate.repo.write(f"{NETWORK}/main.tf", "# half done\n")
    record = run_from_ui(estate.site, memory, [NETWORK, COMPUTE])
    assert record is not None
    assert record.results[NETWORK].counts.created == 1


def test_read_run_of_others(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A run of another team's assets in the same instance is not ours."""

    @dg.asset
    def sales() -> None: ...

    ended = dg.materialize([sales], instance=memory, run_config=QUIET)
    assert read_run(memory, estate.site, ended.run_id) is None
    assert read_run(memory, estate.site, "00000000-0000-0000-0000-000000000000") is None
