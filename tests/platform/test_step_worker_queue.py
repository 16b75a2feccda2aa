"""The queue between the threads of a run, where a signal comes at a bad moment."""

from __future__ import annotations

import os
import signal
import threading
from queue import Empty
from types import FrameType

import pytest

from oci_assets.platform.step_worker import Ended, Reports


def test_wait_ends_when_a_signal_takes_longer_than_it() -> None:
    """A handler that outlasts the rest of the wait must not make it endless: the interrupt would never be heeded."""
    idle, reports = threading.Event(), Reports()

    def handle(_number: int, _frame: FrameType | None) -> None:
        idle.wait(0.5)

    before = signal.signal(signal.SIGUSR2, handle)
    wake = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGUSR2))
    rescue = threading.Timer(10, reports.put, (Ended(None, None, None),))  # type: ignore[arg-type]
    try:
        wake.start()
        rescue.start()
        with pytest.raises(Empty):
            reports.get(timeout=0.3)
    finally:
        rescue.cancel()
        signal.signal(signal.SIGUSR2, before)
