"""OpenTofu: Terraform under its name, since this machine may have no real one (if it has, every test uses it too)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.model import Counts, Outcome
from oci_assets.terraform.failures import FailureKind, classify
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]


@pytest.fixture
def tofu(odd_runner: OddRunner) -> TerraformRunner:
    """A runner whose Terraform says that it is OpenTofu."""
    return odd_runner("version", "echo OpenTofu v1.9.0; echo on linux_amd64; exit 0")


def test_tofu_plans_applies_and_looks(tofu: TerraformRunner, make_stack: MakeStack) -> None:
    """Nothing in a run depends on the name, and results tell OpenTofu's version."""
    request = make_stack('resource "terraform_data" "a" {}\n')
    assert (tofu.binary.kind, tofu.binary.version) == ("tofu", "1.9.0")
    assert tofu.plan(request).counts == Counts(created=1)
    applied = tofu.apply(request)
    assert (applied.outcome, applied.terraform_version) == (Outcome.APPLIED, "1.9.0")
    assert tofu.drift(request).outcome is Outcome.NO_CHANGES


def test_tofu_after_terraform_is_initialised_again(
    tofu: TerraformRunner, runner: TerraformRunner, make_stack: MakeStack
) -> None:
    """Providers come from another registry, so what Terraform has initialised is not taken over."""
    request = make_stack('resource "terraform_data" "a" {}\n')
    for each in (runner, runner, tofu, tofu):
        assert each.plan(request).outcome is Outcome.CHANGES
    assert sum(1 for _ in runner.state_dir.rglob("*-init.log")) == 2


def test_tofu_reads_its_own_settings(tofu: TerraformRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """`~/.tofurc` goes before `~/.terraformrc`."""
    for name in (".tofurc", ".terraformrc"):
        (tmp_path / name).touch()
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    session = TerraformRunner(tofu.binary, tofu.state_dir, environ=environ)._session(make_stack(""))
    assert session.env["TF_CLI_CONFIG_FILE"] == str(tmp_path / ".tofurc")


def test_tofu_errors_are_read() -> None:
    """Errors that name the program are understood under its name."""
    text = (
        "Error: OpenTofu encountered problems during initialisation, including problems\nwith the configuration\n\n"
        "Error: Unsupported OpenTofu Core version\n\nThis configuration does not support it.\n"
    )
    assert classify(text).kind is FailureKind.VERSION
    assert classify(text).summary.startswith("Unsupported OpenTofu Core version")
