"""Trouble of the simulator itself, and tags that somebody else keeps, with real Terraform."""

from __future__ import annotations

from pathlib import Path

from tests.simulator.protocol_stacks import HEAD, VCN, joined

IGNORING = 'provider "oci" {\n  ignore_defined_tags = ["Oracle-Tags.CreatedBy"]\n}\n'
OURS = '  defined_tags = { "Team.Name" = "%s" }\n'


def test_answer_that_does_not_fit_is_kept_as_far_as_it_is_known(tmp_path: Path) -> None:
    """The object exists, so its id is in the state, tainted, beside an error that names the attribute."""
    with joined(tmp_path, VCN % "") as (stack, cloud):
        cloud.additions = {"cidr_blocks": "none"}
        output = stack.apply(fails=True)
        state = stack.state()["oci_core_vcn.v"]
    assert "cidr_blocks: 'none' is no list" in output
    assert (state["status"], [state["attributes"]["id"]]) == ("tainted", list(cloud.objects))


def test_fault_of_the_simulator_is_an_error_and_loses_nothing(tmp_path: Path) -> None:
    """What the cloud did not expect is said to be its fault, and the resource stays in the state."""
    with joined(tmp_path, VCN % '  display_name = "one"\n') as (stack, cloud):
        stack.apply()
        stack.write(HEAD + VCN % '  display_name = "two"\n')
        cloud.failures.append(ZeroDivisionError("of the cloud"))
        output = stack.apply(fails=True)
        assert stack.state()["oci_core_vcn.v"]["attributes"]["display_name"] == "one"
    assert "ZeroDivisionError: of the cloud" in output
    assert "fault of the simulator" in output


def test_ignored_tags_are_neither_shown_nor_removed(tmp_path: Path) -> None:
    """A tag that the tenancy sets needs no change, and survives one."""
    with joined(tmp_path, IGNORING + VCN % (OURS % "a")) as (stack, cloud):
        cloud.additions = {"defined_tags": {"Team.Name": "a", "Oracle-Tags.CreatedBy": "somebody"}}
        stack.apply()
        assert stack.actions() == {}
        stack.write(HEAD + IGNORING + VCN % (OURS % "b"))
        stack.apply()
        assert stack.actions() == {}
    assert stack.state()["oci_core_vcn.v"]["attributes"]["defined_tags"] == {"Team.Name": "b"}
    changed = next(iter(cloud.objects.values()))["defined_tags"]
    assert changed == {"Team.Name": "b", "Oracle-Tags.CreatedBy": "somebody"}
