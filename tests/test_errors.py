"""Errors on purpose: their exit codes, fields and one clear message each."""

from __future__ import annotations

import pytest

from oci_assets.errors import (
    CommandError,
    EstateError,
    GitError,
    HclError,
    OciAssetsError,
    SettingsError,
    SettingsProblem,
    TerraformError,
    UsageError,
)


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (OciAssetsError("x"), 1),
        (EstateError("x"), 1),
        (GitError("x"), 1),
        (TerraformError("x"), 1),
        (HclError("a.tf", "x"), 1),
        (CommandError(["git"], 1, "", "."), 1),
        (UsageError("x"), 64),
        (SettingsError("oci-assets.yaml", []), 64),
    ],
)
def test_exit_codes(error: OciAssetsError, exit_code: int) -> None:
    """1 when something failed, 64 when the user asked for what cannot be (design.md, "Command line")."""
    assert error.exit_code == exit_code


def test_settings_error_tells_all_mistakes() -> None:
    """Every mistake with its line and path, in one message and as values."""
    problems = [SettingsProblem(3, "execution.max_workers", "must be from 1"), SettingsProblem(9, "regionz", "unknown")]
    error = SettingsError("oci-assets.yaml", problems)
    assert error.problems == tuple(problems)
    assert str(error).splitlines() == [
        "2 mistake(s) in oci-assets.yaml:",
        "  line 3: execution.max_workers: must be from 1",
        "  line 9: regionz: unknown",
    ]


def test_hcl_error_names_the_file() -> None:
    """File and reason, as fields, too."""
    error = HclError("toronto/dns/main.tf", "unexpected token")
    assert (error.path, error.reason) == ("toronto/dns/main.tf", "unexpected token")
    assert str(error) == "cannot parse toronto/dns/main.tf: unexpected token"


def test_command_error_shows_the_end_of_the_output() -> None:
    """Command, folder, exit code and the last 20 lines; later arguments, which may be secret, stay out."""
    output = "\n".join(f"line {number}" for number in range(30)) + "\n\n"
    error = CommandError(["terraform", "init", "-backend-config=secret"], 3, output, "/estate")
    lines = str(error).splitlines()
    assert lines[0] == "terraform init in /estate ended with exit code 3"
    assert lines[1:] == [f"line {number}" for number in range(10, 30)]
    assert (error.command[2], error.returncode, error.output) == ("-backend-config=secret", 3, output)


def test_command_error_of_a_command_that_never_ran() -> None:
    """No exit code is made up for a program that is not there."""
    assert str(CommandError(["tofu", "version"], None, "'tofu' was not found", ".")) == (
        "tofu version in . could not be started\n'tofu' was not found"
    )
    assert str(CommandError(["git"], 2, "", ".")) == "git in . ended with exit code 2"
