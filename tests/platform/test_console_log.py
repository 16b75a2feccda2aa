"""What a run prints on its console: expected failures in short, unexpected errors with their traceback."""

from __future__ import annotations

import dagster as dg
import pytest

from tests.platform.executor_jobs import Journal, Step, asset_job, execute, fail

WHY = "level 1: toronto/network: failed\nthe cloud said no\ncorrect it"


def fail_as_expected() -> None:
    """A body whose stack failed."""
    raise dg.Failure(WHY, allow_retries=False)


def test_expected_failure_is_short(memory: dg.DagsterInstance, capfd: pytest.CaptureFixture[str]) -> None:
    """What failed, why, what to do, for the step and for the run; no traceback, which the history keeps."""
    ran = execute(asset_job(Journal(), Step("bad", body=fail_as_expected)), memory)
    printed = capfd.readouterr().err
    assert printed.count(WHY) == 2
    assert "STEP_FAILURE" in printed
    assert "RUN_FAILURE" in printed
    assert "Stack Trace" not in printed
    assert 'File "' not in printed
    assert "dagster._core" not in printed
    [failure] = ran.with_type(dg.DagsterEventType.STEP_FAILURE)
    error = failure.step_failure_data.error
    assert error is not None
    assert error.stack
    assert WHY in error.message


def test_unexpected_error_keeps_its_traceback(memory: dg.DagsterInstance, capfd: pytest.CaptureFixture[str]) -> None:
    """Somebody has to find the place."""
    execute(asset_job(Journal(), Step("bad", body=fail)), memory)
    printed = capfd.readouterr().err
    assert "ValueError: the cloud said no" in printed
    assert 'raise ValueError("the cloud said no")' in printed
