"""One stop event for each run of this process: the executor sets it, the steps poll it.

Signals reach only the main thread, so a step that runs in another thread learns here that its run is to end. The event
belongs to the run, not to the process: two runs in one process are stopped one by one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_events: dict[str, threading.Event] = {}


def stop_event(run_id: str) -> threading.Event:
    """The event that is set when the run is to end; the step then finishes what it must and returns or raises.

    Under an executor that is not ours the event is a fresh one that nobody sets: there Dagster raises
    `DagsterExecutionInterruptedError` in the step's own process.
    """
    return _events.get(run_id) or threading.Event()


@contextmanager
def stoppable(run_id: str) -> Iterator[threading.Event]:
    """The run's event, known to `stop_event` until the block ends.

    Raises:
        ValueError: the run has one already, so two executors work on it in this process.
    """
    event = threading.Event()
    if _events.setdefault(run_id, event) is not event:
        raise ValueError(f"run {run_id!r} is executed twice in this process; end one of the two")
    try:
        yield event
    finally:
        del _events[run_id]
