"""Stacks with a shared state are refused, whether Terraform starts the provider or joins it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from oci_simulator.protocol.backend_guard import Place, backend_of, refusal
from oci_simulator.protocol.peer import place_of_peer
from tests.simulator.protocol_stacks import HEAD, VCN, Stack, joined, spawned
from tests.terraform.http_backend import http_backend


def refused(stack: Stack) -> None:
    """The plan fails, and says which backend and what to do."""
    output = " ".join(stack.run("plan", "-no-color", fails=True).split())
    assert "Error: Simulated OCI needs a local backend" in output
    assert "in the backend 'http'" in output
    assert "backend_override.tf" in output


@pytest.mark.parametrize("data", ["", "data"])
def test_spawned_provider_refuses_a_shared_state(tmp_path: Path, data: str) -> None:
    """Also with TF_DATA_DIR; with the override that the error names, it works."""
    with http_backend() as backend:
        stack = spawned(tmp_path / "stack", HEAD + VCN % "" + backend.block(), TF_DATA_DIR=data)
        stack.run("init")
        refused(stack)
        stack.write('terraform {\n  backend "local" {}\n}\n', "backend_override.tf")
        stack.run("init", "-reconfigure")
        assert stack.actions() == {"oci_core_vcn.v": ["create"]}


@pytest.mark.parametrize("data", ["", "data"])
def test_joined_provider_refuses_a_shared_state(tmp_path: Path, data: str) -> None:
    """The server finds the folder of the Terraform that joined it."""
    with http_backend() as backend, joined(tmp_path / "stack", VCN % "" + backend.block()) as (first, cloud):
        stack = Stack(first.folder, {**first.environment, "TF_DATA_DIR": data})
        stack.run("init")
        refused(stack)
    assert cloud.calls == []


def test_backend_is_what_init_wrote(tmp_path: Path) -> None:
    """Without init, and without a backend, the state is local."""
    place = Place(tmp_path, {})
    assert backend_of(place) == "local"
    (tmp_path / ".terraform").mkdir()
    file = tmp_path / ".terraform" / "terraform.tfstate"
    for text, backend in (('{"version": 3}', "local"), ('{"backend": {"type": "local"}}', "local")):
        file.write_text(text)
        assert (backend_of(place), refusal(place)) == (backend, None)
    file.write_text('{"backend": {"type": "oci"}}')
    assert backend_of(place) == "oci"


def test_unreadable_backend_is_refused(tmp_path: Path) -> None:
    """Who cannot tell must not go on."""
    (tmp_path / ".terraform").mkdir()
    (tmp_path / ".terraform" / "terraform.tfstate").write_text("{")
    assert "cannot tell the backend" in (refusal(Place(tmp_path, {})) or "")


def test_peer_is_found_by_its_connection() -> None:
    """The process at the other end, here this one; an address that nobody has is nobody."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            place = place_of_peer(f"ipv4:127.0.0.1:{client.getsockname()[1]}", port)
            assert place is not None
            assert place.folder == Path.cwd()
            assert place.environment["PATH"] == os.environ["PATH"]
        assert place_of_peer(f"ipv4:127.0.0.1:{port}", 1) is None
        assert place_of_peer("unix:", port) is None
