"""A Terraform that is killed while it writes a local state leaves half a file: the next run puts the state back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.local_state import LocalState, local_state
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
FIRST = 'resource "terraform_data" "a" {\n  input = "1"\n}\n'
# Terraform is killed in the middle of its second resource, and what it leaves is half of the state.
KEPT = FIRST.replace('"1"', '"2"') + (
    'resource "terraform_data" "c" {\n  depends_on = [terraform_data.a]\n'
    '  provisioner "local-exec" {\n    command = "echo ${self.id} > id-of-c"\n  }\n}\n'
)
COPIED = "until grep -q $(cat id-of-c) $TF_DATA_DIR/../state-copy.json; do sleep 0.05; done"
KILLED = KEPT + (
    'resource "terraform_data" "b" {\n  depends_on = [terraform_data.c]\n  provisioner "local-exec" {\n'
    f'    command = "{COPIED}; truncate -s BYTES terraform.tfstate; kill -9 $PPID"\n  }}\n}}\n'
)


def ids(folder: Path) -> dict[str, str]:
    """The id of each resource in the state."""
    state = json.loads((folder / "terraform.tfstate").read_bytes())
    return {each["name"]: each["instances"][0]["attributes"]["id"] for each in state["resources"]}


@pytest.mark.parametrize("left", [0, 100])
@pytest.mark.parametrize("action", ["plan", "apply", "drift"])
def test_state_cut_off_in_a_write(runner: TerraformRunner, make_stack: MakeStack, left: int, action: str) -> None:
    """What was done before the kill is known again: nothing is created twice."""
    request = make_stack(FIRST)
    assert runner.apply(request).outcome is Outcome.APPLIED
    before = ids(request.folder)
    killed = make_stack(KILLED.replace("BYTES", str(left)), run_id="run-2")
    assert runner.apply(killed).outcome is Outcome.UNKNOWN
    assert (request.folder / "terraform.tfstate").stat().st_size == left
    made = (request.folder / "id-of-c").read_text().strip()
    said: list[str] = []
    result = getattr(runner, action)(make_stack(KEPT, on_line=said.append))
    assert any("was cut off in the middle of a write and is put back from" in line for line in said)
    assert (result.outcome, result.changes) == (Outcome.NO_CHANGES, ())
    assert ids(request.folder) == {**before, "c": made}


def test_state_cut_off_is_told_in_the_hint(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Somebody who sees only the result learns of it, too."""
    runner.apply(make_stack(FIRST))
    runner.apply(make_stack(KILLED.replace("BYTES", "0")))
    assert "put back from" in (runner.plan(make_stack(FIRST)).hint or "")


def test_first_state_that_was_never_written(
    odd_runner: OddRunner, runner: TerraformRunner, make_stack: MakeStack
) -> None:
    """Terraform leaves an empty file when it is killed before its first write: that is no state, and no error."""
    assert odd_runner("apply", ": > terraform.tfstate; kill -9 $$").apply(make_stack(FIRST)).outcome is Outcome.UNKNOWN
    assert runner.apply(make_stack(FIRST)).outcome is Outcome.APPLIED


def test_copies_go_when_the_end_is_known(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A state holds secrets: no copy is left of it after an apply that ended."""
    runner.apply(make_stack(FIRST))
    runner.apply(make_stack(FIRST.replace("1", "2")))
    assert list(runner.state_dir.rglob("state-copy*")) == []


def test_copy_is_private_and_only_of_whole_states(tmp_path: Path) -> None:
    """A copy is never overwritten with half a state."""
    state = LocalState(tmp_path / "terraform.tfstate", tmp_path / "copy")
    state.file.write_text('{"serial": 4}')
    state.keep()
    assert (state.copy.stat().st_mode & 0o777, state.copy.read_text()) == (0o600, '{"serial": 4}')
    state.file.write_text('{"serial": 5')
    LocalState(state.file, state.copy).keep()
    assert state.copy.read_text() == '{"serial": 4}'


def test_newest_copy_is_put_back(tmp_path: Path) -> None:
    """Ours, or the one that Terraform made; the file keeps its place behind a link."""
    (tmp_path / "estate").mkdir()
    (tmp_path / "terraform.tfstate").symlink_to(tmp_path / "estate/terraform.tfstate")
    (tmp_path / "estate/terraform.tfstate").write_text("")
    (tmp_path / "terraform.tfstate.backup").write_text('{"serial": 7}')
    (tmp_path / "copy").write_text('{"serial": 6}')
    told = LocalState(tmp_path / "terraform.tfstate", tmp_path / "copy").mend()
    assert "(serial 7)" in (told or "")
    assert (tmp_path / "terraform.tfstate").is_symlink()
    assert (tmp_path / "estate/terraform.tfstate").read_text() == '{"serial": 7}'


@pytest.mark.parametrize(
    ("record", "workspace", "place"),
    [
        (None, None, "terraform.tfstate"),
        ({"backend": {"type": "local", "config": {"path": "x/y.tfstate"}}}, None, "x/y.tfstate"),
        (
            {"backend": {"type": "local", "config": {"path": None}}},
            "blue",
            "terraform.tfstate.d/blue/terraform.tfstate",
        ),
        ({"backend": {"type": "s3", "config": {}}}, None, None),
    ],
)
def test_place_of_the_state(tmp_path: Path, record: object, workspace: str | None, place: str | None) -> None:
    """Where init noted it; None where the state is not a file of this machine."""
    data = tmp_path / "data"
    data.mkdir()
    if record is not None:
        (data / "terraform.tfstate").write_text(json.dumps(record))
    if workspace is not None:
        (data / "environment").write_text(workspace)
    found = local_state(tmp_path, data, tmp_path / "copy")
    assert (found.file if found else None) == (tmp_path / place if place else None)
