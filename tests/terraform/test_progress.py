"""The JSON lines of an apply."""

from __future__ import annotations

import json
from typing import Any

import pytest

from oci_assets.model import Counts
from oci_assets.terraform.progress import ApplyProgress


def line(kind: str, message: str = "", **keys: Any) -> str:
    """One event."""
    return json.dumps({"@level": "info", "@message": message, "type": kind, **keys})


def done(address: str, action: str) -> str:
    """The event of a finished resource."""
    hook = {"resource": {"addr": address, "resource_type": "oci_core_vcn"}, "action": action}
    return line("apply_complete", f"{address}: complete", hook=hook)


def test_feed_collects_what_is_done() -> None:
    """A resource that is destroyed and created is one replacement; a data source is nothing."""
    progress = ApplyProgress()
    for event in (
        done("a", "create"),
        done("b", "delete"),
        done("b", "create"),
        done("c", "update"),
        done("d", "read"),
    ):
        assert (progress.feed(event) or "").endswith(": complete")
    assert progress.counts == Counts(created=2, changed=1, destroyed=1, replaced=1)
    assert [(change.address, change.action) for change in progress.changes] == [
        *[("a", "create"), ("b", "replace"), ("c", "update")]
    ]


def test_feed_half_of_a_replacement_is_a_delete() -> None:
    """Destroyed and not created again is not a replacement."""
    progress = ApplyProgress()
    progress.feed(done("b", "delete"))
    assert progress.counts == Counts(destroyed=1)


@pytest.mark.parametrize("actions", [("update", "delete"), ("delete", "update")])
def test_feed_tells_a_deposed_object_apart(actions: tuple[str, str]) -> None:
    """A resource that is updated while a left-over of it is destroyed is there afterwards, whichever came first."""
    progress = ApplyProgress()
    for action in actions:
        progress.feed(done("a", action))
    assert {change.address: change.action for change in progress.changes} == {"a": "update", "a (deposed)": "delete"}
    assert progress.counts == Counts(changed=1, destroyed=1)


def test_feed_keeps_errors_without_their_values() -> None:
    """Error and place are kept; the snippet, which can quote values, is not."""
    progress = ApplyProgress()
    diagnostic = {
        "severity": "error",
        "summary": "400-LimitExceeded",
        "detail": "too\nmany",
        "address": "oci_core_vcn.a",
        "range": {"filename": "main.tf", "start": {"line": 6}},
        "snippet": {"code": "canary"},
    }
    assert progress.feed(line("diagnostic", diagnostic=diagnostic)) == (
        "Error: 400-LimitExceeded (main.tf:6)\n  too many"
    )
    (error,) = progress.errors
    assert (error.headline, error.place, error.address) == ("400-LimitExceeded", "main.tf:6", "oci_core_vcn.a")


def test_feed_lets_no_output_value_out() -> None:
    """Outputs are counted, not shown."""
    text = ApplyProgress().feed(line("outputs", "Outputs: 1", outputs={"o": {"value": "canary"}}))
    assert text == "Outputs: 1"


def test_feed_lines_that_are_no_events() -> None:
    """Plain text passes, an unreadable event is named but not shown."""
    progress = ApplyProgress()
    assert progress.feed("plain") == "plain"
    assert progress.feed("") is None
    assert progress.feed('{"@message": "cut') == "(a line of terraform's output could not be read)"
