"""The launcher beside its command: one SIGINT, and an orderly end whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from oci_assets.terraform.locks import LockBusyError, file_lock
from oci_assets.terraform.process import ProcessResult, run_process
from tests.terraform.waiting import is_alive, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="outside Linux the launcher becomes the command")
# Runs `sh -c SCRIPT` under the lock of the folder, with the grace period of the last argument.
WORKER = """
import os, sys, threading; from pathlib import Path
from oci_assets.terraform.locks import file_lock
from oci_assets.terraform.process import run_process
with file_lock(Path("lock"), what="x", run_id="run-1", budget_seconds=0) as lock:
    run_process(["sh", "-c", sys.argv[1]], cwd=Path("."), env=dict(os.environ), log_file=Path("log"),
                timeout_seconds=60, stop=threading.Event(), grace_seconds=float(sys.argv[2]), keep_open=(lock,))
"""


def start_worker(folder: Path, script: str, grace_seconds: float) -> subprocess.Popen[bytes]:
    """A run worker whose command has written `pids`."""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    worker = subprocess.Popen([sys.executable, "-c", WORKER, script, str(grace_seconds)], cwd=folder, env=env)
    assert wait_until((folder / "pids").exists)
    return worker


def is_locked(folder: Path) -> bool:
    """Whether somebody holds the lock of the folder."""
    try:
        with file_lock(folder / "lock", what="x", run_id="run-2", budget_seconds=0):
            return False
    except LockBusyError:
        return True


def supervisor_of(command: int) -> int:
    """The launcher that waits for a command."""
    return int(Path(f"/proc/{command}/stat").read_text().rsplit(")", 1)[1].split()[1])


def test_supervisor_holds_the_lock_until_the_command_has_ended(tmp_path: Path) -> None:
    """After `kill -9` of the worker the lock is ours to wait for until the command has saved and is gone."""
    script = "trap 'echo INT >> got' INT; echo $$ > new; mv new pids; until [ -e go ]; do sleep 0.05; done; touch saved"
    worker = start_worker(tmp_path, script, 60)
    worker.kill()
    worker.wait()
    assert wait_until((tmp_path / "got").exists)
    assert is_locked(tmp_path)
    (tmp_path / "go").touch()
    assert wait_until(lambda: not is_locked(tmp_path))
    assert (tmp_path / "saved").exists()
    assert (tmp_path / "got").read_text() == "INT\n"


def test_supervisor_kills_a_deaf_command_of_a_dead_worker(tmp_path: Path) -> None:
    """Nobody else is left to end the grace period: then the whole group goes, and the lock with it."""
    script = "trap '' INT; sleep 60 & echo $! $$ > new; mv new pids; while :; do sleep 0.05; done"
    worker = start_worker(tmp_path, script, 0.5)
    worker.kill()
    worker.wait()
    assert wait_until(lambda: not is_locked(tmp_path))
    assert wait_until(lambda: not any(is_alive(int(pid)) for pid in (tmp_path / "pids").read_text().split()))


def test_supervisor_kills_grandchildren_of_a_dead_worker(tmp_path: Path) -> None:
    """What the command leaves behind lingers for a moment, then it is killed (fault 31)."""
    script = "trap 'exit 1' INT; sleep 60 & echo $! > new; mv new pids; while :; do sleep 0.05; done"
    worker = start_worker(tmp_path, script, 0.5)
    worker.kill()
    worker.wait()
    assert wait_until(lambda: not is_alive(int((tmp_path / "pids").read_text())))
    assert wait_until(lambda: not is_locked(tmp_path))


def test_supervisor_hands_on_one_interrupt(tmp_path: Path) -> None:
    """However many stops arrive, the command gets one SIGINT."""
    script = "trap 'echo INT >> got' INT; echo $$ > new; mv new pids; until [ -e go ]; do sleep 0.05; done"
    with start_worker(tmp_path, script, 60):
        supervisor = supervisor_of(int((tmp_path / "pids").read_text()))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
            os.kill(supervisor, number)
            assert wait_until((tmp_path / "got").exists)
            assert not wait_until(lambda: (tmp_path / "got").read_text() != "INT\n", seconds=0.3)
        (tmp_path / "go").touch()


def run_and_kill_supervisor(folder: Path, script: str, grace_seconds: float) -> ProcessResult:
    """Run a script that prints its pid, and SIGKILL the launcher then."""
    return run_process(
        ["sh", "-c", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        log_file=folder / "log",
        timeout_seconds=30,
        stop=threading.Event(),
        grace_seconds=grace_seconds,
        on_line=lambda line: os.kill(supervisor_of(int(line)), signal.SIGKILL) if line.isdecimal() else None,
    )


def test_supervisor_killed_leaves_the_command_its_grace(tmp_path: Path) -> None:
    """The command is interrupted by the kernel, ends in its own time, and what it says meanwhile is heard."""
    script = "trap 'sleep 2.5; echo saved; exit 1' INT; echo $$; while :; do sleep 0.05; done"
    result = run_and_kill_supervisor(tmp_path, script, 20)
    assert (result.returncode, result.killed) == (-signal.SIGKILL, False)
    assert result.log_file.read_text().endswith("saved\n")


def test_supervisor_killed_and_a_deaf_command(tmp_path: Path) -> None:
    """A command that does not end by itself is killed by the worker after the grace period."""
    result = run_and_kill_supervisor(tmp_path, "trap '' INT; echo $$; while :; do sleep 0.05; done", 0.5)
    assert result.killed
    assert not is_alive(int(result.log_file.read_text()))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGSEGV, signal.SIGUSR1])
def test_supervisor_ends_as_its_command(tmp_path: Path, number: signal.Signals) -> None:
    """A command that a signal ended still looks so."""
    result = run_process(
        ["sh", "-c", f"kill -{int(number)} $$"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        log_file=tmp_path / "log",
        timeout_seconds=30,
        stop=threading.Event(),
        grace_seconds=5,
    )
    assert (result.returncode, result.stopped) == (-number, None)
