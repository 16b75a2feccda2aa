"""Frozen windows and tainted resources on real Terraform: what blocks, what goes on, what is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from oci_assets.model import Outcome
from oci_assets.terraform.guard import GuardPolicy
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]
PLAIN = 'resource "terraform_data" "main" {\n  input = "one"\n}\n'
WINDOW = "from fri 16:00 to mon 08:00 (UTC): weekend"


def test_fault_46_frozen_blocks_apply_before_anything_runs(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """When, why and what next are told; no Terraform was started. Other overrides do not help."""
    request = make_stack(PLAIN, frozen=lambda: WINDOW, allow_destroy=True, allow_policy=True)
    result = runner.apply(request)
    assert result.outcome is Outcome.BLOCKED
    assert result.cause == f"apply of toronto/network is blocked: it is frozen {WINDOW}"
    assert result.hint == "wait until it is over; what cannot wait goes on with --allow-frozen toronto/network"
    assert list((runner.state_dir / "stacks").glob("*/logs/*/*.log")) == []


def test_fault_46_frozen_lets_plan_and_drift_go_on(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """They only look; the plan says what an apply would run into."""
    request = make_stack(PLAIN, frozen=lambda: WINDOW)
    planned = runner.plan(request)
    assert (planned.outcome, planned.hint) == (Outcome.CHANGES, f"apply will be blocked: it is frozen {WINDOW}")
    assert runner.drift(request).outcome is Outcome.CHANGES


def test_fault_46_frozen_is_overridden_by_name(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The apply goes on, and the window is on its record."""
    result = runner.apply(make_stack(PLAIN, frozen=lambda: WINDOW, allow_frozen=True))
    assert result.outcome is Outcome.APPLIED
    assert [(each.guard, each.message) for each in result.overrides] == [("frozen", f"is frozen {WINDOW}")]


def test_fault_46_window_that_begins_while_planning(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """It is asked again just before the apply starts, so the plan is made and not applied."""
    answers = iter([None, WINDOW])
    request = make_stack(PLAIN, frozen=lambda: next(answers))
    result = runner.apply(request)
    assert (result.outcome, "terraform_data.main" in result.plan_text) == (Outcome.BLOCKED, True)
    assert not (request.folder / "terraform.tfstate").exists()


def test_fault_46_tainted_says_so_and_what_to_do(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A replacement that only a taint asks for is told apart, with the command that keeps the resource."""
    broken = (
        'resource "terraform_data" "main" {\n  for_each = toset(["it\'s"])\n'
        '  provisioner "local-exec" {\n    command = "exit 1"\n  }\n}\n'
    )
    assert runner.apply(make_stack(broken)).outcome in {Outcome.PARTIAL, Outcome.FAILED}
    request = make_stack(
        'resource "terraform_data" "main" {\n  for_each = toset(["it\'s"])\n}\n', guards=GuardPolicy(max_destroys=0)
    )
    blocked = runner.apply(request)
    assert blocked.outcome is Outcome.BLOCKED
    assert 'terraform_data.main["it\'s"] (replace, as it is tainted)' in (blocked.cause or "")
    hint = blocked.hint or ""
    assert "is marked as tainted, since an apply failed while making it" in hint
    assert """ terraform untaint 'terraform_data.main["it'"'"'s"]'` in the stack's folder keeps it""" in hint
    assert "`TF_DATA_DIR=" in hint
    assert hint.endswith("look at the plan; if this is meant, run it again with --allow-destroy toronto/network")
    assert runner.apply(replace(request, allow_destroy=True)).outcome is Outcome.APPLIED
