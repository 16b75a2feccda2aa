"""Interrupts of a real process: the steps are told to stop, nothing is abandoned, the run ends as canceled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

from tests.platform import interrupted_run

ROOT = Path(__file__).parents[2]


class Process:
    """The running job, by its lines."""

    def __init__(self, home: Path) -> None:
        self._child = subprocess.Popen(
            [sys.executable, interrupted_run.__file__, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self.seen: list[str] = []

    def read_to(self, start: str) -> str:
        """The next line that starts so; the end of the process is an error."""
        assert self._child.stdout is not None
        for line in self._child.stdout:
            self.seen.append(line.strip())
            if line.startswith(start):
                return line.strip()
        raise AssertionError(f"no line {start!r}, only {self.seen}")

    def send(self, number: signal.Signals) -> None:
        """Signal the process alone."""
        self._child.send_signal(number)

    def go_on(self) -> None:
        """Let the step end."""
        assert self._child.stdin is not None
        self._child.stdin.write("go on\n")
        self._child.stdin.flush()

    def close(self) -> int:
        """End it if it has not ended, and the exit code."""
        if sys.exc_info()[0]:
            self._child.kill()
        self._child.communicate(timeout=60)
        return self._child.returncode


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of Dagster without telemetry."""
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    return tmp_path


@contextmanager
def _running(home: Path) -> Iterator[Process]:
    process = Process(home)
    try:
        process.read_to("working")
        yield process
    finally:
        process.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupt_waits_for_step(home: Path, number: signal.Signals) -> None:
    """After one signal the running step saves its work, later steps do not start, the run is canceled."""
    with _running(home) as process:
        process.send(number)
        process.read_to("stopping")
        process.go_on()
        assert process.read_to("status: ") == "status: CANCELED"
    assert "saved" in process.seen
    assert "event: interrupted: 1 running steps are asked to stop, nothing new starts" in process.seen
    assert "event: 0 failed, 1 not run" in process.seen


def test_interrupt_twice(home: Path) -> None:
    """An impatient second signal is answered, and the step still gets its time."""
    with _running(home) as process:
        process.send(signal.SIGINT)
        process.read_to("stopping")
        process.send(signal.SIGINT)
        process.read_to("event: already stopping: waiting for 1 running steps")
        process.go_on()
        assert process.read_to("status: ") == "status: CANCELED"
    assert "saved" in process.seen


def test_interrupt_after_request(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A termination asked for in the UI (the run is canceling already) is not asked for twice."""
    monkeypatch.setenv("DAGSTER_HOME", str(home))
    with _running(home) as process, dg.DagsterInstance.get() as instance:
        [run] = instance.get_runs()
        instance.report_run_canceling(run)
        process.send(signal.SIGINT)
        process.read_to("stopping")
        process.go_on()
        assert process.read_to("status: ") == "status: CANCELED"
        requests = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.RUN_CANCELING)
    assert len(requests) == 1
