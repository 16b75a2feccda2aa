"""A drift check on real Terraform: an apply that comes between must neither look like drift nor hold it up for ever."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from oci_assets.drift import DriftKind, DriftStatus
from oci_assets.drift_rules import IgnoreRule, rules_in_force
from oci_assets.model import Counts, Outcome
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.drift_request import DriftRequest
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.workspace import Workspace

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
ONE = 'resource "terraform_data" "a" {\n  input = "one"\n}\n'
TWO = ONE + 'resource "terraform_data" "b" {\n  input = "two"\n}\noutput "b" {\n  value = "x"\n}\n'


def plan_then(binary: Binary, lines: str) -> str:
    """Shell that plans and then does something, with the plan's own exit code."""
    return f'{" ".join(binary.argv_prefix)} "$@"; code=$?\n{lines}\nexit $code'


BUMP = "sed -i 's/\"serial\": [0-9]*/\"serial\": '$(date +%N | sed 's/^0*//')'/' terraform.tfstate"


def test_what_is_found(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Clean says so; a difference has its kind, and what a rule passes over makes the stack clean again."""
    each_runner.apply(make_stack(ONE))
    clean = each_runner.drift(make_stack(ONE))
    assert clean.found is not None
    assert (clean.outcome, clean.found.status, clean.found.counts) == (Outcome.NO_CHANGES, DriftStatus.CLEAN, {})
    request = make_stack(TWO)
    found = each_runner.drift(request)
    assert found.found is not None
    assert found.found.status is DriftStatus.DRIFTED
    assert found.found.counts == {DriftKind.DRIFT: 1, DriftKind.OUTPUT_ONLY: 1}
    assert (found.outcome, found.counts) == (Outcome.CHANGES, Counts(created=1, drifted=2))
    rules = rules_in_force([IgnoreRule("r", address="*b")], "toronto/network", date(2026, 1, 1))
    passed = each_runner.drift(replace(request, drift=DriftRequest(rules=rules)))
    assert passed.found is not None
    assert (passed.outcome, passed.counts, passed.changes) == (Outcome.NO_CHANGES, Counts(), ())
    assert (passed.found.status, passed.found.ignored_count) == (DriftStatus.CLEAN, 2)


def test_what_is_due_is_pending(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The caller knows why an apply is due; then what is planned is no drift."""
    runner.apply(make_stack(ONE))
    result = runner.drift(make_stack(TWO, drift=DriftRequest(pending_cause=lambda: "never applied")))
    assert result.found is not None
    assert (result.found.status, result.found.counts) == (DriftStatus.PENDING, {DriftKind.PENDING: 1})
    assert result.outcome is Outcome.CHANGES


def test_state_written_meanwhile_is_unknown(
    odd_runner: OddRunner, binary: Binary, runner: TerraformRunner, make_stack: MakeStack
) -> None:
    """Each time: nothing is known, and that is what is said."""
    runner.apply(make_stack(ONE))
    result = odd_runner("plan", plan_then(binary, BUMP)).drift(make_stack(TWO))
    assert result.outcome is Outcome.UNKNOWN
    assert "the state of toronto/network was written to" in (result.error or "")


def test_state_written_once_is_planned_again(
    odd_runner: OddRunner, binary: Binary, runner: TerraformRunner, make_stack: MakeStack
) -> None:
    """The second look counts."""
    said: list[str] = []
    runner.apply(make_stack(ONE))
    once = f"if [ ! -e seen ]; then touch seen\n{BUMP}\nfi"
    result = odd_runner("plan", plan_then(binary, once)).drift(make_stack(TWO, on_line=said.append))
    assert result.outcome is Outcome.CHANGES
    assert "the state of toronto/network was written to: looking again" in said


def test_clean_needs_no_second_look(
    odd_runner: OddRunner, binary: Binary, runner: TerraformRunner, make_stack: MakeStack
) -> None:
    """What was as it should be was so, whatever was written since."""
    runner.apply(make_stack(ONE))
    assert odd_runner("plan", plan_then(binary, BUMP)).drift(make_stack(ONE)).outcome is Outcome.NO_CHANGES


def test_apply_that_begins_meanwhile_is_waited_for(
    odd_runner: OddRunner, binary: Binary, runner: TerraformRunner, make_stack: MakeStack
) -> None:
    """Its note appears while the check plans and goes when it is done; then the check looks again."""
    said: list[str] = []
    request = make_stack(TWO, on_line=said.append, lock_timeout_seconds=20)
    runner.apply(make_stack(ONE))
    make_stack(TWO)
    note = Workspace(runner.state_dir, request.stack).journal.file
    begins = f"if [ ! -e seen ]; then touch seen; echo {{}} > {note}; fi"

    def on_line(line: str) -> None:
        said.append(line)
        if "an apply of toronto/network is going on" in line:
            threading.Timer(0.5, note.unlink).start()  # it ends while it is waited for

    result = odd_runner("plan", plan_then(binary, begins)).drift(replace(request, on_line=on_line))
    assert result.outcome is Outcome.CHANGES
    assert "an apply of toronto/network is going on: looking again" in said
    assert not note.exists()


def test_apply_elsewhere_is_unknown(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """One that the history knows of, on another machine, that does not end meanwhile."""
    runner.apply(make_stack(ONE))
    asked = DriftRequest(applying=lambda: "run 1234 is applying toronto/network")
    result = runner.drift(make_stack(TWO, drift=asked))
    assert result.outcome is Outcome.UNKNOWN
    assert "run 1234 is applying toronto/network" in (result.error or "")


def test_cut_off_apply_explains_what_is_planned(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What an apply that was killed left to do is pending, however often it is looked at."""
    runner.apply(make_stack(ONE))
    request = make_stack(TWO)
    Workspace(runner.state_dir, request.stack).journal.begin("run-0", "c" * 40)
    for _ in range(2):
        result = runner.drift(request)
        assert result.found is not None
        assert (result.outcome, result.found.status) == (Outcome.CHANGES, DriftStatus.PENDING)
        assert "cut off" in result.found.resources[0].cause


def test_check_does_not_hold_an_apply_up(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """An apply that starts while the check plans ends well, and waits for nothing."""
    runner.apply(make_stack(ONE))
    request = make_stack(TWO, lock_timeout_seconds=0)
    inside: list[Outcome] = []

    def on_line(line: str) -> None:
        if "will perform the following actions" in line and not inside:
            inside.append(runner.apply(replace(request, run_id="run-2", on_line=None)).outcome)

    runner.drift(replace(request, on_line=on_line))
    assert inside == [Outcome.APPLIED]


@pytest.mark.parametrize("secret", ["canary-in-a-name"])
def test_names_of_resources_are_redacted(runner: TerraformRunner, make_stack: MakeStack, secret: str) -> None:
    """Keys of `for_each` may hold anything."""
    text = f'resource "terraform_data" "a" {{\n  for_each = toset(["{secret}"])\n  input = each.key\n}}\n'
    result = runner.drift(make_stack(text, secrets=frozenset({secret})))
    assert result.found is not None
    assert result.found.resources
    assert secret not in repr(result.found)
    assert secret not in json.dumps([change.address for change in result.changes])


def test_apply_tells_its_providers(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """As the lock file names them that init has left; Terraform's own needs none."""
    request = make_stack(ONE)
    lock = 'provider "registry.terraform.io/oracle/oci" {\\n  version = "6.2.0"\\n}\\n'
    runner = odd_runner("apply", f"printf '{lock}' > .terraform.lock.hcl")
    assert runner.apply(request).providers == ("registry.terraform.io/oracle/oci 6.2.0",)
