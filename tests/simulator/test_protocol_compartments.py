"""Compartments: what a destroy leaves, and that the next apply takes it over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.simulator.cloud_stack import actions, standing
from tests.simulator.console_shell import Shell
from tests.simulator.protocol_stacks import HEAD

TYPE = "oci_identity_compartment"
STACK = """
provider "oci" {{
  region = "ca-toronto-1"
}}
resource "oci_identity_compartment" "kept" {{
  compartment_id = "ocid1.tenancy.oc1..example"
  name           = "kept"
  description    = "{description}"
}}
resource "oci_identity_compartment" "gone" {{
  compartment_id = "ocid1.tenancy.oc1..example"
  name           = "gone"
  description    = "may be deleted"
  enable_delete  = true
}}
"""
ONE = STACK.format(description="first")


def named(shell: Shell) -> dict[str, dict[str, Any]]:
    """The compartments of the cloud by their names."""
    return {each.name: each.data for each in shell.cloud.store.all(TYPE)}


def test_a_destroy_leaves_what_may_not_be_deleted(tmp_path: Path) -> None:
    """Terraform forgets both; the next apply takes the one over that is still there, with new values."""
    with standing(tmp_path, ONE) as (stack, shell):
        first = named(shell)["kept"]["id"]
        stack.run("destroy", "-auto-approve", "-no-color")
        assert list(named(shell)) == ["kept"]
        assert stack.run("state", "list") == ""
        stack.write(HEAD + STACK.format(description="second"))
        assert "2 added" in stack.apply()
        now = named(shell)
        assert (now["kept"]["id"], now["kept"]["description"]) == (first, "second")
        assert actions(stack.plan()) == {}


def test_one_that_may_be_deleted_takes_nothing_over(tmp_path: Path) -> None:
    """The provider refuses, and says what to do instead."""
    with standing(tmp_path, ONE) as (stack, shell):
        stack.run("destroy", "-auto-approve", "-no-color")
        stack.write(HEAD + ONE.replace('"first"', '"second"\n  enable_delete = true'))
        told = " ".join(stack.apply(fails=True).replace("│", " ").split())
        assert "409-NameAlreadyExists" in told
        assert "use terraform import, or leave enable_delete away" in told
        assert named(shell)["kept"]["description"] == "first"


def test_a_compartment_with_one_that_stays_cannot_go(tmp_path: Path) -> None:
    """A parent that may be deleted is in use by the child that the destroy has left."""
    child = ONE.replace('"ocid1.tenancy.oc1..example"', "oci_identity_compartment.gone.id", 1)
    with standing(tmp_path, child) as (stack, shell):
        assert "409-Conflict" in stack.run("destroy", "-auto-approve", "-no-color", fails=True)
        assert sorted(named(shell)) == ["gone", "kept"]
