"""Whose lock file it is. Providers are empty scripts in a mirror: init installs them and never starts them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.lockfile import LOCK_FILE, LockFile
from oci_assets.terraform.providers_lock import this_platform
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.mirror import HOST, Mirror, serving
from tests.terraform.mirror import requiring as pinned
from tests.terraform.scripts import make_script

MakeStack = Callable[..., StackRequest]
MISSING = "Provider dependency changes detected"


@pytest.fixture
def mirrored(each_binary: Binary, tmp_path: Path) -> TerraformRunner:
    """A runner that finds the providers `x` and `y` in a mirror."""
    mirror = tmp_path / "mirror"
    for name in ("x", "y"):
        folder = mirror / "registry.invalid" / "test" / name / "1.0.0" / this_platform()
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


def test_lock_files_of_two_checkouts_are_ours(tmp_path: Path) -> None:
    """What init made in one checkout stays ours when init has made another one in the next."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / LOCK_FILE).write_text("# x\n")
    ours = [LockFile(tmp_path / name, tmp_path) for name in ("one", "two")]
    for each in ours:
        each.note_ours()
    assert [each.is_given() for each in ours] == [False, False]


def test_lock_file_is_carried_to_the_next_checkout(tmp_path: Path) -> None:
    """Into a checkout that has none, as ours; not into a person's folder, and not over a committed one."""
    folders = {name: tmp_path / name for name in ("one", "two", "place", "committed")}
    for folder in folders.values():
        folder.mkdir()
    (folders["one"] / LOCK_FILE).write_text("# made by init\n")
    (folders["committed"] / LOCK_FILE).write_text("# reviewed\n")
    LockFile(folders["one"], tmp_path, carried=True).note_ours()
    files = {name: LockFile(folder, tmp_path, carried=name != "place") for name, folder in folders.items()}
    for file in files.values():
        file.bring()
    assert files["two"].file.read_text() == "# made by init\n"
    assert not files["place"].file.exists()
    assert files["committed"].file.read_text() == "# reviewed\n"
    assert {name for name, file in files.items() if file.is_given()} == {"committed"}


def test_lock_file_of_a_person_is_not_carried(tmp_path: Path) -> None:
    """What init makes in place stays in place."""
    (tmp_path / LOCK_FILE).write_text("# x\n")
    LockFile(tmp_path, tmp_path).note_ours()
    (tmp_path / "next").mkdir()
    following = LockFile(tmp_path / "next", tmp_path, carried=True)
    following.bring()
    assert not following.file.exists()


def test_lock_file_that_was_carried_and_does_not_fit(
    each_binary: Binary, make_stack: MakeStack, tmp_path: Path
) -> None:
    """Another version of a provider is asked for: in a checkout it is chosen anew, a committed lock file is refused."""
    with serving(Mirror("x/1.0.0", "x/2.0.0"), tmp_path / "net") as mirror:
        runner = TerraformRunner(each_binary, tmp_path / "state", environ=mirror.environ)
        old = make_stack(pinned({"x": "1.0.0"}), name="one", in_checkout=True)
        assert not init_error(runner, old)
        new = replace(make_stack(pinned({"x": "2.0.0"}), name="two", in_checkout=True), stack=old.stack)
        assert not init_error(runner, new)
        assert LockFile(new.folder, tmp_path).providers()[0].version == "2.0.0"
        given = make_stack(pinned({"x": "1.0.0"}), name="three", in_checkout=True)
        (given.folder / LOCK_FILE).write_bytes((new.folder / LOCK_FILE).read_bytes())
        assert "does not match configured version constraint" in init_error(runner, given)
        assert LockFile(given.folder, tmp_path).providers()[0].version == "2.0.0"


def test_fault_39_lock_file_of_another_platform(each_binary: Binary, make_stack: MakeStack, tmp_path: Path) -> None:
    """A committed lock file without this platform's hashes: the exact command to run, and the file stays as it is."""
    with serving(Mirror("x/1.0.0"), tmp_path / "net") as mirror:
        runner = TerraformRunner(each_binary, tmp_path / "state", environ=mirror.environ)
        request = make_stack(pinned({"x": "1.0.0"}))
        other = f'provider "{HOST}/test/x" {{\n  version = "1.0.0"\n  hashes = [\n    "h1:{"A" * 43}=",\n  ]\n}}\n'
        (request.folder / LOCK_FILE).write_text(other)
        result = runner.plan(request)
    assert result.outcome is Outcome.FAILED
    assert "checksums" in (result.error or "")
    assert f"`terraform providers lock -platform={this_platform()}`" in (result.hint or "")
    assert (request.folder / LOCK_FILE).read_text() == other


def test_lock_file_that_is_not_there(tmp_path: Path) -> None:
    """No lock file is not a given one, also after an init that made none."""
    lock_file = LockFile(tmp_path, tmp_path)
    assert not lock_file.is_given()
    lock_file.note_ours()
    assert not lock_file.is_given()
