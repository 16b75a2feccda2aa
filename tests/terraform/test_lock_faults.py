"""Locks that a backend holds, by the numbers of the list of faults: real Terraform on an HTTP backend."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.lock_holder import Holder
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.unlock import find_lock, refuse_live, unlock
from tests.terraform.http_backend import HttpBackend, http_backend
from tests.terraform.waiting import wait_until

MakeStack = Callable[..., StackRequest]
DATA = 'resource "terraform_data" "a" {\n  input = "1"\n}\n'
SLOW = """resource "terraform_data" "slow" {
  provisioner "local-exec" {
    command = "echo $PPID > started; exec sleep 60"
  }
}
"""
LOCK_ID = "5a1e7c0f-0000-4000-8000-000000000001"
THERE = "ann@another-machine"
HERE = f"ann@{socket.gethostname()}"


@pytest.fixture
def backend() -> Iterator[HttpBackend]:
    """A backend with locks."""
    with http_backend() as served:
        yield served


def now() -> str:
    """This moment as Terraform writes it into a lock."""
    return f"{datetime.now(timezone.utc):%Y-%m-%dT%H:%M:%S.%f}123Z"


def both(result: StackResult) -> str:
    """What a person reads."""
    return f"{result.error} | {result.hint}"


def tells(runner: TerraformRunner) -> bool:
    """Whether this Terraform prints who holds the lock of an http backend: older ones print the one they wanted."""
    return runner.binary.kind == "tofu" or tuple(map(int, runner.binary.version.split(".")[:2])) >= (1, 15)


@pytest.fixture
def telling(tmp_path: Path) -> TerraformRunner:
    """A runner whose Terraform does."""
    return TerraformRunner(find_terraform("embedded"), tmp_path / "state")


def killed_apply(runner: TerraformRunner, request: StackRequest) -> StackResult:
    """The result of an apply whose Terraform is killed in the middle, so that its lock stays."""
    started, results = request.folder / "started", list[StackResult]()
    thread = threading.Thread(target=lambda: results.append(runner.apply(request)))
    thread.start()
    assert wait_until(lambda: started.is_file() and started.read_text().strip() != "", 60)
    os.kill(int(started.read_text()), signal.SIGKILL)
    thread.join()
    return results[0]


def test_fault_24_two_stacks_on_one_state_exclude_each_other(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Two stacks (or two estates with one state directory) with one state: the second waits, and says for whom."""
    one = make_stack(SLOW, lock_key="place", run_id="run-one")
    other = make_stack(DATA, name="toronto/other", lock_key="place", lock_timeout_seconds=0)
    thread = threading.Thread(target=runner.apply, args=(one,))
    thread.start()
    assert wait_until((one.folder / "started").is_file, 60)
    result = runner.apply(other)
    assert result.outcome is Outcome.FAILED
    assert "run-one (which works on toronto/network)" in (result.error or "")
    assert runner.plan(replace(other, lock_key="elsewhere")).outcome is Outcome.CHANGES
    one.stop.set()
    thread.join()
    assert runner.plan(other).outcome is Outcome.CHANGES


def test_fault_26_lock_is_waited_for(each_runner: TerraformRunner, make_stack: MakeStack, backend: HttpBackend) -> None:
    """A lock that gets free within the budget holds nothing up but time."""
    request = make_stack(backend.block() + DATA, lock_timeout_seconds=60)
    backend.hold(LOCK_ID, THERE, now())
    results = list[StackResult]()
    thread = threading.Thread(target=lambda: results.append(each_runner.apply(request)))
    thread.start()
    assert wait_until(lambda: backend.refused > 0, 60)
    backend.lock = None
    thread.join()
    assert results[0].outcome is Outcome.APPLIED, results[0]


