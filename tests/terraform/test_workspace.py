"""A stack's place in the state directory."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oci_assets.terraform.housekeeping import LEFT_BEHIND_SECONDS
from oci_assets.terraform.locks import LockBusyError
from oci_assets.terraform.workspace import Workspace, folder_name


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The place of `toronto/network`, prepared."""
    made = Workspace(tmp_path / "state", "toronto/network")
    made.prepare()
    return made


@pytest.mark.parametrize(
    "name", ["../../etc", "a/b", "a b'\"$(x);\n", "-rf", "", ".", "über/netz", "x" * 500, "\udcff"]
)
def test_folder_name_stays_in_its_parent(name: str) -> None:
    """Free text becomes one plain path component."""
    assert folder_name(name).replace("-", "").replace("_", "").isascii()
    assert "/" not in folder_name(name)
    assert 0 < len(folder_name(name)) < 80
    assert not folder_name(name).startswith((".", "-"))


def test_folder_name_tells_look_alikes_apart() -> None:
    """Names that give the same slug still get folders of their own."""
    assert len({folder_name(name) for name in ("a/b-c", "a-b/c", "a/b_c", "a b c")}) == 4


def test_folders_are_private(workspace: Workspace) -> None:
    """Providers, logs and states of a stack are for one user only."""
    folders = [workspace.state_dir, workspace.root, workspace.data_dir, workspace.log_dir("run-1")]
    assert {folder.stat().st_mode & 0o777 for folder in [*folders, workspace.backup_file().parent]} == {0o700}


def test_folders_of_stacks_and_runs_are_apart(workspace: Workspace) -> None:
    """No two stacks and no two runs write into the same folder, and the init's mark goes with the data dir."""
    other = Workspace(workspace.state_dir, "toronto/compute")
    assert workspace.data_dir != other.data_dir
    assert workspace.log_dir("run-1") != workspace.log_dir("run-2")
    assert workspace.fingerprint_file.parent == workspace.data_dir


def test_plan_folder_is_private_and_purged(workspace: Workspace) -> None:
    """A plan holds secrets: nobody else may look, and it is gone afterwards, also after an error."""
    seen: list[Path] = []

    def use_and_fail() -> None:
        with workspace.plan_folder("run-1") as folder:
            seen.append(folder)
            assert folder.stat().st_mode & 0o777 == 0o700
            (folder / "plan").write_text("secret")
            raise KeyError

    with pytest.raises(KeyError):
        use_and_fail()
    assert not seen[0].exists()


def test_plan_folder_left_behind_is_purged(workspace: Workspace) -> None:
    """The plan of a run that was killed goes at last; that of a run that goes on stays."""
    dead, living = workspace.root / "plans" / "dead", workspace.root / "plans" / "living"
    for folder in (dead, living):
        folder.mkdir(parents=True)
        (folder / "plan").write_text("secret")
    long_ago = time.time() - LEFT_BEHIND_SECONDS - 60
    os.utime(dead, (long_ago, long_ago))
    with workspace.plan_folder("run-1"):
        assert (dead.exists(), living.exists()) == (False, True)


def test_plan_folders_of_two_threads_are_apart(workspace: Workspace) -> None:
    """A check and an apply of one stack in one run have a plan each."""
    with workspace.plan_folder("run-1") as mine, ThreadPoolExecutor(1) as pool:
        pool.submit(use_plan_folder, workspace).result()
        assert mine.exists()


def use_plan_folder(workspace: Workspace) -> None:
    """What another thread does."""
    with workspace.plan_folder("run-1"):
        pass


def test_state_lock_is_one_for_each_stack(workspace: Workspace) -> None:
    """Another run of the stack has to wait, another stack has not."""
    other = Workspace(workspace.state_dir, "toronto/compute")
    with workspace.state_lock("run-1", budget_seconds=0):
        with other.state_lock("run-2", budget_seconds=0):
            pass
        with pytest.raises(LockBusyError, match="toronto/network is locked by run run-1"):
            workspace.state_lock("run-2", budget_seconds=0).__enter__()


def test_plugin_cache_lock_is_one_for_all_stacks(workspace: Workspace) -> None:
    """The cache belongs to all stacks, so one init at a time works on it."""
    other = Workspace(workspace.state_dir, "toronto/compute")
    with (
        workspace.plugin_cache_lock("run-1", budget_seconds=0),
        pytest.raises(LockBusyError, match="the plugin cache is locked by run run-1"),
    ):
        other.plugin_cache_lock("run-2", budget_seconds=0).__enter__()
