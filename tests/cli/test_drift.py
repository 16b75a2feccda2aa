"""`oci-assets drift` with real Terraform: kinds and attributes in what is printed, in the JSON, in the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.cli.command_line import CommandLine, resource

NETWORK = "toronto/network"


def edit_state(oci: CommandLine, change: Callable[[dict[str, Any]], None]) -> None:
    """Somebody works on the state by hand."""
    file = oci.estate.root / NETWORK / "terraform.tfstate"
    state = json.loads(file.read_text())
    change(state)
    file.write_text(json.dumps({**state, "serial": state["serial"] + 1}))


def test_drift_tells_kind_and_attributes(oci: CommandLine) -> None:
    """A line for each resource and attribute, since when, and the exit code of differences."""
    oci("apply", NETWORK)

    def older(state: dict[str, Any]) -> None:
        state["resources"][0]["instances"][0]["attributes"]["input"]["value"] = "edited"

    edit_state(oci, older)
    found = oci("drift", NETWORK, "--detailed-exitcode")
    assert found.code == 2
    assert f"{NETWORK}: 1 changed outside, first seen " in found.out
    assert "  changed outside: terraform_data.a (nobody changed it: " in found.out
    assert '      input: "edited" -> ' in found.out
    assert "Terraform will perform" not in found.out.rpartition("changed outside")[2]


def test_drift_tells_what_is_pending(oci: CommandLine) -> None:
    """A commit that is not applied is looked at as it was applied, and is a difference."""
    oci("apply", NETWORK)
    applied = oci.estate.git("rev-parse", "HEAD")
    head = oci.estate.commit("second", {f"{NETWORK}/main.tf": resource("b")})
    found = oci("drift", NETWORK, "--detailed-exitcode", "--json", "-")
    assert found.code == 2
    details = found.json["stacks"][NETWORK]["drift_details"]
    assert (details["status"], details["commit"], details["head"]) == ("pending", applied, head)
    assert f"  pending: {NETWORK}/main.tf differs between {applied[:10]}, last applied, and {head[:10]}" in found.err


def test_drift_that_is_unknown_fails(oci: CommandLine) -> None:
    """Never "no drift", with or without a detailed exit code."""
    oci("apply", NETWORK)
    (oci.estate.root / NETWORK / "terraform.tfstate").write_text("not a state")
    found = oci("drift", NETWORK, "--detailed-exitcode")
    assert found.code == 1
    assert "no drift" not in found.out
    assert f"{NETWORK}: unknown" in found.out


def test_drift_in_place_with_uncommitted_files(oci: CommandLine) -> None:
    """They are taken as they are, and what they would change is pending, also after they were applied so."""
    oci("apply", NETWORK)
    oci.estate.write(f"{NETWORK}/main.tf", resource("b"))
    found = oci("drift", NETWORK)
    assert "(files that it may read are not committed, and are taken as they are)" in found.out
    oci("apply", NETWORK, "--allow-destroy", NETWORK)
    oci.estate.git("checkout", "--quiet", "--", ".")
    undone = oci("drift", NETWORK)
    assert "has applied it with files that were not committed" in undone.out
