"""`fault`, `latency`, `quota`: what they set is what Terraform meets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from oci_simulator.cloud import ServiceError
from tests.simulator.cloud_parts import network
from tests.simulator.console_shell import ROOT, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty cloud that is not there yet."""
    return Shell(tmp_path)


def test_a_fault_by_its_code(shell: Shell) -> None:
    """Status and words come with it; it happens as often as it says."""
    out = shell.does("fault", "vcn", "create", "--code", "TooManyRequests", "--times", "1")
    assert "oci_core_vcn create fails the next 1 times with 429-TooManyRequests" in out
    with pytest.raises(ServiceError, match="429-TooManyRequests, Tenancy request rate limit exceeded"):
        network(shell.cloud)
    network(shell.cloud)


def test_a_fault_by_its_status_after_the_effect(shell: Shell) -> None:
    """The code comes with it."""
    shell.does("fault", "oci_core_vcn", "create", "--status", "504", "--after", "--message", "too slow")
    with pytest.raises(ServiceError, match="504-GatewayTimeout, too slow") as caught:
        network(shell.cloud)
    assert caught.value.created is not None


def test_faults_are_shown_and_cleared(shell: Shell) -> None:
    """Without arguments they are listed; one or all can be taken back."""
    shell.does("fault", "core_*", "read", "--status", "429")
    shell.does("fault", "vcn", "create")
    shown = shell.does("fault").splitlines()
    assert [line.split()[:2] for line in shown[1:]] == [["oci_core_*", "read"], ["oci_core_vcn", "create"]]
    assert shell.does("fault", "vcn", "create", "--clear").strip() == "cleared 1"
    assert shell.does("fault", "--clear").strip() == "cleared 1"
    assert shell.does("fault").strip() == "No fault is set."


def test_a_fault_of_the_provider(shell: Shell) -> None:
    """Fails at the configuration."""
    shell.does("fault", "provider", "configure", "--code", "NotAuthenticated")
    with pytest.raises(ServiceError, match="401-NotAuthenticated"):
        shell.cloud.configure("ca-toronto-1", None)


def test_a_fault_of_a_data_source(shell: Shell) -> None:
    """`list` is the operation of data sources, which have names of their own."""
    shell.does("fault", "core_vcns", "list")
    with pytest.raises(ServiceError):
        shell.cloud.search("oci_core_vcns", "ca-toronto-1", {})


def test_a_latency_in_seconds(shell: Shell) -> None:
    """As it is set, so it is kept."""
    assert "oci_core_instance create takes 0.5 s" in shell.does("latency", "instance", "create", "0.5")
    assert [said for *_, said in shell.cloud.store.conditions("latency")] == [{"seconds": 0.5}]


def test_a_quota(shell: Shell) -> None:
    """One more than that is refused."""
    shell.does("quota", "vcn", "1")
    network(shell.cloud)
    with pytest.raises(ServiceError, match="LimitExceeded"):
        network(shell.cloud)
    shell.does("quota", "--clear")
    network(shell.cloud)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("fault", "vcm", "create"), 1, "core_vcn"),
        (("fault", "vcn"), 64, "Which operation?"),
        (("latency", "vcn", "create"), 64, "How long?"),
        (("latency", "vcn", "create", "-1"), 64, "-1"),
        (("quota", "vcn"), 64, "How many?"),
        (("quota", "nothing_*", "1"), 1, "no type matches"),
        (("fault", "backend", "create"), 1, "several types"),
    ],
)
def test_what_cannot_be_meant_is_refused(shell: Shell, arguments: tuple[str, ...], code: int, message: str) -> None:
    """With what is missing or what there is."""
    assert message in shell.refuses(*arguments, code=code)


def test_serve_says_how_to_join_and_ends_on_interrupt(shell: Shell) -> None:
    """The line can be copied into a shell."""
    variables = {"PATH": os.environ["PATH"], "OCI_SIMULATOR_CLOUD": str(shell.folder / "cloud.db")}
    command = [sys.executable, "-m", "oci_simulator.console", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()
        assert server.stdout.readline().startswith("export TF_REATTACH_PROVIDERS='{")
        server.send_signal(signal.SIGINT)
        assert server.stdout.read().strip() == "ended"
    assert server.returncode == 0
