"""The `dependencies` check: what is wrong with the order of stacks is a warning at the stack. It looks at no cloud."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.platform.naming import DEPENDENCY_CHECK, asset_key, stack_of
from tests.platform.estates import QUIET, Estate, make_estate

STRANGE, NETWORK = "toronto/my own service", "toronto/network"


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """A known service, and one of which nothing tells what it needs."""
    return make_estate(tmp_path, STRANGE, NETWORK, files={f"{STRANGE}/backend.tf": "terraform {}\n"})


def checked(estate: Estate, instance: dg.DagsterInstance, *stacks: str) -> dict[str, dg.AssetCheckEvaluation]:
    """What the checks of these stacks say."""
    whole = build_definitions(estate.site).resolve_implicit_global_asset_job_def()
    keys = {dg.AssetCheckKey(asset_key(stack), DEPENDENCY_CHECK) for stack in stacks}
    ended = whole.get_subset(asset_check_selection=keys).execute_in_process(instance=instance, run_config=QUIET)
    return {stack_of(each.asset_key): each for each in ended.get_asset_check_evaluations()}


def test_check_dependencies(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A stack whose order is not known gets a warning that says where to say it; the others pass."""
    found = checked(estate, memory, STRANGE, NETWORK)
    assert {stack: evaluation.passed for stack, evaluation in found.items()} == {STRANGE: False, NETWORK: True}
    assert found[STRANGE].severity is dg.AssetCheckSeverity.WARN
    assert "service_dependencies in oci-assets.yaml" in str(found[STRANGE].metadata["problems"].value)
    assert not list(estate.repo.root.rglob("terraform.tfstate"))


def test_check_dependencies_of_one_stack(estate: Estate, memory: dg.DagsterInstance) -> None:
    """One button looks at one stack."""
    assert set(checked(estate, memory, NETWORK)) == {NETWORK}
