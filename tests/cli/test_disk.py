"""The command line on a disk that is full or read only (fault 37): one clear line, no half-written file."""

from __future__ import annotations

import resource as limits
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine, resource
from tests.disks import fill, make_read_only, make_writable, small_disk

FILLS = '  provisioner "local-exec" {{\n    command = "cat /dev/zero >{file}; true"\n  }}\n'
LIMIT_BYTES = 600


@pytest.fixture
def disk(oci: CommandLine) -> Iterator[Path]:
    """A disk of 8 MB where the state directory is."""
    with small_disk(oci.state.parent / "disk", 8000) as folder:
        oci.state = folder / "state"
        yield folder


@pytest.mark.parametrize("used_before", [False, True])
def test_full_before_the_run(oci: CommandLine, disk: Path, used_before: bool) -> None:  # noqa: FBT001 a parameter
    """Nothing is run, the message says why and what to do, and the next run with room goes on as ever."""
    if used_before:
        oci("plan", "toronto/identity")
    filler = fill(disk)
    ended = oci("apply", "--all")
    assert ended.code == 1
    assert "cannot be used: No space left on device: point --state-dir or OCI_ASSETS_STATE_DIR at" in ended.err
    assert not list(oci.estate.root.rglob("terraform.tfstate"))
    filler.unlink()
    assert oci("apply", "toronto/identity").code == 0


def test_read_only_before_the_run(oci: CommandLine, disk: Path) -> None:
    """As a full disk: told before anything runs."""
    oci("plan", "toronto/identity")
    make_read_only(disk)
    try:
        ended = oci("apply", "--all")
    finally:
        make_writable(disk)
    assert ended.code == 1
    assert "cannot be used: Read-only file system" in ended.err
    assert not list(oci.estate.root.rglob("terraform.tfstate"))


def test_full_in_the_middle(oci: CommandLine, disk: Path) -> None:
    """The history cannot be written any more: no bug, no success; the next plan shows what was done."""
    body = FILLS.format(file=disk / "filler")
    oci.estate.commit("fills", {"toronto/identity/main.tf": resource(body=body)})
    ended = oci.process("apply", "toronto/identity")
    assert ended.code == 1
    assert "error: the history cannot be written: disk" in ended.err
    assert "then look at a plan" in ended.err
    assert "this is a bug" not in ended.err
    assert not [file for file in disk.rglob("*") if file.suffix in {".new", ".part"}]
    (disk / "filler").unlink()
    planned = oci.process("plan", "toronto/identity")
    assert (planned.code, "no changes" in planned.out) == (0, True)


@pytest.mark.parametrize("option", ["--json", "--markdown"])
def test_report_on_a_full_disk(oci: CommandLine, tmp_path: Path, option: str) -> None:
    """The report of the run before stays whole, beside no half of the new one."""
    with small_disk(tmp_path / "reports", 8) as folder:
        report = folder / "report"
        report.write_text("old")
        fill(folder)
        ended = oci("plan", "toronto/identity", option, str(report))
        assert ended.code == 1
        assert f"'{report}' cannot be written: No space left on device" in ended.err
        assert report.read_text() == "old"
        assert sorted(file.name for file in folder.iterdir()) == ["filler", "report"]


def test_dagster_yaml_is_whole_or_missing(tmp_path: Path) -> None:
    """Half of it would be read as a whole one, with Dagster's own defaults for the rest."""
    home = tmp_path / "home"
    code = f"import pathlib, oci_assets.platform.instance as i; i.prepare_home(pathlib.Path({str(home)!r}))"

    def limit() -> None:
        limits.setrlimit(limits.RLIMIT_FSIZE, (LIMIT_BYTES, LIMIT_BYTES))

    ended = subprocess.run([sys.executable, "-c", code], preexec_fn=limit, capture_output=True, text=True, check=False)
    assert "File too large" in ended.stderr
    assert list(home.iterdir()) == []
