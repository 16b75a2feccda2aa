"""Which commit a step works on: the run's own, never one that is older than what is applied. Real Terraform."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.model import Action, Outcome
from oci_assets.platform.in_process import create_run
from oci_assets.platform.naming import asset_key
from oci_assets.platform.site import load_site
from tests.platform.estates import Estate, make_estate, run

IDENTITY, NETWORK = "toronto/identity", "toronto/network"
SENSOR: dict[str, Any] = {"trigger": "sensor", "branch": "main"}


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """Two stacks, the second needs the first."""
    return make_estate(tmp_path, IDENTITY, NETWORK)


def applied(instance: dg.DagsterInstance, stack: str) -> str:
    """The commit of a stack's last materialization."""
    event = instance.get_latest_materialization_event(asset_key(stack))
    assert event is not None
    assert event.asset_materialization is not None
    return str(event.asset_materialization.metadata["commit"].value)


def wait_with(estate: Estate, instance: dg.DagsterInstance, commit: str, *stacks: str, **tags: str) -> None:
    """A run of the sensor that has not started yet."""
    all_tags = {**SENSOR, "commit": commit, "action": "apply", **tags}
    keys = [asset_key(stack) for stack in stacks]
    create_run(
        build_definitions(estate.site),
        instance,
        "apply",
        tags={f"oci/{key}": value for key, value in all_tags.items()},
        run_config={},
        assets=keys,
    )


def test_run_works_on_its_commit(estate: Estate, memory: dg.DagsterInstance) -> None:
    """The run's commit is applied, not what the branch holds or the disk has by then."""
    wanted = estate.commit(toronto__network="two")
    estate.commit(toronto__network="three")
    estate.repo.write(f"{NETWORK}/broken.tf", "{")
    ran = run(estate.site, memory, Action.APPLY, NETWORK, commit=wanted, **SENSOR)
    assert ran.record.results[NETWORK].outcome is Outcome.APPLIED
    assert applied(memory, NETWORK) == ran.record.commit == wanted
    assert '"two"' in (estate.repo.root / NETWORK / "terraform.tfstate").read_text()


def test_run_without_commit_takes_the_branch(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A run from the UI takes the head of the watched branch, and its tags keep which one that was."""
    head = estate.commit(toronto__network="two")
    estate.repo.branch("feature")
    estate.commit(toronto__network="three")
    site = load_site(estate.repo.root, state_dir=estate.state_dir, branch="main")
    ran = run(site, memory, Action.APPLY, NETWORK)
    assert applied(memory, NETWORK) == head
    kept = memory.get_run_by_id(ran.run_id)
    assert kept is not None
    assert kept.tags["oci/commit"] == head


def test_run_for_unknown_commit(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A commit that is not here fails the stack with what to do; nothing was started."""
    ran = run(estate.site, memory, Action.APPLY, NETWORK, commit="f" * 40)
    result = ran.record.results[NETWORK]
    assert (result.outcome, result.attempts) == (Outcome.FAILED, 0)
    assert "git fetch" in (result.error or "")


def test_command_line_runs_in_place(estate: Estate, memory: dg.DagsterInstance) -> None:
    """The command line takes what lies in the folder; a repetition in the UI takes the commit."""
    in_place: dict[str, Any] = {"trigger": "command line"}
    estate.repo.write(f"{NETWORK}/new.tf", 'resource "terraform_data" "new" {}\n')
    ran = run(estate.site, memory, Action.APPLY, NETWORK, **in_place)
    assert ran.record.counts.created == 2
    assert not (estate.state_dir / "checkouts").exists()


def test_older_run_does_not_roll_back(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A run that had to wait finds its stack applied at a newer commit, which stays."""
    old = estate.commit(toronto__network="two")
    new = estate.commit(toronto__network="three")
    run(estate.site, memory, Action.APPLY, NETWORK, commit=new, **SENSOR)
    late = run(estate.site, memory, Action.APPLY, NETWORK, commit=old, **SENSOR)
    assert late.record.results[NETWORK].outcome is Outcome.NO_CHANGES
    assert applied(memory, NETWORK) == new


def test_other_line_of_history_is_applied(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A commit that the applied one does not contain is no older one: a rewritten branch can be applied."""
    estate.repo.branch("other")
    other = estate.commit(toronto__network="two")
    estate.repo.switch("main")
    estate.commit(toronto__identity="two")
    run(estate.site, memory, Action.APPLY, NETWORK, commit=other, trigger="ui")
    head = estate.commit(toronto__network="three")
    run(estate.site, memory, Action.APPLY, NETWORK, commit=head, **SENSOR)
    assert applied(memory, NETWORK) == head


def test_waiting_run_is_taken_along(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A stack that a later run of the branch waits with is applied once, at the later commit."""
    old = estate.commit(toronto__network="two")
    new = estate.commit(toronto__network="three")
    wait_with(estate, memory, new, NETWORK)
    run(estate.site, memory, Action.APPLY, NETWORK, commit=old, **SENSOR)
    assert applied(memory, NETWORK) == new
    late = run(estate.site, memory, Action.APPLY, NETWORK, commit=new, **SENSOR)
    assert late.record.results[NETWORK].outcome is Outcome.NO_CHANGES


@pytest.mark.parametrize(
    ("stacks", "tags"), [((IDENTITY, NETWORK), {}), ((NETWORK,), {"branch": "other"}), ((IDENTITY,), {})]
)
def test_waiting_run_is_left_alone(
    estate: Estate, memory: dg.DagsterInstance, stacks: tuple[str, ...], tags: dict[str, str]
) -> None:
    """Not when something must come first there, not one of another branch, not one without the stack."""
    old = estate.commit(toronto__network="two")
    new = estate.commit(toronto__network="three", toronto__identity="two")
    wait_with(estate, memory, new, *stacks, **tags)
    run(estate.site, memory, Action.APPLY, NETWORK, commit=old, **SENSOR)
    assert applied(memory, NETWORK) == old
