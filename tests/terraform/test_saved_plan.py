"""What was reviewed is what is applied: the kept plan as it is while nothing has moved, else only the same changes."""

from __future__ import annotations

import json
import shutil
import stat
from dataclasses import replace

import pytest

from oci_assets.model import Counts, Outcome
from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.reviewed import REVIEWED_PLAN
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.reviews import (
    TEXT,
    MakeStack,
    commands_run,
    planned,
    planned_update,
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
    request = planned_update(runner, make_stack)
    state = request.folder / "terraform.tfstate"
    content = json.loads(state.read_text())
    state.write_text(json.dumps({**content, "serial": content["serial"] + 5}))
    result = runner.apply(reviewed(request))
    assert (result.outcome, result.counts) == (Outcome.APPLIED, Counts(changed=1))
    assert "planned anew, with the same changes as in run run-1: the state has changed since (serial " in said(result)
    assert commands_run(runner, reviewed(request)) == ["plan", "apply"]


def test_fault_44_another_state(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Another lineage is another state, whatever its serial."""
    request = planned_update(runner, make_stack)
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


KEYED = """
variable "names" {
  sensitive = true
  default   = ["hunter2-secret"]
}
resource "terraform_data" "a" {
  for_each = nonsensitive(toset(var.names))
  input    = var.names
}
"""


@pytest.mark.parametrize("text", [HOLDS_SECRET % 1, KEYED], ids=["as a value", "as a key"])
def test_secrets_are_not_in_the_contract(runner: TerraformRunner, make_stack: MakeStack, text: str) -> None:
    """What Terraform masks is only in the plan file, also where it is the key of an address (fault 59)."""
    request = planned(runner, reviewable(make_stack(text)))
    assert b"hunter2" not in (saved_folder(runner, request) / "contract.json").read_bytes()
    make_stack(text.replace("hunter2", "hunter3"))
    result = runner.apply(reviewed(request))
    assert result.outcome is Outcome.BLOCKED
    assert "hunter" not in f"{result.cause}{result.hint}{result.plan_text}"
