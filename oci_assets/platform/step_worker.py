"""What one worker thread does: execute one step and queue its events, then that it has ended."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from queue import Queue

import dagster as dg
from dagster._core.execution.context.system import PlanExecutionContext, StepExecutionContext
from dagster._core.execution.plan.execute_plan import _trigger_hook, dagster_event_sequence_for_step
from dagster._utils.error import serializable_error_info_from_exc_info
from dagster_shared.error import SerializableErrorInfo

from oci_assets.platform.step_io import Emit, step_log


@dataclass(frozen=True, slots=True)
class Ended:
    """A worker is done with a step; `error` is what left the step's own error handling."""

    step: StepExecutionContext
    error: BaseException | None
    info: SerializableErrorInfo | None


Reports = Queue[dg.DagsterEvent | Ended]
"""Not a `SimpleQueue`: its `get` waits for ever when a signal comes and its time is over before the handler has ended
(CPython 3.11, `Modules/_queuemodule.c`), so that a Ctrl-C could freeze the run."""


def work(plan: PlanExecutionContext, step: StepExecutionContext, queue: Reports) -> None:
    """Execute one step in this thread. Never raises: what the step's error handling lets through is queued."""
    error: BaseException | None = None
    info: SerializableErrorInfo | None = None
    try:
        _execute(plan, step, queue.put)
    except BaseException as caught:  # noqa: BLE001 - a dying thread would leave the run waiting for ever
        error, info = caught, serializable_error_info_from_exc_info(sys.exc_info())
    queue.put(Ended(step, error, info))


def _execute(plan: PlanExecutionContext, step: StepExecutionContext, emit: Emit) -> None:
    loop = asyncio.new_event_loop()
    step._event_loop = loop  # noqa: SLF001 - the run's one loop cannot run async ops of two threads
    events: list[dg.DagsterEvent] = []
    try:
        with step_log(plan, step, emit):
            for event in dagster_event_sequence_for_step(step):
                events.append(event)
                emit(event)
        for event in _trigger_hook(step, events):
            emit(event)
    finally:
        loop.close()
