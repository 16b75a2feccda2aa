"""Who else hears what Terraform prints while a run goes on in this process: the command line's terminal with `--debug`.

As the stop events (stopping.py) a listener belongs to one run. The step's own log gets every line in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, str], None]
"""Gets a stack id and one line, in the thread that runs the stack. It must not raise: that would stop Terraform."""

_listeners: dict[str, Listener] = {}


def listener_of(run_id: str) -> Listener | None:
    """Who listens to the run, None when nobody does."""
    return _listeners.get(run_id)


@contextmanager
def listening(run_id: str, listener: Listener) -> Iterator[None]:
    """Hand every line of the run to the listener until the block ends."""
    _listeners[run_id] = listener
    try:
        yield
    finally:
        del _listeners[run_id]
