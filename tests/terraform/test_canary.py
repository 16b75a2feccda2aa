"""One secret through every door, then every sink is searched for it (fault 59). Real Terraform throughout."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.estate.sensitive_inputs import sensitive_inputs
from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.secret_values import all_secret_texts
from tests.terraform.secret_forms import CANARY, KEY, leaks

MakeStack = Callable[..., StackRequest]
VARIABLE = 'variable "p" {\n  type      = string\n  sensitive = true\n}\n'
RESOURCE = 'resource "terraform_data" "a" {\n  input = var.p\n}\n'
OUTPUT = 'output "o" {\n  value     = "x-${var.p}"\n  sensitive = true\n}\n'
FOR_EACH = (
    'resource "terraform_data" "each" {\n  for_each = nonsensitive(toset([var.p]))\n'
    "  input    = nonsensitive(var.p)\n}\n"
)
ECHO = (
    'resource "terraform_data" "echo" {\n  provisioner "local-exec" {\n'
    '    command = "echo $OCI_PASSWORD >&2; printenv OCI_KEY_CONTENT; exit 3"\n  }\n}\n'
)
REFUSES = (
    'resource "terraform_data" "r" {\n  lifecycle {\n    precondition {\n'
    '      condition     = nonsensitive(var.p) == "x"\n'
    '      error_message = "the cloud refuses ${nonsensitive(var.p)} and ${base64encode(nonsensitive(var.p))}"\n'
    "    }\n  }\n}\n"
)
BACKEND = (
    f'terraform {{\n  backend "http" {{\n    address = "http://ann:{CANARY}@127.0.0.1:9/p/{CANARY}/n/x"\n  }}\n}}\n'
)
BACKEND_NOTE = ("data", "terraform.tfstate")
DOORS = {
    "attribute": (RESOURCE, Outcome.APPLIED),
    "output": (OUTPUT, Outcome.APPLIED),
    "for_each key": (FOR_EACH, Outcome.APPLIED),
    "local-exec": (ECHO, Outcome.PARTIAL),
    "precondition": (REFUSES, Outcome.FAILED),
    "backend": (BACKEND, Outcome.FAILED),
}


def with_inputs(make_stack: MakeStack, text: str, said: list[str], assigned: str = "") -> StackRequest:
    """The request as a step makes it, which knows the sensitive variables of the folder."""
    folder = make_stack(text).folder
    (folder / "terraform.tfvars").write_text(assigned)
    inputs = sensitive_inputs(folder)
    known = {"secrets": all_secret_texts(inputs.values), "sensitive_variables": inputs.names}
    return make_stack(text, on_line=said.append, **known)


def sinks(runner: TerraformRunner, results: list[StackResult], said: list[str]) -> list[str]:
    """Everything that is handed on or kept, but for Terraform's own note of the backend's settings."""
    files = [file for file in runner.state_dir.rglob("*") if file.is_file() and file.parts[-2:] != BACKEND_NOTE]
    kept = [file.read_text(errors="replace") for file in files]
    return [*map(repr, results), *said, *kept]


@pytest.mark.parametrize("source", ["tfvars", "environment"])
@pytest.mark.parametrize("door", DOORS)
def test_canary_is_in_no_sink(binary: Binary, tmp_path: Path, make_stack: MakeStack, door: str, source: str) -> None:
    """Whatever way a secret comes in, nothing that is told or kept has it in any of its forms."""
    environ = {**os.environ, "OCI_PASSWORD": CANARY, "OCI_KEY_CONTENT": KEY}
    assigned = f'p = "{CANARY}"\n' if source == "tfvars" else ""
    if source == "environment":
        environ["TF_VAR_p"] = CANARY
    runner, said = TerraformRunner(binary, tmp_path / "state", environ=environ), list[str]()
    text, outcome = DOORS[door]
    request = with_inputs(make_stack, VARIABLE + text, said, assigned)
    results = [runner.plan(request), runner.apply(request), runner.drift(request)]
    assert results[1].outcome is outcome, results[1].error
    assert leaks(sinks(runner, results, said)) == []
    assert any("(sensitive" in text for text in sinks(runner, results, said))


def test_canary_known_from_the_plan_alone(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What only the JSON plan calls sensitive is taken out of addresses, plan text and kept logs."""
    said: list[str] = []
    text = f'variable "p" {{\n  default   = "{CANARY}"\n  sensitive = true\n}}\n{FOR_EACH}{OUTPUT}'
    result = runner.plan(make_stack(text))
    assert result.outcome is Outcome.CHANGES
    assert result.changes[0].address == 'terraform_data.each["(sensitive)"]'
    assert leaks(sinks(runner, [result], said)) == []


def test_raw_logs_are_gone_and_kept_logs_private(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Nothing raw is left in the state directory, and what is kept is for its user only."""
    runner.apply(make_stack(RESOURCE.replace("var.p", '"plain text"')))
    assert list(runner.state_dir.glob("stacks/*/raw/*")) == []
    logs = [*runner.state_dir.rglob("*.log"), *runner.state_dir.rglob("*.log.err")]
    assert {file.stat().st_mode & 0o777 for file in logs} == {0o600}
    assert any("Creation complete" in file.read_text() for file in logs)
