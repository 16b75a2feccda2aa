"""What was reviewed is what is applied: the kept plan as it is while nothing has moved, else only the same changes."""

from __future__ import annotations

import json
import shutil
import stat
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from oci_assets.model import Counts, Outcome
from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.guard import GuardPolicy
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

SECRET = 'variable "password" {\n  sensitive = true\n  default   = "hunter2-%s"\n}\n'
HOLDS_SECRET = SECRET + 'resource "terraform_data" "a" {\n  input = var.password\n}\n'


def test_the_reviewed_plan_itself_is_applied(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Nothing has moved: the kept plan is applied without planning again, and its file is gone afterwards."""
    request = planned(each_runner, reviewable(make_stack(TEXT % "x")))
    kept = saved_folder(each_runner, request)
    assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in kept.iterdir()} == {
        "plan": 0o600,
        "contract.json": 0o600,
    }
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    result = each_runner.apply(reviewed(request))
    assert (result.outcome, result.counts, result.hint) == (Outcome.APPLIED, Counts(created=1), None)
    assert commands_run(each_runner, reviewed(request)) == ["apply"]
    assert "terraform_data.a" in result.plan_text
    assert not (kept / "plan").exists()


def test_a_plan_that_has_served_is_not_applied_again(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A second apply of the same review finds nothing left; what came since is none of it (fault 35)."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    runner.apply(reviewed(request))
    again = runner.apply(reviewed(request, "run-3"))
    assert (again.outcome, again.hint) == (Outcome.NO_CHANGES, "nothing is left to do of the plan of run run-1")
    make_stack(TEXT % "y")
    more = runner.apply(reviewed(request, "run-4"))
    assert (more.outcome, more.failure) == (Outcome.BLOCKED, REVIEWED_PLAN)


def test_fault_44_stale_other_changes(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Somebody else wrote to the state since, so that more would happen than was reviewed: stopped."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    runner.apply(replace(make_stack('output "o" {\n  value = 1\n}\n'), run_id="other"))
    make_stack(TEXT % "x")
    result = runner.apply(reviewed(request))
    assert result.outcome is Outcome.BLOCKED
    assert "output.o was not in the reviewed plan: delete" in said(result)


def test_fault_44_stale_serial(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A serial that moved while the changes stayed the same: planned anew, said, applied."""
    request = reviewable(make_stack(TEXT % "x"))
    runner.apply(of_run(request, "run-0"))
    make_stack(TEXT % "y")
    planned(runner, request)
    state = request.folder / "terraform.tfstate"
    content = json.loads(state.read_text())
    state.write_text(json.dumps({**content, "serial": content["serial"] + 5}))
    result = runner.apply(reviewed(request))
    assert (result.outcome, result.counts) == (Outcome.APPLIED, Counts(changed=1))
    assert "planned anew, with the same changes as in run run-1: the state has changed since (serial " in said(result)
    assert commands_run(runner, reviewed(request)) == ["plan", "apply"]


def test_fault_44_another_state(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Another lineage is another state, whatever its serial."""
    request = reviewable(make_stack(TEXT % "x"))
    runner.apply(of_run(request, "run-0"))
    make_stack(TEXT % "y")
    planned(runner, request)
    state = request.folder / "terraform.tfstate"
    state.write_text(json.dumps({**json.loads(state.read_text()), "lineage": "00000000-0000-0000-0000-000000000000"}))
    assert "the state is another one" in said(runner.apply(reviewed(request)))


def test_fault_44_other_service(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A plan that was put in the place of another stack's is refused, and so is its file alone."""
    network = planned(runner, reviewable(make_stack(TEXT % "x")))
    compute = planned(runner, reviewable(make_stack(TEXT % "of compute", name="toronto/compute")))
    ours, theirs = saved_folder(runner, network), saved_folder(runner, compute)
    shutil.copyfile(theirs / "plan", ours / "plan")
    (ours / "plan").chmod(0o600)
    shutil.copytree(ours, saved_folder(runner, network, "run-9"))
    shutil.rmtree(theirs)
    shutil.copytree(ours, theirs)
    refused = runner.apply(reviewed(compute))
    assert refused.outcome is Outcome.BLOCKED
    assert not (compute.folder / "terraform.tfstate").exists()
    assert "is one of toronto/network in run run-1, so what was reviewed is not known" in said(refused)
    result = runner.apply(reviewed(network))
    assert result.outcome is Outcome.APPLIED
    assert "its file was cut short or changed since" in said(result)
    assert '"x"' in (network.folder / "terraform.tfstate").read_text()


@pytest.mark.parametrize("kept_bytes", [0, 200])
def test_fault_44_cut_short(runner: TerraformRunner, make_stack: MakeStack, kept_bytes: int) -> None:
    """A plan file that was cut short is never given to Terraform: planned anew and compared."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    file = saved_folder(runner, request) / "plan"
    file.write_bytes(file.read_bytes()[:kept_bytes])
    result = runner.apply(reviewed(request))
    assert (result.outcome, result.counts) == (Outcome.APPLIED, Counts(created=1))
    assert "its file was cut short or changed since" in said(result)


def test_fault_44_contract_tampered(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Whoever changes plan and contract so that they fit each other is still refused."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    contract = saved_folder(runner, request) / "contract.json"
    content = json.loads(contract.read_text())
    content["content"]["meaning"] = {}
    contract.write_text(json.dumps(content))
    result = runner.apply(reviewed(request))
    assert (result.outcome, result.failure) == (Outcome.BLOCKED, REVIEWED_PLAN)
    assert "was changed after it was written" in said(result)
    assert "oci-assets plan toronto/network" in said(result)


@pytest.mark.parametrize("content", [b"", b'{"content": {', b"[]", None])
def test_fault_44_contract_unreadable(runner: TerraformRunner, make_stack: MakeStack, content: bytes | None) -> None:
    """A contract that is empty, cut short, no contract or gone: nothing is applied."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    contract = saved_folder(runner, request) / "contract.json"
    contract.unlink() if content is None else contract.write_bytes(content)
    assert runner.apply(reviewed(request)).outcome is Outcome.BLOCKED
    assert not (request.folder / "terraform.tfstate").exists()


def test_fault_44_other_terraform(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A plan of another Terraform is made anew by the one that applies."""
    other = TerraformRunner(find_terraform("embedded"), runner.state_dir)
    assert other.binary.version != runner.binary.version
    request = planned(other, reviewable(make_stack(TEXT % "x")))
    result = runner.apply(reviewed(request))
    assert result.outcome is Outcome.APPLIED
    assert f"made by embedded {other.binary.version}, now it is terraform {runner.binary.version}" in said(result)


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


def test_variables_count(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Another value of a `TF_VAR_` variable is another plan."""
    text = 'variable "v" {}\n' + TEXT % "${var.v}"
    one, two = (
        TerraformRunner(runner.binary, runner.state_dir, environ={"PATH": "/bin", "TF_VAR_v": value})
        for value in ("first-secret", "second-secret")
    )
    request = planned(one, reviewable(make_stack(text)))
    result = two.apply(reviewed(request))
    assert result.outcome is Outcome.BLOCKED
    assert "terraform_data.a (create) has other values of input" in said(result)


def test_sensitive_values_are_not_in_the_contract(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What Terraform masks is only in the plan file (fault 59)."""
    request = planned(runner, reviewable(make_stack(HOLDS_SECRET % 1)))
    assert b"hunter2" not in (saved_folder(runner, request) / "contract.json").read_bytes()


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


def test_files_of_kept_plans_go_after_any_apply(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """An apply without a review makes the kept plans of the stack stale, so their files go."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    runner.apply(of_run(request, "run-2"))
    assert [file.name for file in saved_folder(runner, request).iterdir()] == ["contract.json"]
    assert runner.apply(reviewed(request, "run-3")).outcome is Outcome.NO_CHANGES


def test_so_many_runs_are_kept(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The oldest go."""
    request = reviewable(make_stack(TEXT % "x"))
    for number in range(12):
        runner.plan(of_run(request, f"run-{number}"))
    kept = saved_folder(runner, request).parent
    assert len(list(kept.iterdir())) == 10
    assert not saved_folder(runner, request, "run-0").exists()


def test_plans_are_not_kept_when_told_so(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """`plans.keep: false` leaves nothing behind."""
    request = planned(runner, reviewable(make_stack(TEXT % "x"), keep=False))
    assert not saved_folder(runner, request).exists()


def test_inputs_that_change_while_planning(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Nobody knows which of the two was planned, so the plan is not kept, and says so."""
    request = make_stack(TEXT % "x")
    answers = iter(["one", "two"])
    request = reviewable(request)
    result = runner.plan(of_run(request, "run-1", inputs=lambda: next(answers)))
    assert result.outcome is Outcome.CHANGES
    assert "files have changed while it was planned" in (result.hint or "")
    assert not saved_folder(runner, request).exists()
