"""Each step's own log: separate, live, complete at the end, and the process's stdout left alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import dagster as dg
import pytest
from dagster._core.storage.compute_log_manager import ComputeIOType
from dagster._core.storage.local_compute_log_manager import LocalComputeLogManager

from oci_assets.platform.step_io import log_key, step_stdout
from tests.platform.executor_jobs import Journal, Ran, Step, asset_job, execute, fail, nothing, one_after_the_other


def _say(text: str) -> None:
    print(text, file=step_stdout(), flush=True)


def _read(instance: dg.DagsterInstance, run_id: str, step_key: str) -> str:
    data = instance.compute_log_manager.get_log_data(log_key(run_id, step_key))
    return (data.stdout or b"").decode()


def _is_complete(instance: dg.DagsterInstance, ran: Ran, step_key: str) -> bool:
    return instance.compute_log_manager.is_capture_complete(log_key(ran.run.run_id, step_key))


def test_step_stdout_separate(sqlite: dg.DagsterInstance, capfd: pytest.CaptureFixture[str]) -> None:
    """Two steps that run at once have a log each, and a print to the process's stdout goes there."""
    journal = Journal()

    def talk(name: str, other: str) -> None:
        _say(f"{name} one")
        journal.wait_for(f"start {other}")
        _say(f"{name} two")
        print(f"{name} to the process\n", end="")  # noqa: T201 - what is tested; at once, or two lines may mix

    job = asset_job(journal, Step("a", body=lambda: talk("a", "b")), Step("b", body=lambda: talk("b", "a")))
    run_id = execute(job, sqlite).run.run_id
    assert _read(sqlite, run_id, "a") == "a one\na two\n"
    assert _read(sqlite, run_id, "b") == "b one\nb two\n"
    assert sorted(capfd.readouterr().out.splitlines()) == ["a to the process", "b to the process"]


def test_step_stdout_while_running(sqlite: dg.DagsterInstance) -> None:
    """What a step has written is there while it runs, and the log is not complete before the step is."""
    seen: list[tuple[str, bool]] = []

    def talk() -> None:
        _say("half way")
        run_id = dg.OpExecutionContext.get().run_id
        manager = sqlite.compute_log_manager
        seen.append((_read(sqlite, run_id, "a"), manager.is_capture_complete(log_key(run_id, "a"))))

    ran = execute(asset_job(Journal(), Step("a", body=talk)), sqlite)
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS
    assert seen == [("half way\n", False)]
    assert _is_complete(sqlite, ran, "a")


def test_step_log_announced(sqlite: dg.DagsterInstance) -> None:
    """The UI learns of one log for each step, under the step's own key."""
    ran = execute(asset_job(Journal(), Step("a"), Step("b")), sqlite)
    captured = [event.logs_captured_data for event in ran.with_type(dg.DagsterEventType.LOGS_CAPTURED)]
    assert sorted((data.file_key, data.step_keys) for data in captured) == [("a", ["a"]), ("b", ["b"])]


def test_step_log_of_failed_step(sqlite: dg.DagsterInstance) -> None:
    """The log of a failed step is complete and keeps what was written."""

    def talk_and_fail() -> None:
        _say("about to fail")
        fail()

    ran = execute(asset_job(Journal(), Step("a", body=talk_and_fail)), sqlite)
    assert _read(sqlite, ran.run.run_id, "a") == "about to fail\n"
    assert _is_complete(sqlite, ran, "a")


def test_step_log_of_retried_step(sqlite: dg.DagsterInstance) -> None:
    """All attempts of a step are in one log, announced once."""
    attempt = one_after_the_other(fail, nothing)

    def talk() -> None:
        _say("attempt")
        attempt()

    job = asset_job(Journal(), Step("a", body=talk, retry=dg.RetryPolicy(max_retries=1, delay=0.1)))
    ran = execute(job, sqlite)
    assert _read(sqlite, ran.run.run_id, "a") == "attempt\nattempt\n"
    assert _is_complete(sqlite, ran, "a")
    assert len(ran.with_type(dg.DagsterEventType.LOGS_CAPTURED)) == 1


def test_step_log_of_given_up_retry(sqlite: dg.DagsterInstance) -> None:
    """The log of a step whose retry is given up is complete too: nobody waits for more."""
    journal = Journal()

    def fail_later() -> None:
        journal.wait_for("end a")
        fail()

    retry = dg.RetryPolicy(max_retries=1, delay=3600)
    ran = execute(asset_job(journal, Step("a", body=fail, retry=retry), Step("bad", body=fail_later)), sqlite)
    assert _is_complete(sqlite, ran, "a")


def test_step_stdout_under_another_executor(sqlite: dg.DagsterInstance) -> None:
    """Under Dagster's own executor the step's stream is sys.stdout, which Dagster captures."""
    seen: list[IO[str]] = []
    job = asset_job(Journal(), Step("a", body=lambda: seen.append(step_stdout())), executor=dg.in_process_executor)
    execute(job, sqlite)
    assert seen == [sys.stdout]


class FullDisk(LocalComputeLogManager):
    """Cannot open any log, or cannot close it."""

    on_close = False

    @contextmanager
    def open_log_stream(self, log_key: Sequence[str], io_type: ComputeIOType) -> Iterator[IO[bytes] | None]:
        """Fail like a full disk."""
        del log_key, io_type
        if self.on_close:
            yield None
        raise OSError("no space left on device")


@pytest.mark.parametrize(("on_close", "what"), [(False, "open"), (True, "close")])
def test_step_log_unusable(sqlite: dg.DagsterInstance, tmp_path: Path, on_close: bool, what: str) -> None:  # noqa: FBT001
    """A log that cannot be opened or closed is an event of the run, and the step runs all the same."""
    manager = FullDisk(str(tmp_path / "logs"))
    manager.on_close = on_close
    sqlite._compute_log_manager = manager
    ran = execute(asset_job(Journal(), Step("a")), sqlite)
    assert ran.run.status is dg.DagsterRunStatus.SUCCESS
    messages = [event.message for event in ran.with_type(dg.DagsterEventType.ENGINE_EVENT)]
    assert f"cannot {what} the log of step a" in messages
