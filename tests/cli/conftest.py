"""Small estates without providers, and a process environment that knows nothing of this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.builders import EstateRepo
from tests.cli.command_line import CommandLine, resource

STACKS = ("toronto/identity", "toronto/network", "toronto/compute", "ashburn/network")


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the variables that we read, with a home of its own."""
    for name in list(os.environ):
        if name.startswith(("OCI_", "GITHUB_", "DAGSTER_", "TF_VAR_")) or name == "COLUMNS":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def estate(tmp_path: Path) -> EstateRepo:
    """Three stacks of toronto in a row and one of ashburn, one resource each, committed on `main`."""
    repo = EstateRepo(tmp_path / "estate")
    files = {f"{stack}/main.tf": resource() for stack in STACKS}
    repo.commit("first", {**files, ".gitignore": "*.tfstate*\n"})
    return repo


@pytest.fixture
def oci(estate: EstateRepo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line on that estate."""
    return CommandLine(estate, tmp_path / "state", capsys)
