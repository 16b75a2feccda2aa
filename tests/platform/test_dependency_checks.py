"""The `dependencies` check: what is wrong with the order of stacks is a warning at the stack. It looks at no cloud."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.platform.audit import audit_path, export_all
from oci_assets.platform.dependency_checks import STEP
from oci_assets.platform.history import read_run
from oci_assets.platform.naming import DEPENDENCY_CHECK, asset_key, stack_of
from tests.platform.estates import QUIET, Estate, make_estate

STRANGE, NETWORK = "toronto/my own service", "toronto/network"


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """A known service, and one of which nothing tells what it needs."""
    return make_estate(tmp_path, STRANGE, NETWORK, files={f"{STRANGE}/backend.tf": "terraform {}\n"})


def checked(estate: Estate, instance: dg.DagsterInstance, *stacks: str) -> dict[str, dg.AssetCheckEvaluation]:
    """What the checks of these stacks say."""
    return {stack_of(each.asset_key): each for each in looked(estate, instance, *stacks).get_asset_check_evaluations()}


def looked(estate: Estate, instance: dg.DagsterInstance, *stacks: str) -> dg.ExecuteInProcessResult:
    """A run of these checks alone, as the UI starts it."""
    whole = build_definitions(estate.site).resolve_implicit_global_asset_job_def()
    keys = {dg.AssetCheckKey(asset_key(stack), DEPENDENCY_CHECK) for stack in stacks}
    return whole.get_subset(asset_check_selection=keys).execute_in_process(instance=instance, run_config=QUIET)


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


def test_check_dependencies_in_one_step(estate: Estate, memory: dg.DagsterInstance) -> None:
    """However many stacks there are, looking at their order is one step."""
    ended = looked(estate, memory, STRANGE, NETWORK)
    assert [event.step_key for event in ended.all_events if event.is_step_start] == [STEP]


def test_check_dependencies_of_a_missing_edge(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """An upstream that only the files show is a warning at the stack that reads it, not at the one that is read."""
    compute = "toronto/compute"
    reads = (
        'data "terraform_remote_state" "x" {\n  backend = "s3"\n  config = { key = "toronto/network/x.tfstate" }\n}\n'
    )
    files = {f"{compute}/read.tf": reads, "oci-assets.yaml": "service_dependencies: {compute: []}\n"}
    found = checked(make_estate(tmp_path, compute, NETWORK, files=files), memory, compute, NETWORK)
    assert {stack: evaluation.passed for stack, evaluation in found.items()} == {compute: False, NETWORK: True}
    assert f"{compute} needs {NETWORK}" in str(found[compute].metadata["problems"].value)


def test_check_dependencies_is_no_drift_run(estate: Estate, sqlite: dg.DagsterInstance) -> None:
    """A run of these checks alone looked at no cloud: it has no record, and none is written to the audit file."""
    ended = looked(estate, sqlite, STRANGE, NETWORK)
    assert read_run(sqlite, estate.site, ended.run_id) is None
    export_all(sqlite, estate.site)
    assert not audit_path(estate.site).exists() or not audit_path(estate.site).read_text(encoding="utf-8")
