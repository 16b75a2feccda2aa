"""`oci-simulator set`: what a person newly names must exist, unless it is forced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulator.cloud_parts import create, network
from tests.simulator.cloud_stack import actions, standing
from tests.simulator.console_shell import Shell, furnished

FOREIGN = "ocid1.vcn.oc1.ca-toronto-1.aaaanothing"
OURS = "ocid1.vcn.ocsim.ca-toronto-1.aaaanothing"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A cloud with a few things, among them a gateway whose VCN a configuration pasted from a real tenancy."""
    made = furnished(tmp_path)
    create(made.cloud, "core_internet_gateway", vcn_id="ocid1.vcn.oc1..aaaapasted", display_name="out")
    return made


@pytest.mark.parametrize("target", [FOREIGN, OURS])
def test_what_does_not_exist_is_refused(shell: Shell, target: str) -> None:
    """Of whichever realm; nothing changes, and the message says what to do."""
    told = shell.refuses("set", "out", f"vcn_id={target}")
    assert f"vcn_id {target}" in told
    assert "name what exists (oci-simulator list), or give --force" in told
    assert shell.values("out")["vcn_id"] == "ocid1.vcn.oc1..aaaapasted"


@pytest.mark.parametrize("target", [FOREIGN, OURS])
def test_a_dead_reference_by_force(shell: Shell, target: str) -> None:
    """It stands there, and the event says how it came."""
    shell.does("set", "out", f"vcn_id={target}", "--force")
    assert shell.values("out")["vcn_id"] == target
    assert shell.cloud.store.events(1)[0]["note"] == "vcn_id, forced"


def test_what_was_named_before_stays(shell: Shell) -> None:
    """A reference of a real tenancy does not stand in the way of other changes."""
    shell.does("set", "out", "display_name=outside")
    assert shell.values("outside")["vcn_id"] == "ocid1.vcn.oc1..aaaapasted"


def test_what_exists_and_what_oracle_offers_is_fine(shell: Shell) -> None:
    """Another VCN of this cloud, an image, any tenancy; and a text in a tag is no reference."""
    other = network(shell.cloud, "10.9.0.0/16", display_name="other")
    shell.does("set", "out", f"vcn_id={other['id']}", f"freeform_tags.from={FOREIGN}")
    shell.does("set", "web", "source_details[0].source_id=ocid1.image.oc1..aaaaother")
    shell.does("set", "web", "compartment_id=ocid1.tenancy.oc1..aaaaother")
    assert shell.values("out")["vcn_id"] == other["id"]


def test_a_dead_reference_is_drift(tmp_path: Path) -> None:
    """Terraform puts the right one back."""
    with standing(tmp_path) as (stack, shell):
        shell.does("set", "public", f"route_rules[0].network_entity_id={FOREIGN}", "--force")
        assert actions(stack.plan()) == {"oci_core_route_table.public": "update"}
        stack.apply()
        assert actions(stack.plan()) == {}
