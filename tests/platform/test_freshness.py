"""A stack that was not checked lately is stale, by Dagster's own freshness policy; applies do not count as checks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.freshness import FreshnessState
from dagster._core.definitions.freshness_evaluator import TimeWindowFreshnessPolicyEvaluator
from dagster._core.loader import LoadingContextForTest

from oci_assets.assembly import build_definitions
from oci_assets.estate.drift_settings import DriftSettings
from oci_assets.model import Action
from oci_assets.platform.freshness import check_record_key, stale_after
from tests.platform.estates import make_estate, run

NETWORK, COMPUTE = "toronto/network", "toronto/compute"


@pytest.mark.parametrize(
    ("settings", "window"),
    [
        ({}, timedelta(hours=28)),
        ({"cron": "0 2 * * 1-5", "window_minutes": 60, "jitter_minutes": 30}, timedelta(days=3, minutes=90)),
        ({"stale_hours": 1.5}, timedelta(minutes=90)),
    ],
)
def test_stale_after(settings: dict[str, object], window: timedelta) -> None:
    """What was set, or the longest time that the schedule leaves between two checks."""
    assert stale_after(DriftSettings.model_validate(settings)) == window


def _state(definitions: dg.Definitions, instance: dg.DagsterInstance, key: dg.AssetKey) -> FreshnessState:
    """What Dagster's daemon says of an asset."""
    node = definitions.resolve_asset_graph().get(key)
    evaluator = TimeWindowFreshnessPolicyEvaluator()
    return asyncio.run(evaluator.evaluate_freshness(LoadingContextForTest(instance), node))


def test_stack_is_fresh_after_a_check_alone(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """An apply checks nothing, and a check that could not look is none."""
    estate = make_estate(tmp_path, NETWORK, COMPUTE)
    definitions = build_definitions(estate.site)
    run(estate.site, memory, Action.APPLY, NETWORK, COMPUTE)
    (estate.repo.root / COMPUTE / "terraform.tfstate").write_text("no state")
    states = [_state(definitions, memory, check_record_key(stack)) for stack in (NETWORK, COMPUTE)]
    assert states == [FreshnessState.UNKNOWN] * 2
    run(estate.site, memory, Action.DRIFT)
    states = [_state(definitions, memory, check_record_key(stack)) for stack in (NETWORK, COMPUTE)]
    assert states == [FreshnessState.PASS, FreshnessState.UNKNOWN]


def test_policy_is_on_the_record_of_the_check(tmp_path: Path) -> None:
    """It is the one that the settings ask for; nothing executes the record, and the stack itself has no policy."""
    estate = make_estate(tmp_path, NETWORK, files={"oci-assets.yaml": "drift: {stale_hours: 2}\n"})
    graph = build_definitions(estate.site).resolve_asset_graph()
    policy = graph.get(check_record_key(NETWORK)).freshness_policy
    assert policy == dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=2))
    assert graph.get(dg.AssetKey(["toronto", "network"])).freshness_policy is None
    assert not graph.get(check_record_key(NETWORK)).is_executable
