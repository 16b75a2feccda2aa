"""File locks, between threads and processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from oci_assets.terraform.locks import LockBusyError, LockInterruptedError, file_lock


def test_file_lock_names_the_holder(tmp_path: Path) -> None:
    """Who waits too long learns which run and process to wait for."""
    file = tmp_path / "lock"
    with (
        file_lock(file, what="toronto/network", run_id="run-7", budget_seconds=0),
        pytest.raises(
            LockBusyError, match=rf"toronto/network is locked by run run-7 \(process {os.getpid()}, since 20"
        ),
        file_lock(file, what="toronto/network", run_id="run-8", budget_seconds=0.2),
    ):
        pass
    with file_lock(file, what="toronto/network", run_id="run-9", budget_seconds=0):
        pass


def test_file_lock_forgets_the_holder(tmp_path: Path) -> None:
    """A run that failed inside is not named to those who come later."""
    file = tmp_path / "lock"

    def hold_and_fail() -> None:
        with file_lock(file, what="x", run_id="run-7", budget_seconds=0):
            assert "run-7" in file.read_text()
            raise KeyError

    with pytest.raises(KeyError):
        hold_and_fail()
    assert not file.read_text()


def test_file_lock_waits_for_another_thread(tmp_path: Path) -> None:
    """Threads of one process exclude each other, and who waits gets it when it is free."""
    file, inside, most = tmp_path / "lock", [0], [0]

    def work() -> None:
        for _ in range(10):
            with file_lock(file, what="x", run_id="r", budget_seconds=30):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                threading.Event().wait(0.005)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_file_lock_stop_ends_the_waiting(tmp_path: Path) -> None:
    """A stopped run does not wait for its budget."""
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    with (
        file_lock(tmp_path / "lock", what="x", run_id="r", budget_seconds=0),
        pytest.raises(LockInterruptedError),
        file_lock(tmp_path / "lock", what="x", run_id="r", budget_seconds=60, stop=stop),
    ):
        pass


def test_file_lock_dies_with_its_process(tmp_path: Path) -> None:
    """`kill -9` of the holder leaves no lock behind."""
    code = (
        "import sys, threading; from pathlib import Path; from oci_assets.terraform.locks import file_lock\n"
        "with file_lock(Path('lock'), what='x', run_id='dead', budget_seconds=0):\n"
        "    print('held', flush=True); threading.Event().wait(60)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=env, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(LockBusyError, match="run dead"),
            file_lock(tmp_path / "lock", what="x", run_id="r", budget_seconds=0),
        ):
            pass
        holder.kill()
        holder.wait()
    with file_lock(tmp_path / "lock", what="x", run_id="r", budget_seconds=5):
        pass
