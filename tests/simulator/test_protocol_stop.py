"""^C in Terraform ends what waits in the cloud, for that Terraform alone."""

from __future__ import annotations

import signal
import subprocess
import threading
from pathlib import Path

import pytest

from oci_simulator.protocol.session import NotConfiguredError, Session, Sessions
from tests.simulator.protocol_stacks import VCN, joined
from tests.terraform.waiting import wait_until


def test_interrupt_ends_the_wait_and_is_forgotten(tmp_path: Path) -> None:
    """The operation ends with the cloud's answer, nothing is in the state, and the next run works."""
    with joined(tmp_path, VCN % "") as (stack, cloud):
        cloud.waits.add("oci_core_vcn")
        command = ["terraform", "apply", "-auto-approve", "-no-color"]
        with subprocess.Popen(
            command,
            cwd=stack.folder,
            env=stack.variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            assert wait_until(lambda: any(call[0] == "create" for call in cloud.calls))
            running.send_signal(signal.SIGINT)
            _, errors = running.communicate()
        cloud.waits.clear()
        assert stack.actions() == {"oci_core_vcn.v": ["create"]}
        stack.apply()
    assert "500-Cancelled, the operation was stopped" in errors
    assert len(cloud.objects) == 1


def test_stop_ends_the_waits_of_one_connection() -> None:
    """Another run on the same server goes on; a new configuration forgets the stop."""
    sessions = Sessions()
    first, second = Session("a"), Session("b")
    sessions.configure("one", first)
    sessions.configure("two", second)
    sessions.stop("one")
    assert (first.stop.is_set(), second.stop.is_set()) == (True, False)
    sessions.configure("one", Session("a"))
    assert not sessions.of("one").stop.is_set()


def test_connection_made_anew_has_the_only_configuration() -> None:
    """With several regions nobody can tell which is meant, and the call fails."""
    sessions = Sessions()
    with pytest.raises(NotConfiguredError, match="run the command again"):
        sessions.of("new")
    sessions.configure("one", Session("a"))
    sessions.configure("two", Session("a", stop=threading.Event()))
    assert sessions.of("new").region == "a"
    sessions.configure("three", Session("b"))
    with pytest.raises(NotConfiguredError):
        sessions.of("new")


def test_unknown_connection_stops_everything() -> None:
    """Rather one wait too many than one that nobody can end."""
    sessions, session = Sessions(), Session("a")
    sessions.configure("one", session)
    sessions.stop("new")
    assert session.stop.is_set()
