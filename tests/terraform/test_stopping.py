"""Timeouts, stops and kills while real Terraform works: the state is saved, the lock free, nothing left running."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oci_assets.model import Counts, Outcome, StackResult
from oci_assets.terraform.request import StackRequest, Timeouts
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.waiting import is_alive, wait_until

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]

# The pid file tells when the slow resource has begun, and whom to look for afterwards.
SLOW = """
resource "terraform_data" "first" {}
resource "terraform_data" "slow" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" { command = "sleep 60 & echo $! > sleep.pid; wait" }
}
resource "terraform_data" "last" { depends_on = [terraform_data.slow] }
"""
# Reads a state from a server that never answers.
SLOW_PLAN = """
data "terraform_remote_state" "s" {
  backend = "http"
  config  = { address = "http://127.0.0.1:%d/" }
}
"""


def sleeper(folder: Path) -> int:
    """The process that the slow resource waits for; 0 while there is none."""
    file = folder / "sleep.pid"
    return int(file.read_text() or 0) if file.exists() else 0


def assert_state_is_good(request: StackRequest) -> None:
    """What was done is in the state, and neither Terraform's lock nor a process is left."""
    state = json.loads((request.folder / "terraform.tfstate").read_text())
    assert {each["name"] for each in state["resources"]} == {"first", "slow"}
    assert not (request.folder / ".terraform.tfstate.lock.info").exists()
    assert wait_until(lambda: not is_alive(sleeper(request.folder)))


def run_until_slow(runner: TerraformRunner, request: StackRequest, then: Callable[[], Any]) -> StackResult:
    """Apply in a thread; `then` is called when the slow resource has begun."""
    results: list[StackResult] = []
    thread = threading.Thread(target=lambda: results.append(runner.apply(request)))
    thread.start()
    assert wait_until(lambda: sleeper(request.folder) > 0)
    then()
    thread.join(30)
    return results[0]


def test_apply_stopped_saves_the_state(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A stop during apply: partial, interrupted, and the next run can go on."""
    request = make_stack(SLOW)
    result = run_until_slow(each_runner, request, request.stop.set)
    assert (result.outcome, result.cause) == (Outcome.PARTIAL, "interrupted")
    assert "apply of toronto/network was interrupted" in (result.error or "")
    assert [change.address for change in result.changes] == ["terraform_data.first"]
    assert_state_is_good(request)
    again = each_runner.apply(make_stack(SLOW.replace("sleep 60", "sleep 0")))
    assert again.outcome is Outcome.APPLIED


def test_apply_timeout_saves_the_state(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A timeout during apply names phase and minutes (fault 30, F10)."""
    request = make_stack(SLOW, timeouts=Timeouts(apply_seconds=5))
    result = each_runner.apply(request)
    assert (result.outcome, result.cause) == (Outcome.PARTIAL, None)
    assert "apply of toronto/network timed out after 0.0833 minutes" in (result.error or "")
    assert "timeout_minutes" in (result.hint or "")
    assert_state_is_good(request)


def test_plan_timeout_frees_the_lock(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A plan that hangs is stopped, says so, and the next one has the lock."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        request = make_stack(
            SLOW_PLAN % server.getsockname()[1], timeouts=Timeouts(plan_seconds=1.5), grace_seconds=1.0
        )
        result = each_runner.plan(request)
    assert (result.outcome, result.counts) == (Outcome.FAILED, Counts())
    assert "plan of toronto/network timed out after 0.025 minutes" in (result.error or "")
    again = each_runner.plan(make_stack('resource "terraform_data" "a" {}\n', lock_timeout_seconds=0))
    assert again.outcome is Outcome.CHANGES


def test_apply_deaf_to_the_interrupt_is_unknown(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """Terraform that has to be killed: nobody knows what was done."""
    stop = threading.Event()
    runner = odd_runner("apply", 'trap "" INT; echo started; while :; do sleep 0.1; done')
    request = make_stack(
        'resource "terraform_data" "a" {}\n',
        grace_seconds=0.5,
        stop=stop,
        on_line=lambda line: stop.set() if line == "started" else None,
    )
    result = runner.apply(request)
    assert (result.outcome, result.cause) == (Outcome.UNKNOWN, "interrupted")
    assert "did not stop within 0.5 s and was killed" in (result.error or "")
    assert "look at a plan" in (result.hint or "")


@pytest.mark.parametrize("action", ["plan", "apply", "drift"])
def test_stop_before_the_start(runner: TerraformRunner, make_stack: MakeStack, action: str) -> None:
    """A run that is stopped already starts nothing."""
    request = make_stack('resource "terraform_data" "a" {}\n')
    request.stop.set()
    result = getattr(runner, action)(request)
    assert result.outcome is (Outcome.UNKNOWN if action == "drift" else Outcome.FAILED)
    assert result.cause == "interrupted"
    assert not list(runner.state_dir.rglob("*.log"))


def test_stop_during_the_wait_before_a_retry(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A run that was stopped is not tried again."""
    text = 'terraform {\n  required_providers {\n    x = { source = "registry.invalid/x/x" }\n  }\n}\n'
    stop = threading.Event()

    def on_line(line: str) -> None:
        if "trying again" in line:
            stop.set()

    request = make_stack(text, retries=50, stop=stop, on_line=on_line)
    result = runner.plan(request)
    assert (result.cause, result.attempts) == ("interrupted", 2)
    assert len(list(runner.state_dir.rglob("*-init.log"))) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="PDEATHSIG is Linux's")
def test_apply_survives_kill_of_its_parent(each_runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """`kill -9` of the run worker: Terraform ends by itself with the state saved and the lock free (fault 28)."""
    request = make_stack(SLOW)
    code = (
        "import sys; from pathlib import Path\n"
        "from oci_assets.terraform.binary import find_terraform\n"
        "from oci_assets.terraform.request import StackRequest\n"
        "from oci_assets.terraform.run import TerraformRunner\n"
        "runner = TerraformRunner(find_terraform(sys.argv[1]), Path(sys.argv[2]))\n"
        "runner.apply(StackRequest('toronto/network', Path(sys.argv[3]), 'run-1'))"
    )
    argv = [sys.executable, "-c", code, each_runner.binary.kind, str(tmp_path / "state"), str(request.folder)]
    worker = subprocess.Popen(argv, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
    assert wait_until(lambda: sleeper(request.folder) > 0)
    slept = sleeper(request.folder)
    worker.kill()
    worker.wait()
    busy = each_runner.apply(make_stack(SLOW, run_id="run-2", lock_timeout_seconds=0))
    assert "locked by run run-1" in (busy.error or "")
    state = request.folder / "terraform.tfstate"
    assert wait_until(lambda: state.exists() and '"slow"' in state.read_text())
    assert wait_until(lambda: not (request.folder / ".terraform.tfstate.lock.info").exists())

    again = each_runner.apply(make_stack(SLOW.replace("sleep 60", "sleep 0"), run_id="run-2"))
    assert again.outcome is Outcome.APPLIED
    assert not is_alive(slept)
