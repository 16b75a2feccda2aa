"""`admit`: compartments of a real tenancy under their own OCIDs."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_simulator.cloud import ServiceError
from tests.simulator.console_shell import Shell

REAL = "ocid1.compartment.oc1..aaaareal"
VCN = {"compartment_id": REAL, "cidr_blocks": ["10.0.0.0/16"]}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty cloud that is not there yet."""
    return Shell(tmp_path)


def test_an_admitted_compartment_can_be_used(shell: Shell) -> None:
    """Before, the service says 404 and names the way out; afterwards it is a compartment as any other."""
    with pytest.raises(ServiceError, match=r"404-NotAuthorizedOrNotFound, .*oci-simulator admit OCID"):
        shell.cloud.create("oci_core_vcn", "ca-toronto-1", VCN)
    assert f"network  {REAL}" in shell.does("admit", REAL, "--name", "network")
    assert shell.cloud.create("oci_core_vcn", "ca-toronto-1", VCN)["compartment_id"] == REAL
    assert "is known already" in shell.does("admit", REAL)


@pytest.mark.parametrize("arguments", [["ocid1.vcn.oc1..aaaa"], ["nonsense"], [REAL, f"{REAL}2", "--name", "x"]])
def test_what_is_no_compartment_is_refused(shell: Shell, arguments: list[str]) -> None:
    """And nothing is made."""
    assert shell.refuses("admit", *arguments)
    assert shell.cloud.store.all("oci_identity_compartment") == []
