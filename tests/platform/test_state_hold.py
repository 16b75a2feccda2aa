"""Empty state files do not stay in the estate, and none that somebody may write to is taken away. Real Terraform."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.model import Action, Outcome
from oci_assets.platform.state_hold import StateHold
from oci_assets.terraform.workspace import Workspace
from tests.platform.estates import Estate, make_estate, run

NETWORK = "toronto/network"


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """An estate of one stack with a local state."""
    return make_estate(tmp_path, NETWORK)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A stack's folder in a checkout, and in the estate."""
    for name in ("checkout", "estate"):
        (tmp_path / name).mkdir()
    (tmp_path / "checkout" / "main.tf").write_text('resource "terraform_data" "a" {}\n')
    return tmp_path / "checkout", tmp_path / "estate"


def test_plan_in_a_checkout_leaves_no_state_file(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A plan and a drift check write no state, so none lies in the estate afterwards; an apply's state does."""
    file = estate.repo.root / NETWORK / "terraform.tfstate"
    for action in (Action.PLAN, Action.DRIFT):
        run(estate.site, memory, action, NETWORK, trigger="ui")
        assert not file.exists()
    applied = run(estate.site, memory, Action.APPLY, NETWORK, trigger="ui")
    assert applied.record.results[NETWORK].outcome is Outcome.APPLIED
    assert '"resources"' in file.read_text()
    run(estate.site, memory, Action.PLAN, NETWORK, trigger="ui")
    assert '"resources"' in file.read_text()
    assert not file.is_symlink()


def test_empty_state_stays_while_another_step_holds_it(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """The last one takes it away."""
    first, second = (StateHold(tmp_path, NETWORK, *folders) for _ in range(2))
    first.release()
    assert (folders[1] / "terraform.tfstate").exists()
    second.release()
    assert not (folders[1] / "terraform.tfstate").exists()


def test_empty_state_stays_while_a_run_has_the_stack(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """A run in place holds the stack's lock and nothing else."""
    hold = StateHold(tmp_path, NETWORK, *folders)
    with Workspace(tmp_path, NETWORK).state_lock("run-1", budget_seconds=0):
        hold.release()
    assert (folders[1] / "terraform.tfstate").exists()


def test_empty_state_stays_while_a_terraform_locks_it(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """A person's Terraform has no lock of ours, but the one on the file itself."""
    hold = StateHold(tmp_path, NETWORK, *folders)
    file = folders[1] / "terraform.tfstate"
    script = (
        "import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX); print(1); sys.stdin.read()"
    )
    command = [sys.executable, "-u", "-c", script, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as theirs:
        assert theirs.stdout
        assert theirs.stdout.readline()
        hold.release()
        assert file.exists()
    StateHold(tmp_path, NETWORK, *folders).release()
    assert not file.exists()


def test_state_that_was_written_stays(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """Whatever is in it."""
    hold = StateHold(tmp_path, NETWORK, *folders)
    (folders[1] / "terraform.tfstate").write_text("{}")
    hold.release()
    assert (folders[1] / "terraform.tfstate").read_text() == "{}"


def test_holder_waits_for_who_removes(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    """After a release the next holder gets a file again, and its lock file is free."""
    StateHold(tmp_path, NETWORK, *folders).release()
    hold = StateHold(tmp_path, NETWORK, *folders)
    assert (folders[1] / "terraform.tfstate").exists()
    hold.release()
    with next((tmp_path / "locks").glob("*.state")).open("rb") as holders:
        fcntl.flock(holders, fcntl.LOCK_EX | fcntl.LOCK_NB)
