"""States by hand, with every real Terraform of this machine."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.errors import TerraformError
from oci_assets.model import Counts, Outcome
from oci_assets.terraform import state
from oci_assets.terraform.locks import LockBusyError
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.state import list_state, remove_from_state
from oci_assets.terraform.workspace import Workspace
from tests.terraform.secret_forms import CANARY, leaks

MakeStack = Callable[..., StackRequest]
TEXT = 'resource "terraform_data" "a" {}\nresource "terraform_data" "b" {\n  for_each = toset(["x y", "-z"])\n}\n'
ADDRESSES = ("terraform_data.a", 'terraform_data.b["-z"]', 'terraform_data.b["x y"]')
BACKEND = 'terraform {\n  backend "local" {\n    path = "elsewhere.tfstate"\n  }\n}\n'


def listed(runner: TerraformRunner, request: StackRequest) -> tuple[str, ...]:
    """What the stack's state holds."""
    return list_state(runner.binary, runner.state_dir, request.stack, request.folder)


def remove(runner: TerraformRunner, request: StackRequest, address: str) -> None:
    """Take one address out of the stack's state."""
    remove_from_state(runner.binary, runner.state_dir, request.stack, request.folder, address)


def test_list_state_names_every_instance(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """One address for each instance; none before the first apply, and nothing is left in the stack's folder."""
    request = make_stack(TEXT)
    assert listed(each_runner, request) == ()
    assert [file.name for file in request.folder.iterdir()] == ["main.tf"]
    each_runner.apply(request)
    assert listed(each_runner, request) == ADDRESSES


def test_list_state_of_a_backend(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The backend that a run has initialised is read; without such a run it is told what to do."""
    request = make_stack(TEXT + BACKEND)
    with pytest.raises(
        TerraformError, match=r"cannot list the state of toronto/network: .*: plan toronto/network first"
    ):
        listed(each_runner, request)
    each_runner.apply(request)
    assert listed(each_runner, request) == ADDRESSES


def test_list_state_that_is_broken(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A state that Terraform cannot read is an error with Terraform's reason, not an empty one."""
    request = make_stack(TEXT)
    (request.folder / "terraform.tfstate").write_text('{"version": 99}')
    with pytest.raises(TerraformError, match=r"cannot list the state of toronto/network: .*99"):
        listed(each_runner, request)


def test_list_state_missing_folder(each_runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """A folder that is gone is named."""
    request = make_stack(TEXT)
    with pytest.raises(TerraformError, match=r"cannot list the state of toronto/network: .*nowhere"):
        list_state(each_runner.binary, each_runner.state_dir, request.stack, tmp_path / "nowhere")


@pytest.mark.parametrize("address", ADDRESSES)
def test_remove_from_state_takes_one_out(each_runner: TerraformRunner, make_stack: MakeStack, address: str) -> None:
    """The others stay, a drift check finds the difference, and the state as it was is kept, but not in the folder."""
    request = make_stack(TEXT)
    each_runner.apply(request)
    before = json.loads((request.folder / "terraform.tfstate").read_text())
    remove(each_runner, request, address)
    assert listed(each_runner, request) == tuple(other for other in ADDRESSES if other != address)
    assert {file.name for file in request.folder.iterdir()} == {"main.tf", "terraform.tfstate"}
    (backup,) = each_runner.state_dir.glob("stacks/*/backups/*.tfstate")
    assert json.loads(backup.read_text())["resources"] == before["resources"]
    drift = each_runner.drift(request)
    assert (drift.outcome, drift.counts) == (Outcome.CHANGES, Counts(created=1, drifted=1))


def test_remove_from_state_unknown_address(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """An address that is not there, and no address at all, change nothing and are named."""
    request = make_stack(TEXT)
    each_runner.apply(request)
    for address in ("terraform_data.gone", "-backup=x", "not an address"):
        with pytest.raises(TerraformError, match=rf"cannot remove '{address}' from the state of toronto/network: "):
            remove(each_runner, request, address)
    assert listed(each_runner, request) == ADDRESSES


def test_remove_from_state_without_a_state(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A stack that was never applied has nothing to remove."""
    with pytest.raises(TerraformError, match="there is no state: apply toronto/network first"):
        remove(each_runner, make_stack(TEXT), "terraform_data.a")


def test_remove_from_state_waits_for_runs(
    runner: TerraformRunner, make_stack: MakeStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a run works on the stack its state is not touched."""
    monkeypatch.setattr(state, "LOCK_TIMEOUT_SECONDS", 0)
    request = make_stack(TEXT)
    runner.apply(request)
    with (
        Workspace(runner.state_dir, request.stack).state_lock("run-1", budget_seconds=0),
        pytest.raises(LockBusyError, match="toronto/network is locked by run run-1"),
    ):
        remove(runner, request, "terraform_data.a")
    assert listed(runner, request) == ADDRESSES


def test_list_state_error_without_secrets(
    odd_runner: Callable[[str, str], TerraformRunner], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a backend says when it refuses may quote its password (fault 59); causes of the error do not tell it."""
    monkeypatch.setenv("TF_HTTP_PASSWORD", CANARY)
    script = "printf '\\nError: refused\\n\\nby %s\\n' \"$TF_HTTP_PASSWORD\" >&2; exit 1"
    with pytest.raises(TerraformError, match=r"refused: by \(sensitive") as caught:
        list_state(odd_runner("state", script).binary, tmp_path / "state", "toronto/network", tmp_path)
    assert leaks(["".join(traceback.format_exception(caught.value))]) == []
