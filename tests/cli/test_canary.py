"""One secret through every door of a whole estate; no sink of any command has it (fault 59). Terraform is real."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from oci_assets.cli.errors import run_command
from tests.builders import EstateRepo
from tests.cli.command_line import CommandLine
from tests.cli.secret_estate import FILES, OUTCOMES, SECRETS, kept_texts
from tests.terraform.secret_forms import CANARY, FORMS, leaks


@pytest.fixture
def estate(tmp_path: Path) -> EstateRepo:
    """The estate with a door a stack."""
    repo = EstateRepo(tmp_path / "estate")
    repo.commit("doors", FILES)
    return repo


@pytest.mark.slow
@pytest.mark.parametrize("extra", [[], ["--debug"]], ids=["plain", "debug"])
def test_canary_is_in_no_sink_of_any_command(oci: CommandLine, tmp_path: Path, extra: list[str]) -> None:
    """Fault 59: not on the terminal, not in a report, not in the history, the audit, the logs: success or failure."""
    told: dict[str, str] = {}
    for action in ("plan", "apply", "drift"):
        files = [tmp_path / f"{action}.json", tmp_path / f"{action}.md"]
        reports = ["--json", str(files[0]), "--markdown", str(files[1])]
        ended = oci.process(action, "--all", "--on-failure", "independent", *reports, *extra, env=SECRETS)
        told |= {f"{action} out": ended.out, f"{action} err": ended.err}
        told |= {str(file): file.read_text() for file in files}
        if action == "apply":
            run = json.loads(files[0].read_text())
            assert {stack: result["outcome"] for stack, result in run["stacks"].items()} == OUTCOMES
    for words in (["audit", "list", "--json"], ["audit", "show", ""]):
        told[" ".join(words)] = oci.process(*words, env=SECRETS).out
    told |= dict(kept_texts(oci.state))
    assert [name for name, text in told.items() if leaks([text])] == []
    assert any("(sensitive" in text for text in told.values())


@pytest.mark.parametrize("arguments", [[], ["--debug"]], ids=["plain", "debug"])
def test_canary_in_an_error_that_nobody_foresaw(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Fault 59: neither the last line of a broken command nor its traceback, causes included, tells the secret."""
    monkeypatch.setenv("OCI_PASSWORD", CANARY)

    @click.command()
    @click.option("--debug", is_flag=True)
    def broken(debug: bool) -> None:  # noqa: FBT001 click's shape
        del debug
        raise RuntimeError(f"cannot log in as {CANARY}") from ValueError(f"refused: https://ann:{CANARY}@example.com")

    assert run_command(broken, arguments) == 1
    told = capsys.readouterr().err
    assert "unexpected error: RuntimeError: cannot log in as (sensitive" in told
    assert ("Traceback" in told) is bool(arguments)
    assert leaks([told]) == []


def test_canary_would_be_found(oci: CommandLine) -> None:
    """The search itself finds what is in a log, in a report and in the history."""
    for place in ("stacks/a.log", "dagster/history.txt"):
        file = oci.state / place
        file.parent.mkdir(parents=True)
        file.write_text(f"said {FORMS[0]} here")
    assert len([name for name, text in kept_texts(oci.state) if leaks([text])]) == 2
