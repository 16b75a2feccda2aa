"""A quiet plan is told without `show`; drift, and everything unexpected, is left to Terraform."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oci_assets.model import Counts, Outcome
from oci_assets.terraform.plan_file import NO_STATE, StateId, file_digest, states_in
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.reviews import TEXT, commands_run

MakeStack = Callable[..., StackRequest]
STATE = {"version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "l", "outputs": {}, "resources": []}
# A file that Terraform's built-in provider reads back from nowhere: drift is made by writing to the state instead.
RESOURCE = {"mode": "managed", "type": "terraform_data", "name": "a", "instances": []}


def archive(file: Path, after: Any, before: Any) -> Path:
    """A plan file with these states and nothing else."""
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("tfstate", after if isinstance(after, str) else json.dumps(after))
        opened.writestr("tfstate-prev", before if isinstance(before, str) else json.dumps(before))
    return file


@pytest.mark.parametrize(
    ("after", "before", "undrifted"),
    [
        (STATE, {**STATE, "serial": 0, "lineage": "", "terraform_version": "1.9.0"}, True),
        (STATE, {**STATE, "resources": [RESOURCE]}, False),
        (STATE, {**STATE, "resources": [{**RESOURCE, "mode": "data"}]}, True),
        ({**STATE, "outputs": {"o": {"value": 1, "type": "number"}}}, STATE, False),
        ({**STATE, "new_part": []}, {**STATE, "new_part": []}, False),
        ({**STATE, "resources": None}, {**STATE, "resources": None}, False),
    ],
)
def test_states_in(tmp_path: Path, after: Any, before: Any, undrifted: bool) -> None:  # noqa: FBT001
    """Equal in all that we know: undrifted; a part that we do not know is never taken for equal."""
    states = states_in(archive(tmp_path / "plan", after, before))
    assert states is not None
    assert (states.id, states.undrifted) == (StateId("l", 3), undrifted)


@pytest.mark.parametrize(
    ("after", "before"),
    [({**STATE, "version": 5}, STATE), (STATE, "{"), ([], STATE), ({**STATE, "serial": "3"}, STATE), ("", "")],
)
def test_states_in_unexpected(tmp_path: Path, after: Any, before: Any) -> None:
    """Another version, no JSON, no state: nothing is told."""
    assert states_in(archive(tmp_path / "plan", after, before)) is None


def test_states_in_no_archive(tmp_path: Path) -> None:
    """No zip archive (OpenTofu encrypts), one without states, no file at all."""
    (tmp_path / "text").write_bytes(b"encrypted")
    with zipfile.ZipFile(tmp_path / "empty", "w"):
        pass
    assert [states_in(tmp_path / name) for name in ("text", "empty", "missing")] == [None, None, None]


def test_file_digest(tmp_path: Path) -> None:
    """SHA-256 of the content."""
    (tmp_path / "file").write_bytes(b"abc")
    assert file_digest(tmp_path / "file") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_quiet_plan_needs_no_show(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Nothing to do and no drift: one command; its plan file tells the state."""
    request = make_stack(TEXT % "x" + 'output "o" {\n  value = terraform_data.a.output\n}\n')
    each_runner.apply(request)
    result = each_runner.plan(make_stack((request.folder / "main.tf").read_text(), run_id="run-2"))
    assert (result.outcome, result.counts) == (Outcome.NO_CHANGES, Counts())
    assert "No changes" in result.plan_text
    assert commands_run(each_runner, make_stack(TEXT % "x", run_id="run-2")) == ["plan"]


def test_empty_stack(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A stack without a state has the state of none."""
    assert each_runner.plan(make_stack("locals {}\n")).outcome is Outcome.NO_CHANGES
    assert StateId("", 0) == NO_STATE


def test_moved_resources_are_changes(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A `moved` block alone, an output alone: `show` is asked, and says changes (fault 43)."""
    each_runner.apply(make_stack(TEXT % "x"))
    moved = (TEXT % "x").replace('"a"', '"b"') + "moved {\n  from = terraform_data.a\n  to   = terraform_data.b\n}\n"
    for text in (moved, TEXT % "x" + 'output "o" {\n  value = 1\n}\n'):
        assert each_runner.plan(make_stack(text)).outcome is Outcome.CHANGES
