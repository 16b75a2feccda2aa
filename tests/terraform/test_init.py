"""Init only when needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.request import StackRequest, Timeouts
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]
CALL = 'module "vcn" {\n  source = "../../../modules/vcn"\n}\n'


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A local module that calls another one."""
    inner, outer = tmp_path / "modules" / "inner", tmp_path / "modules" / "vcn"
    for folder, text in (
        (inner, 'resource "terraform_data" "i" {}\n'),
        (outer, 'module "i" {\n  source = "../inner"\n}\n'),
    ):
        folder.mkdir(parents=True)
        (folder / "main.tf").write_text(text)
    return outer


def inits(runner: TerraformRunner, request: StackRequest) -> int:
    """How often init has run for the stack."""
    assert runner.plan(request).outcome is Outcome.CHANGES
    return sum(1 for _ in runner.state_dir.rglob("*-init.log"))


def test_init_runs_once(runner: TerraformRunner, make_stack: MakeStack, module: Path) -> None:
    """An unchanged stack is not initialised again, whatever run asks."""
    assert module.exists()
    request = make_stack(CALL)
    assert [inits(runner, request), inits(runner, replace(request, run_id="run-2"))] == [1, 1]


def test_init_runs_again_after_a_change(runner: TerraformRunner, make_stack: MakeStack, module: Path) -> None:
    """A change of the folder, of a module at any depth, or of the lock file: init; of a README: none."""
    request = make_stack(CALL)
    assert inits(runner, request) == 1
    (request.folder / "README.md").write_text("changed")
    assert inits(runner, request) == 1
    (request.folder / "more.tf").write_text('output "x" { value = 1 }\n')
    assert inits(runner, request) == 2
    with (module.parent / "inner" / "main.tf").open("a") as file:
        file.write('resource "terraform_data" "j" {}\n')
    assert inits(runner, request) == 3
    (request.folder / ".terraform.lock.hcl").write_text("# new\n")
    assert inits(runner, request) == 4


def test_init_runs_when_the_data_dir_is_lost(runner: TerraformRunner, make_stack: MakeStack, module: Path) -> None:
    """Somebody who removes the data folder gets a good run, and so does somebody who removes half of it."""
    assert module.exists()
    request = make_stack(CALL)
    assert inits(runner, request) == 1
    data_dir = next(runner.state_dir.glob("stacks/*/data"))
    shutil.rmtree(data_dir)
    assert inits(runner, request) == 2
    (data_dir / "modules" / "modules.json").write_text('{"Modules": []}')
    assert inits(runner, request) == 3


def test_init_runs_when_terraform_asks_for_it(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What only Terraform can see missing is mended in the same run, once."""
    backend = 'terraform {\n  backend "local" {}\n}\nresource "terraform_data" "a" {}\n'
    request = make_stack(backend)
    assert inits(runner, request) == 1
    (next(runner.state_dir.glob("stacks/*/data")) / "terraform.tfstate").unlink()
    assert [inits(runner, request), inits(runner, request)] == [2, 2]


def test_init_lock_file_of_a_commit_stays(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A committed lock file is not written to."""
    request = make_stack('resource "terraform_data" "a" {}\n')
    lock_file = request.folder / ".terraform.lock.hcl"
    lock_file.write_text("# committed\n")
    assert runner.apply(request).outcome is Outcome.APPLIED
    assert lock_file.read_text() == "# committed\n"


def test_init_lock_file_that_lacks_a_provider(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Init that Terraform cannot do ends in one message, not in a loop."""
    request = make_stack('resource "nope_thing" "a" {}\n')
    result = runner.plan(request)
    assert result.outcome is Outcome.FAILED
    assert "nope" in (result.error or "")


def test_init_failure_is_not_taken_for_done(runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """After a failed init the next run tries again."""
    request = make_stack(CALL)
    assert runner.plan(request).outcome is Outcome.FAILED
    folder = tmp_path / "modules" / "vcn"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text('resource "terraform_data" "i" {}\n')
    assert runner.plan(request).outcome is Outcome.CHANGES


def test_init_shared_plugin_cache_is_locked(
    runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a plugin cache an init waits for the init of another stack."""
    monkeypatch.setenv("TF_PLUGIN_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    cached = TerraformRunner(runner.binary, runner.state_dir)
    request = make_stack('resource "terraform_data" "a" {}\n', timeouts=Timeouts(init_seconds=0.2))
    session = cached._session(request)
    with session.workspace.plugin_cache_lock("run-other", budget_seconds=0):
        result = cached.plan(request)
    assert "the plugin cache is locked by run run-other" in (result.error or "")
    assert cached.plan(replace(request, timeouts=Timeouts())).outcome is Outcome.CHANGES
