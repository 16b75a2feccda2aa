"""A real OpenTofu on the simulated cloud, where one is on PATH; docs/guides/simulator.md tells how to build one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.simulator.cloud_stack import MAIN, actions, standing
from tests.simulator.protocol_stacks import HEAD, Stack, spawned

pytestmark = pytest.mark.skipif(
    shutil.which("tofu") is None, reason="no OpenTofu on PATH, see docs/guides/simulator.md"
)


def test_a_whole_life_out_of_the_mirror(tmp_path: Path) -> None:
    """`tofu init` installs the provider; applied, planned clean, destroyed."""
    made = spawned(tmp_path / "stack", HEAD + MAIN)
    stack = Stack(made.folder, made.environment, ("tofu",))
    stack.run("init", "-no-color")
    stack.run("validate", "-no-color")
    stack.apply()
    assert actions(stack.plan()) == {}
    assert "registry.opentofu.org/oracle/oci" in (stack.folder / ".terraform.lock.hcl").read_text(encoding="utf-8")
    stack.run("destroy", "-auto-approve", "-no-color")


def test_a_whole_life_on_a_server(tmp_path: Path) -> None:
    """It joins a server as Terraform does, and goes on where Terraform was."""
    with standing(tmp_path) as (terraform, shell):
        stack = Stack(terraform.folder, terraform.environment, ("tofu",))
        assert actions(stack.plan()) == {}
        stack.run("destroy", "-auto-approve", "-no-color")
        assert shell.cloud.store.all() == []
        stack.apply()
        assert actions(stack.plan()) == {}
