"""Each step's own log in the Dagster UI, written while the step runs; the process's stdout is left alone.

Dagster's stock capture redirects file descriptors 1 and 2, which all threads share. Here the step's code asks for its
stream instead. Private Dagster names are used for the log's event and file (contract: tests/platform/test_step_io.py).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO

import dagster as dg
from dagster._core.events import EngineEventData
from dagster._core.execution.context.system import IPlanContext, StepExecutionContext
from dagster._core.storage.compute_log_manager import CapturedLogContext, ComputeIOType
from dagster._core.storage.local_compute_log_manager import LocalComputeLogManager
from dagster._utils.error import serializable_error_info_from_exc_info

Emit = Callable[[dg.DagsterEvent], None]

_stdout: ContextVar[IO[str] | None] = ContextVar("oci_assets_step_stdout", default=None)


def step_stdout() -> IO[str]:
    """The stream of the running step's own log; `sys.stdout` under other executors, which redirect that themselves.

    Flush after each line: the UI shows what is in the file. Threads that a step starts get the stream only when
    they are handed it, context variables do not cross threads.
    """
    return _stdout.get() or sys.stdout


def log_key(run_id: str, step_key: str) -> list[str]:
    """Where the step's log is kept in the compute log manager; one log for all attempts."""
    return [run_id, "compute_logs", step_key]


@contextmanager
def step_log(plan: IPlanContext, step: StepExecutionContext, emit: Emit) -> Iterator[None]:
    """Open the step's log and announce it; a log that cannot be written is reported and does not fail the step."""
    stack = ExitStack()
    stream: IO[str] | None = None
    try:
        stream = stack.enter_context(_open(step))
    except Exception:  # noqa: BLE001 - any storage may be behind it; reported as stock executors do
        emit(_trouble(plan, f"cannot open the log of step {step.step.key}"))
    if step.previous_attempt_count == 0:
        emit(_capture_event(plan, step))
    token = _stdout.set(stream)
    try:
        yield
    finally:
        _stdout.reset(token)
        try:
            stack.close()
        except Exception:  # noqa: BLE001 - as above
            emit(_trouble(plan, f"cannot close the log of step {step.step.key}"))


def complete_step_log(instance: dg.DagsterInstance, run_id: str, step_key: str) -> None:
    """Tell the UI that nothing more will be written. Only the local manager needs it: remote ones upload on closing."""
    manager = instance.compute_log_manager
    if isinstance(manager, LocalComputeLogManager):
        marker = Path(manager.complete_artifact_path(log_key(run_id, step_key)))  # type: ignore[no-untyped-call]
        if marker.parent.is_dir():
            marker.touch()


@contextmanager
def _open(step: StepExecutionContext) -> Iterator[IO[str] | None]:
    key = log_key(step.run_id, step.step.key)
    # annotated as IO[bytes] in Dagster 1.13, a text file in every implementation
    with step.instance.compute_log_manager.open_log_stream(key, ComputeIOType.STDOUT) as stream:
        yield stream  # type: ignore[misc]


def _capture_event(plan: IPlanContext, step: StepExecutionContext) -> dg.DagsterEvent:
    key = log_key(step.run_id, step.step.key)
    event: dg.DagsterEvent = dg.DagsterEvent.capture_logs(plan, [step.step.key], key, CapturedLogContext(key))
    return event


def _trouble(plan: IPlanContext, message: str) -> dg.DagsterEvent:
    error = serializable_error_info_from_exc_info(sys.exc_info())
    return dg.DagsterEvent.engine_event(plan, message, EngineEventData(error=error))
