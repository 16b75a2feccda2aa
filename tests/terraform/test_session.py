"""One stack's commands: numbered logs, retries, and how each ending is told. Terraform is the real one or a script."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.failures import FailureKind
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.request import StackRequest, Timeouts
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.session import Session

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
STACK = 'resource "terraform_data" "a" {}\n'
# Fails like a registry that is not there while there are lines in the file, one of which it takes away.
FLAKY = """if [ -s '{file}' ]; then
  sed -i 1d '{file}'
  printf '\\nError: Failed to query\\n\\ncould not connect: connection reset by peer\\n' >&2
  exit 1
fi"""


def failing(tmp_path: Path, times: int) -> str:
    """The lines of a command that fails so often before it works."""
    file = tmp_path / "failures"
    file.write_text("x\n" * times)
    return FLAKY.format(file=file)


def stopped_at_start(make_stack: MakeStack) -> StackRequest:
    """A run that is stopped when its Terraform says that it has started."""
    stop = threading.Event()

    def on_line(line: str) -> None:
        if line == "started":
            stop.set()

    return make_stack(STACK, stop=stop, on_line=on_line)


def session_of(runner: TerraformRunner, request: StackRequest) -> Session:
    """The session of a run."""
    return runner._session(request)


@pytest.mark.parametrize("phase", ["init", "plan", "show"])
def test_retrying_what_passes(odd_runner: OddRunner, make_stack: MakeStack, tmp_path: Path, phase: str) -> None:
    """A transient failure of any command that only looks is tried again, and told, and counted."""
    said: list[str] = []
    request = make_stack(STACK, retries=1, on_line=said.append)
    result = odd_runner(phase, failing(tmp_path, 1)).plan(request)
    assert (result.outcome, result.attempts, result.error) == (Outcome.CHANGES, 2, None)
    (told,) = [line for line in said if "trying again in" in line]
    assert told.startswith(f"{phase} of toronto/network failed: Failed to query")


def test_retrying_ends_after_the_last_try(odd_runner: OddRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """One try more than `retries`, and then the error of the last one with the hint."""
    result = odd_runner("plan", failing(tmp_path, 9)).plan(make_stack(STACK, retries=1))
    assert (result.outcome, result.attempts) == (Outcome.FAILED, 2)
    assert "connection reset by peer" in (result.error or "")
    assert "run again" in (result.hint or "")
    assert (tmp_path / "failures").read_text() == "x\n" * 7


def test_retrying_leaves_lasting_failures_alone(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """A mistake in the configuration is not tried again."""
    result = odd_runner("none", ":").plan(make_stack("resource {\n", retries=3))
    assert (result.outcome, result.attempts) == (Outcome.FAILED, 1)


def test_run_numbers_its_logs(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Logs stand in the order of the commands; a second session of the same run goes on counting."""
    request = make_stack(STACK)
    runner.plan(request)
    runner.apply(request)
    logs = sorted(file.name for file in session_of(runner, request).workspace.log_dir("run-1").glob("*.log"))
    assert logs == ["01-init.log", "02-plan.log", "03-plan.log", "04-apply.log"]


def test_run_tells_the_signal_from_outside(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """Terraform that somebody kills during apply leaves nobody who knows; during plan nothing is lost."""
    applied = odd_runner("apply", "kill -9 $$").apply(make_stack(STACK))
    assert applied.outcome is Outcome.UNKNOWN
    assert "ended by SIGKILL from outside" in (applied.error or "")
    assert "look at a plan before the next apply" in (applied.hint or "")
    planned = odd_runner("plan", "kill -9 $$").plan(make_stack(STACK))
    assert planned.outcome is Outcome.FAILED
    assert "nothing was changed" in (planned.hint or "")


def test_run_killed_by_others_while_it_stops_is_lost(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """Asked to stop, and then ended by somebody else's SIGKILL: nobody knows what was done."""
    runner = odd_runner("apply", "trap 'kill -9 $$' INT; echo started; while :; do sleep 0.05; done")
    assert runner.apply(stopped_at_start(make_stack)).outcome is Outcome.UNKNOWN


def test_run_early_interrupt_loses_nothing(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """Ended by our own SIGINT before Terraform had a handler for it: nothing had begun."""
    result = odd_runner("apply", "echo started; exec sleep 60").apply(stopped_at_start(make_stack))
    assert (result.outcome, result.cause) == (Outcome.FAILED, "interrupted")
    assert "terraform stopped in order" in (result.error or "")


@pytest.mark.parametrize(
    ("phase", "setting"), [("init", "terraform.init_timeout_minutes"), ("plan", "timeout_minutes for this stack")]
)
def test_run_timeout_names_its_setting(odd_runner: OddRunner, make_stack: MakeStack, phase: str, setting: str) -> None:
    """Each command has a time limit; the hint names the setting that holds it."""
    request = make_stack(STACK, timeouts=Timeouts(**{f"{phase}_seconds": 0.5}))
    result = odd_runner(phase, "exec sleep 60").plan(request)
    assert f"{phase} of toronto/network timed out after 0.00833 minutes" in (result.error or "")
    assert result.hint == f"raise {setting} in oci-assets.yaml, or run it again"


def test_run_show_that_fails_keeps_the_plan_to_itself(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """What `show` printed before it failed holds secrets in clear, so it is no error text (fault 59)."""
    result = odd_runner("show", "echo '{\"canary-7\": 1'; exit 1").plan(make_stack(STACK))
    assert result.outcome is Outcome.FAILED
    assert "show of toronto/network failed: terraform printed no error" in (result.error or "")
    assert "canary-7" not in repr(result)


def test_run_after_a_stop_starts_nothing(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A session that was stopped refuses the next command."""
    session = session_of(runner, make_stack(STACK))
    session.request.stop.set()
    with pytest.raises(PhaseError, match="plan of toronto/network was interrupted before it started") as caught:
        session.run("plan", ["plan"])
    assert (caught.value.failure.kind, caught.value.lost) == (FailureKind.INTERRUPTED, False)


def test_run_unexpected_exit_code(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """Exit code 2 is an error where it was not expected."""
    session = session_of(odd_runner("plan", "exit 2"), make_stack(STACK))
    assert session.run("plan", ["plan"], expected=(0, 2)).returncode == 2
    with pytest.raises(PhaseError, match="plan of toronto/network failed: terraform printed no error"):
        session.run("plan", ["plan"])


def test_run_answers_no_question(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """Neither standard input nor a terminal is there to wait for."""
    lines = "read answer || echo no input; (: </dev/tty) 2>/dev/null || echo no terminal; exit 0"
    session = session_of(odd_runner("plan", lines), make_stack(STACK))
    assert session.run("plan", ["plan"]).log_file.read_text() == "no input\nno terminal\n"
