"""`oci-assets push-state` (fault 36), on a real backend that could not be written to."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.cli.command_line import CommandLine, resource
from tests.cli.on_terminal import on_terminal
from tests.terraform.http_backend import HttpBackend, http_backend

STACK = "toronto/network"


@pytest.fixture
def backend(oci: CommandLine) -> Iterator[HttpBackend]:
    """The backend of `toronto/network`, as it fails its first apply."""
    with http_backend() as served:
        oci.estate.commit("backend", {f"{STACK}/main.tf": served.block() + resource()})
        served.fail_writes = True
        done = oci("apply", STACK)
        assert done.code == 1
        assert f"THE STATE OF {STACK} WAS NOT WRITTEN" in done.out
        assert f"oci-assets push-state {STACK}" in done.out
        served.fail_writes = False
        yield served


def test_push_state_of_nothing(oci: CommandLine) -> None:
    """A stack whose state was written is told so."""
    done = oci("push-state", STACK)
    assert (done.code, done.out) == (0, f"{STACK} has no state that waits to be pushed: nothing to do\n")


def test_push_state_with_yes(oci: CommandLine, backend: HttpBackend) -> None:
    """The stack is refused, then it is pushed, then there is nothing left to do; the copy is kept."""
    refused = oci("plan", STACK)
    assert refused.code == 1
    assert f"oci-assets push-state {STACK}" in refused.out
    done = oci("push-state", STACK, "--yes")
    assert done.code == 0, done.err
    assert backend.state is not None
    assert [one["type"] for one in json.loads(backend.state)["resources"]] == ["terraform_data"]
    assert len(list(oci.state.glob("stacks/*/backups/*.tfstate"))) == 1
    assert "nothing to do" in oci("push-state", STACK).out
    assert oci("plan", STACK, "--detailed-exitcode").code == 0


def test_push_state_without_a_terminal(oci: CommandLine, backend: HttpBackend) -> None:
    """Nothing is pushed as long as nobody says so."""
    done = oci.process("push-state", STACK)
    assert done.code == 64
    assert "add --yes" in done.err
    assert backend.state is None


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1)])
def test_push_state_asks(oci: CommandLine, backend: HttpBackend, answer: str, code: int) -> None:
    """On a terminal the person is asked, after the file was named."""
    ended, shown = on_terminal([*oci.globals, "push-state", STACK], "push this to the backend", answer)
    assert ended == code
    assert shown.index("errored.tfstate") < shown.index("push this")
    assert (backend.state is not None) is (code == 0)


def test_push_state_into_another_state(oci: CommandLine, backend: HttpBackend) -> None:
    """Terraform's refusal comes with what to do, and nothing is lost on either side."""
    outputs = {"kept": {"value": "yes", "type": "string"}}  # an empty state may always be written over
    backend.state = json.dumps({"version": 4, "lineage": "another", "serial": 90, "outputs": outputs}).encode()
    done = oci("push-state", STACK, "--yes")
    assert done.code == 1
    assert "lineage" in done.err
    assert "terraform show" in done.err
    assert backend.serial == 90
    assert len(list(oci.state.glob("stacks/*/errored.tfstate"))) == 1


def test_other_stacks_go_on(oci: CommandLine, backend: HttpBackend) -> None:
    """Only the stack whose state waits is blocked."""
    assert oci("apply", "toronto/identity").code == 0
    assert backend.state is None
