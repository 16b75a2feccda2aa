"""Faults 40 and 41: a Terraform that does not fit, values that nobody gave. Found early, and never waited for."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.request import StackRequest, Timeouts
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
DATA = 'resource "terraform_data" "a" {}\n'
SECONDS = {"timeouts": Timeouts(60.0, 60.0, 60.0)}


def refused(result: StackResult, *said: str) -> str:
    """The hint of a run that failed before it touched anything, not by its time limit, and said so."""
    assert result.outcome is Outcome.FAILED
    assert "timed out" not in (result.error or "")
    for text in said:
        assert text in (result.error or "")
    return result.hint or ""


def test_fault_40_version_that_a_module_requires(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Init says which module wants another Terraform, where, and which Terraform this is; nothing is planned."""
    request = make_stack('module "m" {\n  source = "./m"\n}\n' + DATA)
    (request.folder / "m").mkdir()
    (request.folder / "m" / "main.tf").write_text('terraform {\n  required_version = ">= 9"\n}\n')
    hint = refused(each_runner.apply(request), "init of", "m/main.tf:2", "module.m", each_runner.binary.version)
    assert "required_version" in hint
    assert not list(each_runner.state_dir.rglob("*-plan.log"))


def test_fault_40_state_of_a_newer_terraform(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A state in a format that this Terraform does not know: both versions are told, and the state stays as it is."""
    request = make_stack(DATA)
    state = {"version": 5, "terraform_version": "99.0.0", "serial": 1, "lineage": "x", "outputs": {}, "resources": []}
    (request.folder / "terraform.tfstate").write_text(json.dumps(state))
    hint = refused(each_runner.apply(request), "99.0.0", each_runner.binary.version)
    assert "the state was written by a newer Terraform" in hint
    assert json.loads((request.folder / "terraform.tfstate").read_text()) == state


def test_fault_41_variable_without_a_value(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Terraform does not ask for it."""
    request = make_stack('variable "x" {}\n' + DATA, **SECONDS)
    assert "TF_VAR_" in refused(each_runner.apply(request), '"x" is not set', "main.tf:1")


@pytest.mark.parametrize(("backend", "said"), [("s3", "bucket"), ("http", "address")])
def test_fault_41_backend_without_its_values(
    each_runner: TerraformRunner, make_stack: MakeStack, backend: str, said: str
) -> None:
    """Init would ask a person for what the backend block lacks; here it says what is missing and where it belongs."""
    request = make_stack(f'terraform {{\n  backend "{backend}" {{}}\n}}\n{DATA}', **SECONDS)
    hint = refused(each_runner.apply(request), said)
    by_place = backend == "s3" and each_runner.binary.kind == "tofu"  # which names the line in the block itself
    assert ("at the place named" if by_place else "backend block") in hint


@pytest.mark.parametrize("command", ["init", "plan", "apply"])
def test_fault_41_whoever_asks_gets_no_answer(odd_runner: OddRunner, make_stack: MakeStack, command: str) -> None:
    """A provider (or anything else) that asks on its own reads the end of its input at once."""
    asks = 'printf "password: "\nif read -r answer; then exit 0; fi\necho "Error: no answer" >&2\nexit 1'
    result = odd_runner(command, asks).apply(make_stack(DATA, **SECONDS))
    refused(result, f"{command} of toronto/network failed")
