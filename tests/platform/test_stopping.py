"""The stop event of a run."""

from __future__ import annotations

import pytest

from oci_assets.platform.stopping import stop_event, stoppable


def test_stop_event_of_run() -> None:
    """A step gets the event of its own run, not of another one."""
    with stoppable("one") as one, stoppable("two") as two:
        one.set()
        assert stop_event("one") is one
        assert stop_event("two") is two
        assert not stop_event("two").is_set()


def test_stop_event_unknown_run() -> None:
    """Without our executor the event is never set, also after a run of that id has been stopped and has ended."""
    with stoppable("one") as one:
        one.set()
    assert not stop_event("one").is_set()


def test_stoppable_twice() -> None:
    """Two executors on one run in one process are refused, and the first keeps its event."""
    with stoppable("one") as one:
        with pytest.raises(ValueError, match="executed twice"), stoppable("one"):
            pass
        assert stop_event("one") is one
