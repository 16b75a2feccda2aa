"""When a reviewed plan is made anew and compared; guards, age, plans that are missing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from oci_assets.model import Counts, Outcome
from oci_assets.terraform.guard import GuardPolicy
from oci_assets.terraform.hook_commands import PolicyCommand
from oci_assets.terraform.plan_rules import Missing
from oci_assets.terraform.reviewed import REVIEWED_PLAN
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.saved_plan import SavedPlans
from oci_assets.terraform.workspace import Workspace
from tests.terraform.reviews import (
    SECOND,
    TEXT,
    MakeStack,
    commands_run,
    of_run,
    planned,
    reviewable,
    reviewed,
    said,
    saved_folder,
)
from tests.terraform.scripts import make_script

SECRET = 'variable "password" {\n  sensitive = true\n  default   = "hunter2-%s"\n}\n'
HOLDS_SECRET = SECRET + 'resource "terraform_data" "a" {\n  input = var.password\n}\n'


def test_fault_45_other_commit_same_changes(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The branch moved on without a change of meaning: planned anew and applied."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    (request.folder / "main.tf").write_text("# reformatted\n" + TEXT % "x")
    result = runner.apply(replace(reviewed(request), commit=SECOND))
    assert (result.outcome, result.counts) == (Outcome.APPLIED, Counts(created=1))
    assert "it is of commit aaaaaaaaaa, now it is bbbbbbbbbb" in said(result)
    assert "a file or variable that it reads has changed" in said(result)


def test_fault_45_other_changes(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The branch moved on to other values, another resource: stopped, the difference told without a value."""
    request = planned(runner, reviewable(make_stack(HOLDS_SECRET % 1)))
    (request.folder / "main.tf").write_text(
        HOLDS_SECRET % 2 + 'resource "terraform_data" "b" {\n  input = "unreviewed"\n}\n'
    )
    result = runner.apply(replace(reviewed(request), commit=SECOND))
    assert (result.outcome, result.counts, result.failure) == (Outcome.BLOCKED, Counts(), REVIEWED_PLAN)
    assert "terraform_data.a (create) has other values of input" in said(result)
    assert "terraform_data.b was not in the reviewed plan: create" in said(result)
    assert "next" not in said(result)
    assert "oci-assets apply --planned last toronto/network" in said(result)
    assert "hunter2" not in said(result)
    assert "terraform_data.b" in result.plan_text
    assert not (request.folder / "terraform.tfstate").exists()


