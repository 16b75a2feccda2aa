"""Real Terraform for every test: the one on PATH, when it is there, and the embedded one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oci_assets.terraform.binary import Binary, find_terraform
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]


def _kinds() -> list[str]:
    return [*(["terraform"] if shutil.which("terraform") else []), "embedded"]


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
def make_stack(tmp_path: Path) -> MakeStack:
    """Writes a stack's `main.tf` and gives the request for it; keywords go to the request."""

    def make(text: str, *, name: str = "toronto/network", **keywords: Any) -> StackRequest:
        folder = tmp_path / "estate" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "main.tf").write_text(text)
        return StackRequest(name, folder, "run-1", **{"grace_seconds": 10.0, "retries": 0, **keywords})

    return make
