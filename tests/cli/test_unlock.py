"""`oci-assets unlock` (faults 26 and 27), on a real backend with a real lock."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from datetime import datetime, timezone

import pytest

from oci_assets.terraform.workspace import Workspace
from tests.cli.command_line import CommandLine, resource
from tests.cli.on_terminal import on_terminal
from tests.terraform.http_backend import HttpBackend, http_backend

STACK = "toronto/network"
LOCK_ID = "5a1e7c0f-0000-4000-8000-000000000001"
THERE = "ann@another-machine"
LONG_AGO = "2025-01-02T03:04:05Z"


@pytest.fixture
def backend(oci: CommandLine) -> Iterator[HttpBackend]:
    """Where the stack `toronto/network` keeps its state."""
    with http_backend() as served:
        oci.estate.commit("backend", {f"{STACK}/main.tf": served.block() + resource()})
        yield served


def test_unlock_of_a_state_that_is_free(oci: CommandLine, backend: HttpBackend) -> None:
    """Nothing is done, nothing is asked; no state at all is free, too."""
    for _ in range(2):
        done = oci("unlock", STACK)
        assert (done.code, done.out) == (0, f"{STACK} is not locked: nothing to do\n")
        oci("apply", STACK)
    assert backend.lock is None


def test_unlock_without_a_terminal(oci: CommandLine, backend: HttpBackend) -> None:
    """It is told who holds it, and nothing is unlocked as long as nobody says so."""
    backend.hold(LOCK_ID, THERE, LONG_AGO)
    done = oci.process("unlock", STACK)
    assert done.code == 64
    assert LOCK_ID in done.out
    assert "add --yes" in done.err
    assert backend.lock is not None


@pytest.mark.parametrize("options", [[], ["--lock-id", LOCK_ID]])
def test_unlock_with_yes(oci: CommandLine, backend: HttpBackend, options: list[str]) -> None:
    """The ID is found, or taken as given, and the next plan runs."""
    backend.hold(LOCK_ID, THERE, LONG_AGO)
    done = oci("unlock", STACK, "--yes", *options)
    assert done.code == 0, done.err
    assert f"{STACK} is unlocked (lock ID {LOCK_ID})" in done.out
    assert backend.lock is None
    assert oci("plan", STACK).code == 0


def test_unlock_of_another_lock(oci: CommandLine, backend: HttpBackend) -> None:
    """Between the message and the command somebody else took it: that one is not freed."""
    backend.hold(LOCK_ID, THERE, LONG_AGO)
    done = oci("unlock", STACK, "--yes", "--lock-id", "an-older-one")
    assert done.code == 1
    assert "another one than an-older-one" in done.err
    assert backend.lock is not None


@pytest.mark.parametrize(("answer", "code", "freed"), [("y\n", 0, True), ("n\n", 1, False), ("\n", 1, False)])
def test_unlock_asks(oci: CommandLine, backend: HttpBackend, answer: str, code: int, freed: bool) -> None:  # noqa: FBT001
    """On a terminal the person is asked, after who holds it; no answer is a no."""
    backend.hold(LOCK_ID, THERE, LONG_AGO)
    ended, shown = on_terminal([*oci.globals, "unlock", STACK], f"free this lock of {STACK}?", answer)
    assert ended == code
    assert shown.index(LOCK_ID) < shown.index("free this lock")
    assert (backend.lock is None) is freed


def test_unlock_under_a_live_run(oci: CommandLine, backend: HttpBackend) -> None:
    """While a run of ours works on the stack its lock is not touched, whatever is said."""
    backend.hold(LOCK_ID, f"ann@{socket.gethostname()}", datetime.now(timezone.utc).isoformat())
    workspace = Workspace(oci.state, STACK)
    workspace.prepare()
    with workspace.state_lock("run-alive", budget_seconds=0):
        done = oci("unlock", STACK, "--yes", "--lock-id", LOCK_ID)
    assert done.code == 1
    assert f"{STACK} is locked by run run-alive (process {os.getpid()}" in done.err
    assert backend.lock is not None


def test_unlock_where_nobody_says_which(oci: CommandLine, backend: HttpBackend) -> None:
    """A backend that is locked without a readable ID: the person's own is used, without one nothing is done."""
    backend.lock = {"ID": 7}
    without = oci("unlock", STACK, "--yes")
    assert without.code == 1
    assert backend.lock is not None
    assert oci("unlock", STACK, "--yes", "--lock-id", "7").code == 0
    assert backend.lock is None


def test_unlock_leaves_its_traces(oci: CommandLine, backend: HttpBackend) -> None:
    """What was done by hand is in the stack's logs, with the ID."""
    backend.hold(LOCK_ID, THERE, LONG_AGO)
    oci("unlock", STACK, "--yes")
    logs = [file.read_text() for file in oci.state.glob("stacks/*/logs/unlock-*/*-unlock.log")]
    assert any("successfully unlocked" in text for text in logs)


def test_unlock_of_no_stack(oci: CommandLine) -> None:
    """A mistyped name is wrong usage and says what may have been meant."""
    done = oci("unlock", "toronto/netwrk", "--yes")
    assert done.code == 64
    assert STACK in done.err


def test_failed_plan_says_how_to_unlock(oci: CommandLine, backend: HttpBackend) -> None:
    """The command that a run's message names is this one, with the ID."""
    backend.hold(LOCK_ID, THERE, LONG_AGO)
    oci.estate.commit("patience", {"oci-assets.yaml": "terraform: {lock_timeout_seconds: 0}\n"})
    done = oci("plan", STACK)
    assert done.code == 1
    assert f"oci-assets unlock {STACK} --lock-id {LOCK_ID}" in done.out
    assert json.dumps(backend.lock)
