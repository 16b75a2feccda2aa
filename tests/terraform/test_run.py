"""Whole runs of one stack, with every real Terraform of this machine."""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Callable
from pathlib import Path

from oci_assets.model import Counts, Outcome, ResourceChange
from oci_assets.terraform.guard import GuardPolicy
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]

FIRST = """
resource "terraform_data" "same" {}
resource "terraform_data" "changed" { input = "1" }
resource "terraform_data" "replaced" { triggers_replace = "1" }
resource "terraform_data" "gone" {}
"""
SECOND = """
resource "terraform_data" "same" {}
resource "terraform_data" "changed" { input = "2" }
resource "terraform_data" "replaced" { triggers_replace = "2" }
resource "terraform_data" "new" {}
"""
MIXED = Counts(created=2, changed=1, destroyed=2, replaced=1)
SECRET = (
    'variable "p" {\n  default   = "canary-7"\n  sensitive = true\n}\nresource "terraform_data" "a" { input = var.p }\n'
)


def addresses(request: StackRequest) -> set[str]:
    """What the stack's local state holds."""
    state = json.loads((request.folder / "terraform.tfstate").read_text())
    return {f"{each['type']}.{each['name']}" for each in state["resources"]}


def test_apply_then_change_then_nothing(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Created, changed, destroyed, replaced are counted as done; the same configuration again is no change."""
    first = each_runner.apply(make_stack(FIRST))
    assert (first.outcome, first.counts) == (Outcome.APPLIED, Counts(created=4))
    assert (first.error, first.attempts, first.terraform_version) == (None, 1, each_runner.binary.version)
    assert 0 < first.duration_seconds < 60
    request = make_stack(SECOND)
    planned = each_runner.plan(request)
    assert (planned.outcome, planned.counts) == (Outcome.CHANGES, MIXED)
    assert set(planned.changes) == {
        ResourceChange("terraform_data.changed", "terraform_data", "update"),
        ResourceChange("terraform_data.replaced", "terraform_data", "replace"),
        ResourceChange("terraform_data.gone", "terraform_data", "delete"),
        ResourceChange("terraform_data.new", "terraform_data", "create"),
    }
    assert re.search(r"Plan: 2 to add, 1 to change, 2 to destroy\.$", planned.plan_text)
    second = each_runner.apply(request)
    assert (second.outcome, second.counts) == (Outcome.APPLIED, MIXED)
    for again in (each_runner.apply(request), each_runner.plan(request), each_runner.drift(request)):
        assert (again.outcome, again.counts, again.changes) == (Outcome.NO_CHANGES, Counts(), ())


def test_apply_streams_lines_for_people(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Init, plan and apply are told line by line, no JSON among them."""
    said: list[str] = []
    each_runner.apply(make_stack(FIRST, on_line=said.append))
    text = "\n".join(said)
    assert "successfully initialized" in text
    assert "terraform_data.same will be created" in text
    assert "terraform_data.same: Creation complete" in text
    assert "Apply complete! Resources: 4 added, 0 changed, 0 destroyed." in text
    assert '{"@' not in text


def test_apply_outputs_and_moves_alone(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A new output or a moved resource is applied although no resource changes."""
    each_runner.apply(make_stack(FIRST))
    moved = (
        FIRST.replace('"same"', '"kept"') + "moved {\n  from = terraform_data.same\n  to   = terraform_data.kept\n}\n"
    )
    result = each_runner.apply(make_stack(moved))
    assert (result.outcome, result.counts) == (Outcome.APPLIED, Counts())
    request = make_stack(moved + 'output "o" { value = 1 }\n')
    assert each_runner.apply(request).outcome is Outcome.APPLIED
    assert each_runner.apply(request).outcome is Outcome.NO_CHANGES
    assert "terraform_data.kept" in addresses(request)


def test_apply_failing_half_way_is_partial(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What was done is counted and named, the error is Terraform's, and the next run does the rest."""
    text = (
        'resource "terraform_data" "a" {}\n'
        'resource "terraform_data" "b" {\n  depends_on = [terraform_data.a]\n'
        '  provisioner "local-exec" { command = "%s" }\n}\n'
        'resource "terraform_data" "c" { depends_on = [terraform_data.b] }\n'
    )
    result = each_runner.apply(make_stack(text % "echo no such shape >&2; exit 3"))
    assert (result.outcome, result.counts) == (Outcome.PARTIAL, Counts(created=1))
    assert result.changes == (ResourceChange("terraform_data.a", "terraform_data", "create"),)
    assert "apply of toronto/network failed" in (result.error or "")
    assert "exit status 3" in (result.error or "")
    assert (result.error or "").endswith("done before that: terraform_data.a; half made: terraform_data.b")
    again = each_runner.apply(make_stack(text % "true"))
    assert (again.outcome, again.counts) == (Outcome.APPLIED, Counts(created=2, destroyed=1, replaced=1))


def test_apply_failing_in_its_first_provisioner_is_partial(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Nothing is done, but something is half made: it is in the state, tainted, and goes with the next apply."""
    result = each_runner.apply(
        make_stack('resource "terraform_data" "b" {\n  provisioner "local-exec" { command = "exit 3" }\n}\n')
    )
    assert (result.outcome, result.counts, result.changes) == (Outcome.PARTIAL, Counts(), ())
    assert (result.error or "").endswith("half made: terraform_data.b")
    assert "tainted" in (result.hint or "")


def test_apply_blocked_by_guard(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """More destroys than allowed: Terraform's apply does not start; a named override lets it and is recorded."""
    each_runner.apply(make_stack(FIRST))
    guards = GuardPolicy(max_destroys=0, protected_types=("terraform_*",))
    request = make_stack(SECOND, guards=guards)
    hint = each_runner.plan(request).hint or ""
    assert "apply will be blocked" in hint
    result = each_runner.apply(request)
    assert (result.outcome, result.counts, result.error) == (Outcome.BLOCKED, Counts(), None)
    assert "terraform_data.gone (delete)" in (result.cause or "")
    assert "--allow-destroy toronto/network" in (result.hint or "")
    assert "terraform_data.gone" in addresses(request)
    allowed = each_runner.apply(make_stack(SECOND, guards=guards, allow_destroy=True))
    assert allowed.outcome is Outcome.APPLIED
    assert [override.guard for override in allowed.overrides] == ["max_destroys", "protected_types"]


def test_drift_sees_what_is_missing(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A resource that was taken out of the state is a difference."""
    request = make_stack(FIRST)
    each_runner.apply(request)
    file = request.folder / "terraform.tfstate"
    state = json.loads(file.read_text())
    state["resources"] = [each for each in state["resources"] if each["name"] != "gone"]
    file.write_text(json.dumps(state))
    result = each_runner.drift(request)
    assert (result.outcome, result.counts) == (Outcome.CHANGES, Counts(created=1, drifted=1))


def test_drift_check_that_fails_is_unknown(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A check that could not look never reads as no drift (fault 57)."""
    result = each_runner.drift(make_stack("resource {"))
    assert result.outcome is Outcome.UNKNOWN
    assert result.error


def test_drift_takes_no_lock(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A check runs while somebody holds the state's lock."""
    request = make_stack(FIRST, lock_timeout_seconds=0)
    runner.apply(request)
    with (request.folder / "terraform.tfstate").open("a+") as state:
        fcntl.lockf(state, fcntl.LOCK_EX)
        assert runner.drift(request).outcome is Outcome.NO_CHANGES


def test_apply_locked_state_names_holder(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A local state that somebody else holds: who, since when, and that they live, as such a lock dies with them."""
    request = make_stack(FIRST, lock_timeout_seconds=1)
    info = {"ID": "7c0ffee", "Path": "terraform.tfstate", "Who": "ann@laptop", "Created": "2025-01-02T03:04:05Z"}
    (request.folder / ".terraform.tfstate.lock.info").write_text(json.dumps(info))
    with (request.folder / "terraform.tfstate").open("a+") as state:
        fcntl.lockf(state, fcntl.LOCK_EX)
        result = each_runner.apply(request)
    assert result.outcome is Outcome.FAILED
    assert "locked by ann@laptop since 2025-01-02" in (result.error or "")
    assert "that process is alive" in (result.error or "")
    assert result.hint == "let it finish, then run this again"


def test_apply_waits_for_our_own_lock(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Another run of ours on the same stack is named after the budget (fault 24)."""
    request = make_stack(FIRST, lock_timeout_seconds=0)
    runner.apply(request)
    session = runner._session(request)
    with session.workspace.state_lock("run-other", budget_seconds=0):
        result = runner.apply(request)
    assert result.outcome is Outcome.FAILED
    assert "locked by run run-other" in (result.error or "")


def test_plan_reads_remote_state_and_var_files(
    each_runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path
) -> None:
    """A neighbour's local state is found relative to the folder, and var files are read."""
    each_runner.apply(make_stack('output "vcn" { value = "vcn-1" }\n'))
    variables = tmp_path / "common vars.tfvars"
    variables.write_text('size = "large"\n')
    result = each_runner.plan(
        make_stack(
            'variable "size" {}\ndata "terraform_remote_state" "n" {\n  backend = "local"\n'
            '  config  = { path = "../network/terraform.tfstate" }\n}\n'
            'resource "terraform_data" "i" { input = "${data.terraform_remote_state.n.outputs.vcn} ${var.size}" }\n',
            name="toronto/compute",
            var_files=(variables,),
        )
    )
    assert (result.outcome, result.counts) == (Outcome.CHANGES, Counts(created=1))
    assert "vcn-1 large" in result.plan_text


def test_runs_leave_the_checkout_clean(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """No .terraform folder and no plan file in the stack's folder, and no plan file in the state directory."""
    request = make_stack(FIRST)
    each_runner.apply(request)
    assert {file.name for file in request.folder.iterdir()} == {"main.tf", "terraform.tfstate"}
    assert not [file for file in each_runner.state_dir.rglob("*plan*") if file.is_file() and ".log" not in file.name]


def test_secret_stays_in_the_state(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A sensitive value is in no result, no line and no file that we keep (fault 59)."""
    said: list[str] = []
    request = make_stack(SECRET, on_line=said.append)
    results = [each_runner.plan(request), each_runner.apply(request), each_runner.drift(request)]
    kept = [file.read_text(errors="replace") for file in each_runner.state_dir.rglob("*") if file.is_file()]
    assert "canary-7" in (request.folder / "terraform.tfstate").read_text()
    assert not [text for text in [repr(results), *said, *kept] if "canary-7" in text]


def test_plan_large_output_is_bounded(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The kept text of a large plan has beginning and end, the counts are exact."""
    result = runner.plan(make_stack('resource "terraform_data" "a" {\n  count = 2000\n  input = "x"\n}\n'))
    assert result.counts == Counts(created=2000)
    assert 30_000 < len(result.plan_text) < 61_000
    assert "lines left out" in result.plan_text
    assert "Plan: 2000 to add" in result.plan_text


def test_missing_folder_is_a_result(runner: TerraformRunner, tmp_path: Path) -> None:
    """Trouble of one stack is an outcome, never an exception."""
    result = runner.plan(StackRequest("toronto/gone", tmp_path / "gone", "run-1"))
    assert result.outcome is Outcome.FAILED
    assert "does not exist" in (result.error or "")
