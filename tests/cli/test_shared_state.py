"""Two folders with one backend key (fault 25): refused before anything runs, told wherever people look."""

from __future__ import annotations

import pytest

from tests.cli.command_line import CommandLine, resource

ONE, OTHER, THIRD = "toronto/network", "toronto/compute", "toronto/identity"
BACKEND = 'terraform {\n  backend "local" {\n    path = "../shared.tfstate"\n  }\n}\n'


@pytest.fixture
def shared(oci: CommandLine) -> CommandLine:
    """An estate in which somebody copied a folder and forgot to change the key."""
    oci.estate.commit("copied", {f"{stack}/backend.tf": BACKEND for stack in (ONE, OTHER)})
    return oci


@pytest.mark.parametrize("action", ["plan", "apply", "drift"])
def test_fault_25_either_is_refused(shared: CommandLine, action: str) -> None:
    """Both names, both lines; Terraform is not even started, and the other stacks go on."""
    for stack in (ONE, OTHER):
        done = shared(action, stack)
        assert done.code == 1
        assert f"{ONE} ({ONE}/backend.tf:2)" in done.out
        assert f"{OTHER} ({OTHER}/backend.tf:2)" in done.out
        assert "none of them is planned, applied or checked" in done.out
    assert not list(shared.state.glob("stacks/*/logs/*/*.log"))
    assert not (shared.estate.root / "toronto/shared.tfstate").exists()
    assert shared(action, THIRD).code == 0


def test_fault_25_doctor_and_services_tell(shared: CommandLine) -> None:
    """Doctor fails; services warn, and mark each of the two in JSON; so does the check of the graph."""
    doctor = shared("doctor", "--json")
    assert doctor.code == 1
    (states,) = [finding for finding in doctor.json if finding["name"] == "states"]
    assert not states["ok"]
    assert f"{OTHER}/backend.tf:2" in states["text"]
    assert f"{OTHER}/backend.tf:2" in shared("services").out
    stacks = shared("services", "--json").json["stacks"]
    assert {name for name, stack in stacks.items() if "refused" in stack} == {ONE, OTHER}
    check = shared("graph", "--check")
    assert check.code == 1
    assert f"{OTHER}/backend.tf:2" in check.out


def test_fault_25_mended(shared: CommandLine) -> None:
    """With a key of its own each runs."""
    shared.estate.commit("mended", {f"{OTHER}/backend.tf": BACKEND.replace("shared", "own")})
    assert shared("doctor", "--json").json[-3]["ok"]
    assert shared("plan", ONE, OTHER).code == 0


def test_fault_25_implicit_states_never_clash(oci: CommandLine) -> None:
    """Stacks without a backend keep their states in their own folders."""
    oci.estate.commit("more", {"toronto/dns/main.tf": resource()})
    assert not any("refused" in stack for stack in oci("services", "--json").json["stacks"].values())
