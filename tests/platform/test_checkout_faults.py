"""Checkouts that something happened to: killed makers, two at once, git's own housekeeping, an estate that moved."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path, PurePosixPath

import psutil
import pytest

from oci_assets.platform.checkouts import Checkouts
from tests.platform.estates import Estate, make_estate
from tests.terraform.waiting import wait_until

NETWORK = "toronto/network"
STACKS = {NETWORK: PurePosixPath(NETWORK)}
MAKER = """
import sys
from pathlib import Path, PurePosixPath
from oci_assets.platform.checkouts import Checkouts
with Checkouts(Path(sys.argv[1]), Path(sys.argv[2])).use(sys.argv[3], {"n": PurePosixPath("toronto/network")}) as root:
    print((root / "toronto/network/main.tf").stat().st_ino, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """An estate of one stack."""
    return make_estate(tmp_path, NETWORK)


@pytest.fixture
def checkouts(estate: Estate) -> Checkouts:
    """Its checkouts."""
    return Checkouts(estate.state_dir, estate.repo.root)


def maker(estate: Estate, commit: str) -> subprocess.Popen[str]:
    """A process that makes the checkout, says the inode of a file in it, and uses it until its input ends."""
    command = [sys.executable, "-c", MAKER, str(estate.state_dir), str(estate.repo.root), commit]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def is_whole(checkouts: Checkouts, commit: str) -> bool:
    """Whether it can be used, and git finds every file of it."""
    with checkouts.use(commit, STACKS) as root:
        status = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=no"],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
        return (root / NETWORK / "main.tf").is_file() and not status.stdout


def test_checkout_whose_maker_was_killed(estate: Estate, checkouts: Checkouts, tmp_path: Path) -> None:
    """`kill -9` of process and git in the middle of the checkout: the next one makes it anew."""
    begun = tmp_path / "begun"
    estate.repo.git("config", "filter.slow.smudge", f"if [ ! -e {begun} ]; then touch {begun}; sleep 600; fi; cat")
    commit = estate.repo.commit(files={".gitattributes": "slow.txt filter=slow\n", "slow.txt": "x\n"})
    estate.repo.git("config", "filter.slow.clean", "cat")
    child = maker(estate, commit)
    assert wait_until(begun.exists)
    theirs = [each.pid for each in psutil.Process(child.pid).children(recursive=True)]
    for pid in (child.pid, *theirs):
        os.kill(pid, signal.SIGKILL)
    child.communicate()
    assert (checkouts.folder / commit).is_dir()
    assert is_whole(checkouts, commit)


def test_checkout_made_by_two_processes(estate: Estate, checkouts: Checkouts) -> None:
    """Two processes that begin at once use the same one, and it stays while one of them works."""
    commit = estate.repo.git("rev-parse", "HEAD")
    both = [maker(estate, commit) for _ in range(2)]
    seen = {each.stdout.readline() for each in both if each.stdout}
    assert len(seen) == 1
    for each in both:
        each.communicate()
        assert each.returncode == 0
    assert is_whole(checkouts, commit)


def test_checkout_and_housekeeping_of_git(estate: Estate, checkouts: Checkouts) -> None:
    """`git gc` and `git worktree prune` of the user leave a checkout alone, also one of a commit that no branch has."""
    gone = estate.commit(toronto__network="two")
    with checkouts.use(gone, STACKS) as root:
        estate.repo.git("reset", "--hard", "--quiet", "HEAD~1")
        estate.repo.git("reflog", "expire", "--expire=now", "--all")
        estate.repo.git("gc", "--quiet", "--prune=now")
        estate.repo.git("worktree", "prune", "--expire=now")
        assert '"two"' in (root / NETWORK / "main.tf").read_text()
    assert is_whole(checkouts, gone)


def test_checkout_whose_worktree_was_forgotten(estate: Estate, checkouts: Checkouts) -> None:
    """Somebody takes git's own folder of it away: it is made anew."""
    commit = estate.repo.git("rev-parse", "HEAD")
    assert is_whole(checkouts, commit)
    shutil.rmtree(estate.repo.root / ".git" / "worktrees")
    assert is_whole(checkouts, commit)


def test_checkouts_of_an_estate_that_moved(estate: Estate, tmp_path: Path) -> None:
    """After a move of the clone they are made anew: git knows them, and local states are those of the new place."""
    commit = estate.repo.git("rev-parse", "HEAD")
    (estate.repo.root / NETWORK / "terraform.tfstate").write_text("{}")
    assert is_whole(Checkouts(estate.state_dir, estate.repo.root), commit)
    shutil.move(estate.repo.root, tmp_path / "moved")
    moved = Checkouts(estate.state_dir, tmp_path / "moved")
    assert is_whole(moved, commit)
    with moved.use(commit, STACKS) as root:
        assert (root / NETWORK / "terraform.tfstate").resolve() == tmp_path / "moved" / NETWORK / "terraform.tfstate"


def test_checkout_of_an_estate_that_was_copied(estate: Estate, tmp_path: Path) -> None:
    """Another clone with the same state directory, the first still there, never writes into the first's states."""
    commit = estate.repo.git("rev-parse", "HEAD")
    assert is_whole(Checkouts(estate.state_dir, estate.repo.root), commit)
    shutil.copytree(estate.repo.root, tmp_path / "copy", symlinks=True)
    with Checkouts(estate.state_dir, tmp_path / "copy").use(commit, STACKS) as root:
        assert (root / NETWORK / "terraform.tfstate").readlink().is_relative_to(tmp_path / "copy")