def test_fault_26_lock_of_another_machine(
    each_runner: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """Who holds it, since when, its ID; that they may live; the command for when they do not. It is not unlocked."""
    request = make_stack(backend.block() + DATA, lock_timeout_seconds=0)
    backend.hold(LOCK_ID, THERE, "2025-01-02T03:04:05Z")
    result = each_runner.apply(request)
    assert result.outcome is Outcome.FAILED
    said = "neither the backend nor Terraform says whose it is"
    parts = [THERE, "2025-01-02 03:04:05", "days ago", "that is another machine"] if tells(each_runner) else [said]
    for part in (*parts, LOCK_ID, "dead for certain"):
        assert part in both(result)
    assert f"oci-assets unlock toronto/network --lock-id {LOCK_ID}" in (result.hint or "")
    assert backend.lock is not None


def test_fault_27_lock_of_a_dead_run(telling: TerraformRunner, make_stack: MakeStack, backend: HttpBackend) -> None:
    """A lock that our own killed Terraform left is called so, with its run, and stays until a person frees it."""
    request = make_stack(backend.block() + SLOW, run_id="run-dead")
    assert killed_apply(telling, request).outcome is Outcome.UNKNOWN
    lock_id = backend.lock["ID"] if backend.lock else ""
    for _ in range(2):  # the run that finds it does not make it less clear to the next one
        result = telling.plan(replace(request, run_id="run-next", lock_timeout_seconds=0))
        assert result.outcome is Outcome.FAILED
        assert "left behind by the apply of run run-dead" in (result.error or "")
        assert "that run is dead" in (result.error or "")
        assert f"free it with `oci-assets unlock toronto/network --lock-id {lock_id}`" in (result.hint or "")
    session = telling._session(replace(request, run_id="by-hand", lock_timeout_seconds=0))
    found = find_lock(session)
    assert found is not None
    assert (found.info.id, found.verdict.holder) == (lock_id, Holder.LEFT_BEHIND)
    unlock(session, lock_id)
    assert backend.lock is None
    after = telling.plan(replace(request, run_id="run-after"))
    assert after.outcome is Outcome.CHANGES
    assert "cut off" in (after.hint or "")


def test_fault_27_lock_that_nobody_describes(
    each_runner: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """Where Terraform tells the ID alone, it is that of the lock which is there, and a cut-off run is only a guess."""
    request = make_stack(backend.block() + SLOW, run_id="run-dead")
    killed_apply(each_runner, request)
    lock_id = backend.lock["ID"] if backend.lock else ""
    result = each_runner.plan(replace(request, lock_timeout_seconds=0))
    assert f"--lock-id {lock_id}`" in (result.hint or "")
    assert "the apply of run run-dead" in (result.error or "")
    assert ("perhaps" in (result.error or "")) is not tells(each_runner)
    assert ("dead for certain" in (result.hint or "")) is not tells(each_runner)


def test_fault_27_lock_of_this_machine_that_is_not_ours(
    telling: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """Somebody's own Terraform on this machine is never taken for a dead run of ours, though one left a note."""
    request = make_stack(backend.block() + SLOW, run_id="run-dead")
    killed_apply(telling, request)
    backend.hold(LOCK_ID, HERE, "2025-01-02T03:04:05Z")
    result = telling.plan(replace(request, lock_timeout_seconds=0))
    assert "by no run that this state directory knows" in (result.error or "")
    assert "only if it is dead for certain" in (result.hint or "")


def test_fault_27_plan_leaves_no_note(telling: TerraformRunner, make_stack: MakeStack, backend: HttpBackend) -> None:
    """A command that ended in order is not blamed for a lock that was taken right after it."""
    request = make_stack(backend.block() + DATA, lock_timeout_seconds=0)
    assert telling.plan(request).outcome is Outcome.CHANGES
    backend.hold(LOCK_ID, HERE, now())
    assert "by no run that this state directory knows" in both(telling.plan(request))


def test_fault_27_lock_of_a_live_run_on_another_stack(
    telling: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """Two stacks whose backends nobody could read lead to one state: the run that lives is named, and not unlocked."""
    one = make_stack(backend.block() + SLOW, run_id="run-alive")
    thread = threading.Thread(target=telling.apply, args=(one,))
    thread.start()
    assert wait_until((one.folder / "started").is_file, 60)
    other = make_stack(backend.block() + DATA, name="toronto/other", lock_timeout_seconds=0)
    result = telling.plan(other)
    assert "run run-alive (process" in (result.error or "")
    assert result.hint == "let it finish, then run this again"
    found = find_lock(telling._session(other))
    assert found is not None
    with pytest.raises(PhaseError, match="not unlocked under somebody who works on it"):
        refuse_live("toronto/other", found)
    one.stop.set()
    thread.join()
    assert find_lock(telling._session(other)) is None


def test_fault_27_lock_on_a_file_lives(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A local state's lock ends with its process, so whoever has it lives, and nothing is to be unlocked."""
    request = make_stack(SLOW)
    thread = threading.Thread(target=each_runner.apply, args=(request,))
    thread.start()
    assert wait_until((request.folder / "started").is_file, 60)
    elsewhere = TerraformRunner(each_runner.binary, each_runner.state_dir.with_name("other-state"))
    result = elsewhere.plan(replace(request, lock_timeout_seconds=0, stop=threading.Event()))
    request.stop.set()
    thread.join()
    assert "that process is alive" in (result.error or "")
    assert "unlock" not in (result.hint or "")


def test_fault_36_lock_that_the_failing_backend_kept(
    telling: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """A backend that took neither the state nor the unlocking: the lock is called left behind, then both are mended."""
    request = make_stack(backend.block() + DATA, run_id="run-bad", lock_timeout_seconds=0)
    backend.fail_writes = backend.fail_unlock = True
    plan_keeps = telling.apply(request)
    assert plan_keeps.outcome is not Outcome.APPLIED
    backend.fail_writes = backend.fail_unlock = False
    assert backend.lock is not None
    found = find_lock(telling._session(replace(request, run_id="by-hand")))
    assert found is not None
    assert found.verdict.holder is Holder.LEFT_BEHIND
