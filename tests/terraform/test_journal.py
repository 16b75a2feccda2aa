"""An apply that was cut off in the middle is told by the next run; one that ended is not."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.journal import Journal
from oci_assets.terraform.locks import boot_id
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.workspace import Workspace

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
STACK = 'resource "terraform_data" "a" {}\n'


def journal_of(runner: TerraformRunner, request: StackRequest) -> Journal:
    """The note of a request's stack."""
    return Workspace(runner.state_dir, request.stack).journal


def test_journal_lies_there_while_terraform_applies(
    odd_runner: OddRunner, make_stack: MakeStack, tmp_path: Path
) -> None:
    """The note names run and commit before Terraform's apply begins, and is gone after it."""
    request = make_stack(STACK, commit="c0ffee")
    runner = odd_runner("apply", f"cp $TF_DATA_DIR/../applying.json '{tmp_path}/copy'")
    assert runner.apply(request).outcome is Outcome.APPLIED
    note = json.loads((tmp_path / "copy").read_bytes())
    assert (note["run"], note["commit"], note["boot"]) == ("run-1", "c0ffee", boot_id())
    assert journal_of(runner, request).cut_off() is None


def test_journal_is_gone_after_a_failure_that_is_known(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """An apply that ends with an error was not cut off."""
    runner, request = odd_runner("apply", "exit 1"), make_stack(STACK)
    assert runner.apply(request).outcome is Outcome.FAILED
    assert journal_of(runner, request).cut_off() is None


@pytest.mark.parametrize("action", ["plan", "apply"])
def test_journal_of_a_cut_off_apply_is_told_once(
    runner: TerraformRunner, odd_runner: OddRunner, make_stack: MakeStack, action: str
) -> None:
    """After Terraform was killed the next run says so, in a line and in its hint, plans, and clears the note."""
    said: list[str] = []
    assert odd_runner("apply", "kill -9 $$").apply(make_stack(STACK, commit="c0ffee")).outcome is Outcome.UNKNOWN
    request = make_stack(STACK, run_id="run-2", on_line=said.append)
    result = getattr(runner, action)(request)
    assert result.outcome in {Outcome.CHANGES, Outcome.APPLIED}
    (told,) = [line for line in said if "was cut off in the middle (run run-1" in line]
    assert "commit c0ffee" in told
    assert result.hint == told
    assert runner.plan(request).hint is None


def test_journal_stays_until_a_plan_was_made(
    runner: TerraformRunner, odd_runner: OddRunner, make_stack: MakeStack
) -> None:
    """A run that cannot plan has found out nothing, so the note is still there for the next one."""
    odd_runner("apply", "kill -9 $$").apply(make_stack(STACK))
    assert odd_runner("plan", "exit 1").plan(make_stack(STACK)).outcome is Outcome.FAILED
    assert "cut off" in (runner.plan(make_stack(STACK)).hint or "")


def test_journal_that_cannot_be_written_stops_the_apply(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Nothing is applied without its note, and the error says what to do (fault 37)."""
    request = make_stack(STACK)
    file = journal_of(runner, request).file
    file.with_name(f".{file.name}.{os.getpid()}-{threading.get_ident()}.new").mkdir(parents=True)  # in its way
    result = runner.apply(request)
    assert result.outcome is Outcome.FAILED
    assert "is about to be applied" in (result.error or "")
    assert "nothing was applied: make " in (result.error or "")
    assert not (request.folder / "terraform.tfstate").exists()


def test_journal_that_cannot_be_read_still_tells(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Damage to the note is no reason to be silent."""
    request = make_stack(STACK)
    file = journal_of(runner, request).file
    file.parent.mkdir(parents=True)
    file.write_text("{")
    assert "cut off in the middle (its note cannot be read)" in (runner.plan(request).hint or "")
