"""Runs whose process was killed are ended; those that live are left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.errors import OciAssetsError
from oci_assets.platform.liveness import alive, end_lost_runs, release_ended
from tests.platform.estates import history
from tests.terraform.waiting import wait_until

HOLD = (
    "import sys; from pathlib import Path; from oci_assets.platform.liveness import alive\n"
    "with alive(Path(sys.argv[1]), sys.argv[2]):\n"
    "    print('alive', flush=True)\n"
    "    sys.stdin.read()\n"
)


def started_run(instance: dg.DagsterInstance, status: dg.DagsterRunStatus = dg.DagsterRunStatus.STARTED) -> str:
    """A run of this instance that is said to be at work."""

    @dg.op
    def nothing() -> None:
        """Do nothing."""

    @dg.job
    def job() -> None:
        nothing()

    return instance.create_run_for_job(job, status=status).run_id


def hold(folder: Path, run_id: str, script: str = HOLD) -> subprocess.Popen[bytes]:
    """A process that says it executes the run."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), run_id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"alive\n"
    return process


def status(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    """The status that the history has now."""
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.FAILURE),
        (dg.DagsterRunStatus.CANCELING, dg.DagsterRunStatus.CANCELED),
    ],
)
def test_killed_run_is_ended(tmp_path: Path, before: dg.DagsterRunStatus, after: dg.DagsterRunStatus) -> None:
    """As long as the process lives nothing is touched; after `kill -9` the run ends once, and says why."""
    folder = tmp_path / "runs"
    with history(tmp_path / "home") as instance:
        run_id = started_run(instance, before)
        with hold(folder, run_id) as process:
            assert end_lost_runs(instance, folder) == ()
            assert status(instance, run_id) is before
            process.send_signal(signal.SIGKILL)
        assert wait_until(lambda: end_lost_runs(instance, folder) == (run_id,))
        assert status(instance, run_id) is after
        messages = [entry.dagster_event.message or "" for entry in instance.all_logs(run_id) if entry.dagster_event]
        assert any("the process of this run has died" in message for message in messages)
        assert end_lost_runs(instance, folder) == ()


def test_run_that_ended_in_order_leaves_nothing(tmp_path: Path) -> None:
    """It is called alive until its status is written, which Dagster does afterwards; then no file is left."""
    folder = tmp_path / "runs"
    with history(tmp_path / "home") as instance:
        run_id = started_run(instance)
        with alive(folder, run_id):
            assert [file.stem for file in folder.iterdir()] == [run_id]
        assert end_lost_runs(instance, folder) == ()
        assert status(instance, run_id) is dg.DagsterRunStatus.STARTED
        release_ended()
        assert list(folder.iterdir()) == []


def test_run_killed_before_its_status_was_written(tmp_path: Path) -> None:
    """All steps have ended, the success is not in the history: without an end it would look alive for ever."""
    folder = tmp_path / "runs"
    script = HOLD.replace("    print", "    pass\nif True:\n    print")
    with history(tmp_path / "home") as instance:
        run_id = started_run(instance)
        with hold(folder, run_id, script) as process:
            assert end_lost_runs(instance, folder) == ()
            process.send_signal(signal.SIGKILL)
        assert wait_until(lambda: end_lost_runs(instance, folder) == (run_id,))


def test_file_of_a_run_that_has_ended_goes(tmp_path: Path) -> None:
    """A run worker ends without taking its file with it; the next look does."""
    folder = tmp_path / "runs"
    with history(tmp_path / "home") as instance:
        run_id = started_run(instance, dg.DagsterRunStatus.SUCCESS)
        with hold(folder, run_id) as process:
            process.kill()
        assert wait_until(lambda: end_lost_runs(instance, folder) == () and not list(folder.iterdir()))
        assert status(instance, run_id) is dg.DagsterRunStatus.SUCCESS


def test_run_of_another_history_is_left_to_it(tmp_path: Path) -> None:
    """The command line and the daemon may share a state directory and not their history."""
    folder = tmp_path / "runs"
    with history(tmp_path / "home") as instance, hold(folder, "of-another") as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert end_lost_runs(instance, folder) == ()
    assert (folder / "of-another.alive").exists()


def test_alive_in_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """The error names the state directory and what to do."""
    (tmp_path / "runs").touch()
    with pytest.raises(OciAssetsError, match="state directory cannot be written to"), alive(tmp_path / "runs", "r"):
        pass
