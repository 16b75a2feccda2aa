"""One run's threads: workers execute steps and queue their events, the main thread hands them on and starts the next.

The main thread alone touches the schedule. It waits on the queue, at most `TICK_SECONDS` so that a signal, which only
sets a flag, is seen.
"""

from __future__ import annotations

import contextvars
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Empty
from threading import Event

import dagster as dg
from dagster._core.events import EngineEventData
from dagster._core.execution.context.system import PlanExecutionContext
from dagster_shared.error import SerializableErrorInfo

from oci_assets.platform.not_run import not_run_events
from oci_assets.platform.scheduling import ScheduledExecution
from oci_assets.platform.step_io import complete_step_log
from oci_assets.platform.step_worker import Ended, Reports, work
from oci_assets.platform.thread_options import STOP, ThreadOptions

TICK_SECONDS = 0.2
_RAISED_ANEW = (KeyboardInterrupt, dg.DagsterExecutionInterruptedError)  # by Dagster, after the failure event


class StepThreads:
    """Executes the steps of one schedule. `events` may be called once."""

    def __init__(
        self,
        executor: dg.Executor,
        context: PlanExecutionContext,
        schedule: ScheduledExecution,
        *,
        options: ThreadOptions,
        stop: Event,
    ) -> None:
        self._executor = executor
        self._context = context
        self._schedule = schedule
        self._stop = stop
        self._max_workers = options.max_workers
        self._stop_on_failure = options.on_failure == STOP
        self._queue = Reports()
        self._running: set[str] = set()
        self._open_logs: set[str] = set()
        self._retries: dict[str, dg.DagsterEvent] = {}
        self._closing = False  # nothing new starts
        self._interrupted = False
        self._error: BaseException | None = None

    def events(self) -> Iterator[dg.DagsterEvent]:
        """The events of all steps, in the order in which they happened.

        Raises:
            DagsterExecutionInterruptedError: a signal came and every running step has ended.
        """
        try:
            yield from self._loop()
        finally:  # also steps whose retry was given up
            for key in self._open_logs:
                complete_step_log(self._context.instance, self._context.run_id, key)
        yield from not_run_events(self._context, self._schedule)
        if self._interrupted:
            raise dg.DagsterExecutionInterruptedError("interrupted; every running step was given the time to end")
        if self._error is not None:
            raise self._error

    def _loop(self) -> Iterator[dg.DagsterEvent]:
        with ThreadPoolExecutor(self._max_workers, thread_name_prefix="step") as pool:
            try:
                while self._running or not self._schedule.is_complete:
                    yield from self._heed_interrupt()
                    yield from self._start(pool)
                    yield from self._next_events()
            finally:
                if self._running:  # an error of our own, or the caller closed the iterator: the pool waits for them
                    self._stop.set()

    def _heed_interrupt(self) -> Iterator[dg.DagsterEvent]:
        if not self._schedule.check_for_interrupts():
            return
        running = sorted(self._running)
        if self._interrupted:
            message = f"already stopping: waiting for {len(running)} running steps to end; nothing is abandoned"
        else:
            message = f"interrupted: {len(running)} running steps are asked to stop, nothing new starts"
            self._interrupted = self._closing = True
            self._stop.set()
            _mark_canceling(self._context)
        yield dg.DagsterEvent.engine_event(self._context, message, EngineEventData.interrupted(running))

    def _start(self, pool: ThreadPoolExecutor) -> Iterator[dg.DagsterEvent]:
        schedule = self._schedule
        if self._closing:
            schedule.leave_out_rest()
        yield from schedule.plan_events_iterator(self._context)
        free = self._max_workers - len(self._running)
        for step in schedule.get_steps_to_execute(limit=free) if free else ():
            context = self._context.for_step(step, schedule.get_known_state())
            self._running.add(step.key)
            self._open_logs.add(step.key)
            pool.submit(contextvars.copy_context().run, work, self._context, context, self._queue)
        yield from schedule.concurrency_event_iterator(self._context)
        schedule.check_not_stuck()

    def _next_events(self) -> Iterator[dg.DagsterEvent]:
        """Wait for one item, then take what is there up to the end of a step, which makes room for the next."""
        if self._schedule.is_complete and not self._running:
            return
        try:
            item = self._queue.get(timeout=min(TICK_SECONDS, self._schedule.seconds_to_retry()))
            while not isinstance(item, Ended):
                yield from self._handed_on(item)
                item = self._queue.get_nowait()
        except Empty:
            return
        yield from self._ended(item)

    def _handed_on(self, event: dg.DagsterEvent) -> Iterator[dg.DagsterEvent]:
        if event.is_step_up_for_retry:  # the schedule learns it when this attempt's thread has ended: no two at once
            self._retries[str(event.step_key)] = event
        else:
            self._schedule.handle_event(event)
        self._closing |= event.is_step_failure and self._stop_on_failure
        yield event

    def _ended(self, end: Ended) -> Iterator[dg.DagsterEvent]:
        key = end.step.step.key
        self._running.discard(key)
        if end.info is not None:
            yield from self._worker_died(end, end.info)
        if key in self._retries:
            self._schedule.handle_event(self._retries.pop(key))
        self._schedule.verify_complete(self._context, key)
        if self._context.raise_on_error and end.error is not None:
            self._error, self._closing = end.error, True
        if not self._schedule.is_waiting_to_retry(key):
            self._open_logs.discard(key)
            complete_step_log(self._context.instance, self._context.run_id, key)

    def _worker_died(self, end: Ended, info: SerializableErrorInfo) -> Iterator[dg.DagsterEvent]:
        """An error outside the step's own error handling is a failure like any other, with its retries."""
        key = end.step.step.key
        if self._schedule.is_running(key) and key not in self._retries:
            state = self._schedule.get_known_state()
            yield from self._handed_on(self._executor.log_failure_or_retry_event_after_error(end.step, info, state))
        elif not (end.step.raise_on_error or isinstance(end.error, _RAISED_ANEW)):
            message = f"step {key} has ended, then its thread failed"
            yield dg.DagsterEvent.engine_event(self._context, message, EngineEventData(error=info))


def _mark_canceling(context: PlanExecutionContext) -> None:
    """A signal is somebody's wish to end the run, so it ends as canceled, unless Dagster is going to resume it."""
    instance, run_id = context.instance, context.run_id
    run = instance.get_run_by_id(run_id)
    if run and run.status is dg.DagsterRunStatus.STARTED and not instance.run_will_resume(run_id):
        instance.report_run_canceling(run, "interrupted by a signal")
