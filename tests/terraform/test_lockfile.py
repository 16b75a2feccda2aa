"""Whose lock file it is. Providers are empty scripts in a mirror: init installs them and never starts them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.lockfile import LOCK_FILE, LockFile
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.scripts import make_script

MakeStack = Callable[..., StackRequest]
PLATFORM = "linux_amd64"
MISSING = "Provider dependency changes detected"


@pytest.fixture
def mirrored(each_binary: Binary, tmp_path: Path) -> TerraformRunner:
    """A runner that finds the providers `x` and `y` in a mirror."""
    mirror = tmp_path / "mirror"
    for name in ("x", "y"):
        folder = mirror / "registry.invalid" / "test" / name / "1.0.0" / PLATFORM
        make_script(folder, "exit 1", f"terraform-provider-{name}_v1.0.0")
    config = tmp_path / "rc"
    config.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror}"\n  }}\n}}\n')
    return TerraformRunner(each_binary, tmp_path / "state", environ={**os.environ, "TF_CLI_CONFIG_FILE": str(config)})


def requiring(*names: str) -> str:
    """A stack that needs these providers."""
    needed = "".join(f'    {name} = {{ source = "registry.invalid/test/{name}" }}\n' for name in names)
    return f"terraform {{\n  required_providers {{\n{needed}  }}\n}}\n"


def init_error(runner: TerraformRunner, request: StackRequest) -> str:
    """What init said; empty when it did what it should (the plan after it cannot start such providers)."""
    result = runner.plan(request)
    assert result.outcome is Outcome.FAILED
    return result.error or "" if "init of" in (result.error or "") else ""


def test_lock_file_of_ours_may_grow(mirrored: TerraformRunner, make_stack: MakeStack) -> None:
    """Who commits no lock file can add a provider in the same folder: the lock file that is there is init's own."""
    request = make_stack(requiring("x"))
    assert not init_error(mirrored, request)
    assert "test/x" in (request.folder / LOCK_FILE).read_text()
    assert not init_error(mirrored, make_stack(requiring("x", "y")))
    assert "test/y" in (request.folder / LOCK_FILE).read_text()
    assert not init_error(mirrored, make_stack(requiring("y")))


def test_lock_file_of_others_is_refused_when_it_lacks_a_provider(
    mirrored: TerraformRunner, make_stack: MakeStack
) -> None:
    """A lock file that somebody made or changed is as good as committed: it is left as it is, with a hint."""
    request = make_stack(requiring("x"))
    assert not init_error(mirrored, request)
    with (request.folder / LOCK_FILE).open("a") as file:
        file.write("# reviewed\n")
    given = (request.folder / LOCK_FILE).read_text()
    assert MISSING in init_error(mirrored, make_stack(requiring("x", "y")))
    assert "providers lock" in (mirrored.plan(request).hint or "")
    assert (request.folder / LOCK_FILE).read_text() == given


def test_lock_file_of_others_stays_theirs(mirrored: TerraformRunner, make_stack: MakeStack) -> None:
    """An init that got by with a given lock file does not make it its own."""
    request = make_stack(requiring("x"))
    init_error(mirrored, request)
    with (request.folder / LOCK_FILE).open("a") as file:
        file.write("# reviewed\n")
    assert not init_error(mirrored, request)
    assert MISSING in init_error(mirrored, make_stack(requiring("x", "y")))


def test_lock_file_of_another_checkout_is_given(tmp_path: Path) -> None:
    """The same content in another folder came with that checkout."""
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        (folder / LOCK_FILE).write_text("# x\n")
    ours, other = (LockFile(folder, tmp_path) for folder in folders)
    assert (ours.is_given(), other.is_given()) == (True, True)
    ours.note_ours()
    assert (ours.is_given(), other.is_given()) == (False, True)


def test_lock_file_that_is_not_there(tmp_path: Path) -> None:
    """No lock file is not a given one, also after an init that made none."""
    lock_file = LockFile(tmp_path, tmp_path)
    assert not lock_file.is_given()
    lock_file.note_ours()
    assert not lock_file.is_given()
