"""Real Terraform for every test: those on PATH, when they are there, and the embedded one."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oci_assets.terraform.binary import Binary, find_terraform
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.scripts import make_script

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]


def _kinds() -> list[str]:
    return [*(name for name in ("terraform", "tofu") if shutil.which(name)), "embedded"]


@pytest.fixture(scope="session", params=_kinds())
def each_binary(request: pytest.FixtureRequest) -> Binary:
    """Every Terraform of this machine in turn."""
    return find_terraform(request.param)


@pytest.fixture(scope="session")
def binary() -> Binary:
    """The Terraform that a user of this machine would get."""
    return find_terraform()


@pytest.fixture
def runner(binary: Binary, tmp_path: Path) -> TerraformRunner:
    """A runner with a state directory of its own."""
    return TerraformRunner(binary, tmp_path / "state")


@pytest.fixture
def each_runner(each_binary: Binary, tmp_path: Path) -> TerraformRunner:
    """As `runner`, for every Terraform of this machine."""
    return TerraformRunner(each_binary, tmp_path / "state")


@pytest.fixture
def odd_runner(binary: Binary, tmp_path: Path) -> OddRunner:
    """Gives a runner whose Terraform runs a few lines of shell before (or instead of) one of its commands."""

    def make(command: str, lines: str) -> TerraformRunner:
        real = " ".join(map(shlex.quote, binary.argv_prefix))
        file = make_script(tmp_path / "bin", f'if [ "$1" = {command} ]; then\n{lines}\nfi\nexec {real} "$@"')
        return TerraformRunner(find_terraform(str(file)), tmp_path / "state")

    return make


@pytest.fixture
def make_stack(tmp_path: Path) -> MakeStack:
    """Writes a stack's `main.tf` and gives the request for it; keywords go to the request."""

    def make(text: str, *, name: str = "toronto/network", **keywords: Any) -> StackRequest:
        folder = tmp_path / "estate" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "main.tf").write_text(text)
        return StackRequest(name, folder, **{"run_id": "run-1", "grace_seconds": 10.0, "retries": 0, **keywords})

    return make
