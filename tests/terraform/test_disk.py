"""A state directory on a disk that is full or read only (fault 37): real disks, small ones."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.disk import is_full
from oci_assets.terraform.failures import FailureKind
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.whole_file import write_whole
from tests.disks import fill, make_read_only, make_writable, small_disk

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
STACK = 'resource "terraform_data" "a" {}\n'
ROOM = "make room on the state directory's disk"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB where the runners' state directory is."""
    with small_disk(tmp_path / "state", 4000) as folder:
        yield folder


def provisioned(command: str, count: int = 1) -> str:
    """Resources that run a command when they are created."""
    return (
        f'resource "terraform_data" "a" {{\n  count = {count}\n  provisioner "local-exec" {{\n'
        f'    command = "{command}"\n  }}\n}}\n'
    )


def halves(folder: Path) -> list[str]:
    """Files that somebody began to write and did not finish."""
    return [file.name for file in folder.rglob("*") if file.suffix in {".new", ".part"}]


def is_clear(result: StackResult) -> bool:
    """Whether the result says that it is the disk, and what to do."""
    return result.failure == FailureKind.DISK.value and ROOM in (result.hint or "")


@pytest.mark.parametrize("kilobytes", range(0, 48, 4))
def test_plan_on_a_disk_with_little_room(
    runner: TerraformRunner, make_stack: MakeStack, disk: Path, kilobytes: int
) -> None:
    """Wherever the disk gets full on the way, it is called that, or the plan is whole; never half of something."""
    filler = fill(disk)
    with filler.open("ab") as stream:
        stream.truncate(filler.stat().st_size - kilobytes * 1024)
    result = runner.plan(make_stack(STACK))
    assert (result.outcome, result.counts.created) == (Outcome.CHANGES, 1) or is_clear(result)
    assert halves(disk) == []
    filler.unlink()
    assert runner.plan(make_stack(STACK)).outcome is Outcome.CHANGES


def test_drift_on_a_full_disk_is_unknown(runner: TerraformRunner, make_stack: MakeStack, disk: Path) -> None:
    """It never reads as "no drift"."""
    fill(disk)
    result = runner.drift(make_stack(STACK))
    assert result.outcome is Outcome.UNKNOWN
    assert is_clear(result)


def test_apply_is_not_begun_without_room_for_its_note(
    odd_runner: OddRunner, make_stack: MakeStack, binary: Binary, disk: Path
) -> None:
    """The disk gets full between plan and apply: nothing is applied, and it is told (fault 37)."""
    real = " ".join(map(shlex.quote, binary.argv_prefix))
    runner = odd_runner("show", f'{real} "$@"; code=$?; cat /dev/zero >{disk}/filler 2>/dev/null; exit $code')
    request = make_stack(STACK)
    result = runner.apply(request)
    assert result.outcome is Outcome.FAILED
    assert "so nothing was applied: make " in (result.error or "")
    assert not (request.folder / "terraform.tfstate").exists()
    assert halves(disk) == []


def test_apply_that_fills_the_disk_tells_what_was_planned(
    runner: TerraformRunner, make_stack: MakeStack, disk: Path
) -> None:
    """What Terraform said is lost, what it did is not: it ended well, so all that was planned is done."""
    result = runner.apply(make_stack(provisioned(f"cat /dev/zero >{disk}/filler; true", count=2)))
    assert (result.outcome, result.counts.created) == (Outcome.APPLIED, 2)
    assert halves(disk) == []


def test_apply_that_fails_on_a_full_disk_is_unknown(runner: TerraformRunner, make_stack: MakeStack, disk: Path) -> None:
    """Nobody heard what it did before it failed, so it is neither failed nor tried again; the next run plans first."""
    request = make_stack(provisioned(f"cat /dev/zero >{disk}/filler; exit 1"), retries=2)
    result = runner.apply(request)
    assert (result.outcome, result.attempts) == (Outcome.UNKNOWN, 1)
    assert is_clear(result)
    (disk / "filler").unlink()
    assert "was cut off in the middle" in (runner.plan(request).hint or "")


def test_read_only_state_directory(runner: TerraformRunner, make_stack: MakeStack, disk: Path) -> None:
    """Nothing is run, and it is told what to do."""
    request = make_stack(STACK)
    make_read_only(disk)
    try:
        result = runner.apply(request)
    finally:
        make_writable(disk)
    assert (result.outcome, result.failure) == (Outcome.FAILED, FailureKind.DISK.value)
    assert "apply of toronto/network failed: the state directory cannot be written to at " in (result.error or "")
    assert "Read-only file system" in (result.error or "")
    assert "OCI_ASSETS_STATE_DIR" in (result.hint or "")
    assert not (request.folder / "terraform.tfstate").exists()


def test_write_whole_on_a_full_disk(disk: Path) -> None:
    """The old file stays as it was, and nothing of the new one is left."""
    file = disk / "note"
    write_whole(file, b"old")
    filler = fill(disk)
    assert is_full(disk)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"new" * 5000)
    assert file.read_bytes() == b"old"
    assert halves(disk) == []
    filler.unlink()
    assert not is_full(disk)
