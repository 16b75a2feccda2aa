"""Terraform that crashes: one line for people, everything in a private file without secrets (issue 4 item 10)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.failures import FailureKind, classify
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.secret_forms import CANARY

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
STACK = 'resource "terraform_data" "a" {}\n'
PANIC = f"""panic: runtime error: invalid memory address with {CANARY}
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]

goroutine 1 [running]:
github.com/hashicorp/terraform/internal/terraform.(*Graph).walk(0xc000123456)
"""
BANNER = f"""
!!!!!!!!!!!!!!!!!!!!!!!!!!! TERRAFORM CRASH !!!!!!!!!!!!!!!!!!!!!!!!!!!!

Terraform crashed! This is always indicative of a bug within Terraform.
Please report the crash with Terraform[1] so that we can fix this.

!!!!!!!!!!!!!!!!!!!!!!!!!!! TERRAFORM CRASH !!!!!!!!!!!!!!!!!!!!!!!!!!!!

{PANIC}"""
PLUGIN = """
Error: Plugin did not respond

  with oci_core_vcn.a,

The plugin encountered an error, and failed to respond to the
plugin.(*GRPCProvider).ApplyResourceChange call: transport is closing, EOF.

Error: The terraform-provider-oci_v6 plugin crashed!
"""


def crashing(tmp_path: Path, text: str, code: int) -> str:
    """The lines of a command that prints a crash."""
    file = tmp_path / "crash.txt"
    file.write_text(text)
    return f"cat '{file}' >&2; exit {code}"


@pytest.mark.parametrize("crash", [(BANNER, 11), (PANIC, 2), ("", 11)], ids=["banner", "panic", "silent"])
@pytest.mark.parametrize("phase", ["init", "plan", "apply"])
def test_crash_is_told_in_one_line(
    odd_runner: OddRunner, make_stack: MakeStack, tmp_path: Path, phase: str, crash: tuple[str, int]
) -> None:
    """Exit code 2 of a plan that crashed is no plan with changes (fault 43); an apply that crashed is unknown."""
    text, code = crash
    request = make_stack(STACK, secrets=frozenset({CANARY}), retries=2)
    result = odd_runner(phase, crashing(tmp_path, text, code)).apply(request)
    assert result.outcome is (Outcome.UNKNOWN if phase == "apply" else Outcome.FAILED)
    assert (result.failure, result.attempts) == (FailureKind.CRASH.value, 1)
    assert f"{phase} of toronto/network failed: terraform crashed (exit code {code})" in (result.error or "")
    assert "goroutine" not in repr(result)
    if text:
        assert "panic: runtime error: invalid memory address with (sensitive)" in (result.error or "")


def test_crash_is_kept_whole_and_without_secrets(odd_runner: OddRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """The hint names a file for this user only, with the stack trace in it."""
    request = make_stack(STACK, secrets=frozenset({CANARY}))
    result = odd_runner("plan", crashing(tmp_path, BANNER, 11)).plan(request)
    named = re.search(r"all that it printed is in (\S+)", result.hint or "")
    assert named is not None
    file = Path(named[1])
    assert file.stat().st_mode & 0o777 == 0o600
    assert "goroutine 1 [running]" in file.read_text()
    assert CANARY not in file.read_text()


def test_crash_in_apply_is_remembered(odd_runner: OddRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """The run after it says that the last apply was cut off, and plans first (fault 28)."""
    odd_runner("apply", crashing(tmp_path, BANNER, 11)).apply(make_stack(STACK))
    result = odd_runner("none", ":").plan(make_stack(STACK, run_id="run-2"))
    assert "was cut off in the middle" in (result.hint or "")


def test_crash_of_a_provider_is_no_broken_connection() -> None:
    """The error that a crashed provider leads to looks like a network that went away; it is not tried again."""
    failure = classify(PLUGIN)
    assert failure.kind is FailureKind.CRASH
    assert "look at a plan before the next apply" in (failure.hint or "")


def test_word_panic_alone_is_no_crash(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """A provider's warning that speaks of a panic changes nothing."""
    runner = odd_runner("plan", "echo 'panic: is what the docs say' >&2")
    assert runner.plan(make_stack(STACK)).outcome is Outcome.CHANGES
