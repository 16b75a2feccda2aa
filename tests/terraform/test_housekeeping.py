"""What goes by itself from the state directory, and what must stay."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from oci_assets.terraform.housekeeping import KEPT_RUNS, KEPT_SECONDS, LEFT_BEHIND_SECONDS, RECENT_SECONDS, sweep_plans
from oci_assets.terraform.workspace import Workspace
from tests.terraform.waiting import wait_until

HOLDER = """
import sys, time
from pathlib import Path
from oci_assets.terraform.workspace import Workspace
with Workspace(Path(sys.argv[1]), "toronto/network").plan_folder("run-other") as folder:
    (folder / "plan").write_text("secret")
    time.sleep(600)
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The place of `toronto/network`, prepared."""
    made = Workspace(tmp_path / "state", "toronto/network")
    made.prepare()
    return made


def make_old(path: Path, seconds: float) -> None:
    """As if it was last changed so long ago."""
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_logs_of_old_runs_go(workspace: Workspace) -> None:
    """The newest runs of a stack stay, however many there were, also that of the run that begins."""
    for number in range(KEPT_RUNS + 5):
        folder = workspace.log_dir(f"run-{number}")
        (folder / "01-init.log").touch()
        make_old(folder, RECENT_SECONDS + 1000 - number)
    newest = workspace.log_dir("run-0")  # taken up again
    left = {folder.name.rsplit("-", 1)[0] for folder in newest.parent.iterdir()}
    assert left == {"run-0", *(f"run-{number}" for number in range(6, KEPT_RUNS + 5))}


def test_logs_of_runs_that_may_go_on_stay(workspace: Workspace) -> None:
    """However many others began since then."""
    for number in range(KEPT_RUNS + 5):
        make_old(workspace.log_dir(f"run-{number}"), RECENT_SECONDS / 2)
    assert len(list((workspace.root / "logs").iterdir())) == KEPT_RUNS + 5


def test_logs_of_last_month_go(workspace: Workspace) -> None:
    """Age counts as well, by its own rule."""
    old, recent = workspace.log_dir("run-old"), workspace.log_dir("run-recent")
    make_old(old, KEPT_SECONDS + 60)
    make_old(recent, KEPT_SECONDS - 60)
    workspace.log_dir("run-now")
    assert (old.exists(), recent.exists()) == (False, True)


def test_plan_of_a_killed_process_goes_at_once(workspace: Workspace) -> None:
    """While its process lives a plan stays, whoever sweeps; when that is killed it goes, also for another stack."""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(workspace.state_dir)])
    plans = workspace.root / "plans"
    try:
        assert wait_until(lambda: plans.is_dir() and any(plans.glob("run-other-*/plan")))
        sweep_plans(workspace.state_dir)
        with workspace.plan_folder("run-1"):
            assert any(plans.glob("run-other-*/plan"))
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert any(plans.glob("run-other-*/plan"))
    sweep_plans(workspace.state_dir)
    assert list(plans.iterdir()) == []


def test_plan_of_a_killed_process_goes_when_its_stack_is_planned(workspace: Workspace) -> None:
    """Also with the same process number and run in its name."""
    with workspace.plan_folder("run-1") as folder:
        name = folder.name
    left = folder.with_name(name)
    left.mkdir()
    (left / "in-use").touch()
    (left / "plan").write_text("secret")
    with workspace.plan_folder("run-1") as folder:
        assert (folder.name, (folder / "plan").exists()) == (name, False)


def test_plan_folder_that_is_being_made_stays(workspace: Workspace) -> None:
    """A folder that is not claimed yet is nobody's to remove, until it is old."""
    young, old = (workspace.root / "plans" / f".new-{name}" for name in ("young", "old"))
    for folder in (young, old):
        folder.mkdir(parents=True)
        (folder / "in-use").touch()
    make_old(old, LEFT_BEHIND_SECONDS + 60)
    sweep_plans(workspace.state_dir)
    assert (young.exists(), old.exists()) == (True, False)
