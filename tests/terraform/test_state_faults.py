"""States that cannot be written, read or found, by the numbers of the list of faults, with real Terraform."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.push_state import push, waiting
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.http_backend import HttpBackend, http_backend

MakeStack = Callable[..., StackRequest]
DATA = 'resource "terraform_data" "a" {\n  input = "1"\n}\n'


@pytest.fixture
def backend() -> Iterator[HttpBackend]:
    """A backend with locks."""
    with http_backend() as served:
        yield served


def test_fault_36_state_that_cannot_be_written(
    each_runner: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """The state is taken to safety (0600), loudly; nothing runs on the stack until it is pushed, then all is well."""
    request = make_stack(backend.block() + DATA)
    backend.fail_writes = True
    result = each_runner.apply(request)
    kept = each_runner.state_dir / "stacks"
    (file,) = kept.glob("*/errored.tfstate")
    assert result.outcome is Outcome.PARTIAL
    assert "THE STATE OF toronto/network WAS NOT WRITTEN" in (result.error or "")
    assert str(file) in (result.error or "")
    assert "oci-assets push-state toronto/network" in (result.hint or "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert not (request.folder / "errored.tfstate").exists()
    backend.fail_writes = False
    refused = [each_runner.plan(request), each_runner.apply(request), each_runner.drift(request)]
    assert [one.outcome for one in refused] == [Outcome.FAILED, Outcome.FAILED, Outcome.UNKNOWN]
    assert all("oci-assets push-state toronto/network" in (one.hint or "") for one in refused)
    assert backend.state is None
    (pushed,) = push(each_runner._session(request))
    assert json.loads(pushed.archived.read_text())["resources"]
    assert pushed.archived.stat().st_mode & 0o777 == 0o600
    assert waiting(each_runner._session(request)) == ()
    assert each_runner.plan(request).outcome is Outcome.NO_CHANGES


def test_fault_36_push_into_a_backend_that_fails(
    runner: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """A push that does not come through loses nothing."""
    request = make_stack(backend.block() + DATA)
    backend.fail_writes = True
    runner.apply(request)
    before = waiting(runner._session(request))
    with pytest.raises(PhaseError, match="push of toronto/network failed"):
        push(runner._session(request))
    assert waiting(runner._session(request)) == before


def test_fault_36_older_state_is_not_pushed(
    runner: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """Terraform's own check of lineage holds: the newer state in the backend stays, and both places are named."""
    request = make_stack(backend.block() + DATA)
    runner.apply(request)
    backend.fail_writes = True
    runner.apply(replace(make_stack(backend.block() + DATA.replace('"1"', '"2"'))))
    backend.fail_writes = False
    assert backend.state is not None
    other = json.loads(backend.state) | {"lineage": "another", "serial": 90}
    backend.state = json.dumps(other).encode()
    with pytest.raises(PhaseError, match="lineage") as caught:
        push(runner._session(request))
    (file,) = waiting(runner._session(request))
    assert str(file) in (caught.value.failure.hint or "")
    assert backend.serial == 90


def test_fault_36_no_place_for_the_file_either(
    each_runner: TerraformRunner, make_stack: MakeStack, backend: HttpBackend
) -> None:
    """A folder that takes no file: Terraform prints the state, nobody sees it, and it is kept all the same."""
    shown = list[str]()
    request = make_stack(backend.block() + DATA.replace('"1"', '"hunter2"'), on_line=shown.append)
    (request.folder / "errored.tfstate").mkdir()
    backend.fail_writes = True
    result = each_runner.apply(request)
    assert result.outcome is Outcome.PARTIAL
    assert "hunter2" not in "\n".join(shown[shown.index("terraform_data.a: Creating...") :])
    backend.fail_writes = False
    push(each_runner._session(request))
    assert "hunter2" in (backend.state or b"").decode()
    assert each_runner.plan(request).outcome is Outcome.NO_CHANGES


def test_fault_36_one_from_the_past_in_the_folder(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What a Terraform left in the working copy long ago counts the same, and no kept one is written over."""
    request = make_stack(DATA)
    runner.apply(request)
    state = (request.folder / "terraform.tfstate").read_text()
    (request.folder / "errored.tfstate").write_text(state)
    assert runner.drift(request).outcome is Outcome.UNKNOWN
    assert (request.folder / "errored.tfstate").is_file()  # a drift check holds no lock, so it moves nothing
    assert "push-state" in (runner.plan(request).hint or "")
    (request.folder / "errored.tfstate").write_text(state.replace('"1"', '"7"'))
    assert "push-state" in (runner.apply(request).hint or "")
    names = [file.name for file in waiting(runner._session(request))]
    assert names == ["errored.tfstate", "errored-2.tfstate"]


def test_fault_36_one_in_a_checkout_of_another_commit(
    runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path
) -> None:
    """A run that was killed left it in its checkout: the next run, at another commit, finds it."""
    old, new = (tmp_path / "state" / "checkouts" / commit / "toronto/network" for commit in ("old", "new"))
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "main.tf").write_text(DATA)
    (old / "errored.tfstate").write_text("{}")
    request = replace(make_stack(DATA), folder=new, in_checkout=True)
    assert "push-state" in (runner.plan(request).hint or "")
    assert not (old / "errored.tfstate").exists()
    assert len(waiting(runner._session(request))) == 1


def test_fault_40_state_newer_than_terraform(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A state in a format that this Terraform does not know is left as it is, and the way out is a newer Terraform."""
    request = make_stack(DATA)
    each_runner.apply(request)
    file = request.folder / "terraform.tfstate"
    newer = json.dumps({**json.loads(file.read_text()), "version": 5})
    file.write_text(newer)
    result = each_runner.apply(request)
    assert (result.outcome, result.failure) == (Outcome.FAILED, "version")
    assert "written by a newer Terraform" in (result.hint or "")
    assert file.read_text() == newer


def test_fault_42_hint_moves_the_state(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The command that is named for a changed backend does move the state that lies in the old place."""
    text = 'terraform {\n  backend "local" {\n    path = "one.tfstate"\n  }\n}\n' + DATA
    runner.apply(make_stack(text))
    request = make_stack(text.replace("one", "two"))
    hint = runner.plan(request).hint or ""
    command = next(part for part in hint.split("`") if "-migrate-state" in part)
    assert os.system(f"{command} -force-copy >/dev/null 2>&1") == 0  # noqa: S605 - typed as a person would
    assert json.loads((request.folder / "two.tfstate").read_text())["resources"]
    assert runner.plan(request).outcome is Outcome.NO_CHANGES