def test_fault_45_too_old(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Beyond its maximum age the file is removed by the next run of the stack, and the plan is made anew."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    age(runner, "toronto/network", hours=30)
    kept = saved_folder(runner, request)
    runner.drift(of_run(request, "run-d"))
    assert [file.name for file in kept.iterdir()] == ["contract.json"]
    result = runner.apply(reviewed(request))
    assert result.outcome is Outcome.APPLIED
    assert "it is 30.0 hours old, allowed are 24" in said(result)


@pytest.mark.parametrize(("hours", "limit"), [(3, 2), (-1, 24)])
def test_fault_45_age_by_todays_settings(
    runner: TerraformRunner, make_stack: MakeStack, hours: float, limit: float
) -> None:
    """A limit that was lowered since counts, and a plan from the future counts as old (fault 50)."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    age(runner, "toronto/network", hours=hours)
    result = runner.apply(reviewed(request, max_age_seconds=limit * 3600))
    assert commands_run(runner, reviewed(request)) == ["plan", "apply"]
    assert "planned anew" in said(result)


def age(runner: TerraformRunner, stack: str, *, hours: float) -> None:
    """Make the kept plan of run-1 so many hours old."""
    saved = SavedPlans.of(Workspace(runner.state_dir, stack))
    contract = saved.get("run-1")
    assert contract is not None
    file, copy = saved.plan_file("run-1"), runner.state_dir / "copy"
    shutil.copyfile(file, copy)
    saved.put(replace(contract, created_at=datetime.now(timezone.utc) - timedelta(hours=hours)), copy)


def test_an_upstream_that_was_applied_since(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What an upstream's apply may have changed is not in the kept plan, so it is made anew."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    result = runner.apply(reviewed(request, upstream_moved=lambda _: "toronto/identity was applied since"))
    assert commands_run(runner, reviewed(request)) == ["plan", "apply"]
    assert "toronto/identity was applied since" in said(result)


def test_after_a_cut_off_apply(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """An apply that was cut off may have done anything: never the kept plan itself (fault 28)."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    Workspace(runner.state_dir, request.stack).journal.begin("run-0")
    result = runner.apply(reviewed(request))
    assert result.outcome is Outcome.APPLIED
    assert "the last apply was cut off" in said(result)
    assert commands_run(runner, reviewed(request)) == ["plan", "apply"]


def test_guards_look_at_a_kept_plan(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A review does not override a guard; a person who names the stack does (fault 46)."""
    request = reviewable(make_stack(TEXT % "x"), keep=True)
    runner.apply(of_run(request, "run-0"))
    make_stack("# nothing\n")
    request = planned(runner, replace(request, guards=GuardPolicy(max_destroys=0)))
    blocked = runner.apply(reviewed(request))
    assert (blocked.outcome, blocked.failure) == (Outcome.BLOCKED, None)
    assert "destroys 1 resource, allowed are 0" in said(blocked)
    result = runner.apply(replace(reviewed(request, "run-3"), allow_destroy=True))
    assert (result.outcome, len(result.overrides)) == (Outcome.APPLIED, 1)
    assert commands_run(runner, reviewed(request, "run-3")) == ["apply"]


def test_no_plan_in_that_run(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A stack that was not planned is blocked, or planned and applied where the caller says that it may be."""
    request = reviewable(make_stack(TEXT % "x"))
    no = Missing(may_plan=False, cause="run run-1 has not planned it", hint="plan it")
    result = runner.apply(reviewed(request, missing=lambda: no))
    assert (result.outcome, result.cause, result.hint) == (Outcome.BLOCKED, no.cause, no.hint)
    allowed = runner.apply(reviewed(request, "run-3", missing=lambda: replace(no, may_plan=True)))
    assert allowed.outcome is Outcome.APPLIED


def test_a_plan_without_changes_needs_no_file(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Of a quiet plan only the contract is kept; to apply it runs no plan."""
    request = reviewable(make_stack(TEXT % "x"))
    runner.apply(of_run(request, "run-0"))
    assert runner.plan(request).outcome is Outcome.NO_CHANGES
    assert [file.name for file in saved_folder(runner, request).iterdir()] == ["contract.json"]
    assert runner.apply(reviewed(request)).outcome is Outcome.NO_CHANGES
    assert commands_run(runner, reviewed(request)) == []
    make_stack(TEXT % "y")
    assert runner.apply(reviewed(request, "run-3")).outcome is Outcome.BLOCKED


def test_a_frozen_window_holds_for_kept_plans(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What holds before any apply holds before that of a kept plan."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    result = runner.apply(replace(reviewed(request), frozen=lambda: "until Monday"))
    assert (result.outcome, result.failure) == (Outcome.BLOCKED, None)
    assert "is frozen until Monday" in said(result)
    assert runner.apply(reviewed(request, "run-3")).outcome is Outcome.APPLIED


def test_a_policy_looks_at_kept_plans(runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """A policy sees the JSON of a kept plan, when that is reported again and when it is applied."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    script = make_script(tmp_path / "policy", 'if grep -q terraform_data.a "$1"; then exit 1; fi', name="policy")
    policy = PolicyCommand(f"{script} {{plan}}", 60.0, tmp_path)
    again = runner.plan(replace(of_run(request, "run-2", incremental=True), policy=policy))
    assert again.outcome is Outcome.BLOCKED
    assert runner.apply(replace(reviewed(request, "run-3"), policy=policy)).outcome is Outcome.BLOCKED
    assert not (request.folder / "terraform.tfstate").exists()


def test_fault_35_a_plan_that_failed_is_not_applied_again(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What an apply has begun may have happened: the same plan is made anew, and stopped where it is another one."""
    fails = '  provisioner "local-exec" {\n    command = "exit 3"\n  }\n}\n'
    request = planned(runner, reviewable(make_stack((TEXT % "x").removesuffix("}\n") + fails)))
    assert runner.apply(reviewed(request)).outcome in {Outcome.FAILED, Outcome.PARTIAL}
    assert not (saved_folder(runner, request) / "plan").exists()
    again = runner.apply(reviewed(request, "run-3"))
    assert (again.outcome, again.failure) == (Outcome.BLOCKED, REVIEWED_PLAN)
    assert commands_run(runner, reviewed(request, "run-3")) == ["plan"]
    assert "terraform_data.a was reviewed as create, planned is replace" in said(again)
