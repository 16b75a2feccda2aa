"""The drift check on real Terraform: it looks, observes and says whether the cloud is as the folder says."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.model import Action, Outcome
from oci_assets.platform.freshness import check_record_key
from oci_assets.platform.naming import DRIFT_CHECK, asset_key, stack_of
from tests.platform.estates import Estate, Ran, make_estate, run

NETWORK, COMPUTE = "toronto/network", "toronto/compute"


@pytest.fixture
def estate(tmp_path: Path, memory: dg.DagsterInstance) -> Estate:
    """Two stacks that were applied."""
    made = make_estate(tmp_path, NETWORK, COMPUTE)
    run(made.site, memory, Action.APPLY, NETWORK, COMPUTE)
    return made


def _evaluations(ran: Ran) -> dict[str, dg.AssetCheckEvaluation]:
    events = [e for e in ran.events if e.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION]
    found = [event.asset_check_evaluation_data for event in events]
    return {stack_of(each.asset_key): each for each in found if each.check_name == DRIFT_CHECK}


def test_drift_of_unchanged_stacks(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Stacks that are as they were applied pass, each with an observation, and nothing is materialized."""
    ran = run(estate.site, memory, Action.DRIFT)
    assert {stack: evaluation.passed for stack, evaluation in _evaluations(ran).items()} == {
        NETWORK: True,
        COMPUTE: True,
    }
    assert len(ran.order(dg.DagsterEventType.ASSET_OBSERVATION)) == 2
    materialized = {e.asset_key for e in ran.events if e.event_type is dg.DagsterEventType.ASSET_MATERIALIZATION}
    assert materialized == {check_record_key(NETWORK), check_record_key(COMPUTE)}
    assert {r.outcome for r in ran.record.results.values()} == {Outcome.NO_CHANGES}


def test_drift_of_changed_stack(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A stack that differs does not pass, as a warning; the run itself succeeds and the figures are kept."""
    (estate.repo.root / NETWORK / "terraform.tfstate").unlink()
    ran = run(estate.site, memory, Action.DRIFT)
    network, compute = (_evaluations(ran)[stack] for stack in (NETWORK, COMPUTE))
    assert (network.passed, network.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert network.metadata["created"].value == 1
    assert compute.passed
    assert ran.record.status == "success"
    records = memory.fetch_observations(asset_key(NETWORK), limit=1).records
    assert records[0].asset_observation is not None
    assert records[0].asset_observation.metadata["outcome"].value == "changes"


def test_drift_of_some_stacks(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A run that is narrowed to one check looks at that stack only."""
    ran = run(estate.site, memory, Action.DRIFT, COMPUTE)
    assert ran.started == ["toronto__compute__no_drift"]
    assert set(ran.record.results) == {COMPUTE}


def test_drift_that_cannot_look(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A stack whose state cannot be read is unknown, never "no drift"; the others are looked at all the same."""
    (estate.repo.root / NETWORK / "terraform.tfstate").write_text("not a state")
    ran = run(estate.site, memory, Action.DRIFT)
    network, compute = (_evaluations(ran)[stack] for stack in (NETWORK, COMPUTE))
    assert (network.passed, network.severity, compute.passed) == (False, dg.AssetCheckSeverity.ERROR, True)
    assert ran.record.results[NETWORK].outcome is Outcome.UNKNOWN
    assert ran.record.results[COMPUTE].outcome is Outcome.NO_CHANGES
    assert ran.record.status == "failure"
