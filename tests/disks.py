"""Real disks that are full or cannot be written to, for tests of both. Root ignores modes, so they are mounts."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of that size at `folder`; the test is skipped, with the reason, where nothing may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0700", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    """From now on nothing can be written to this disk."""
    _mount("-o", "remount,ro", str(folder))


def make_writable(folder: Path) -> None:
    """Undo `make_read_only`."""
    _mount("-o", "remount,rw", str(folder))


def fill(folder: Path) -> Path:
    """A file that leaves no byte on the disk of `folder`; remove it to make room."""
    file = folder / "filler"
    with file.open("ab", buffering=0) as stream:
        for size in (1024 * 1024, 4096, 1):
            with suppress(OSError):
                while stream.write(b"x" * size):
                    pass
    return file


def _mount(*arguments: str) -> None:
    try:
        subprocess.run(["mount", *arguments], check=True, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("a disk of its own is needed, and there is no mount on this machine")
    except subprocess.CalledProcessError as error:
        pytest.skip(f"a disk of its own is needed, and mount is refused here: {error.stderr.strip()}")
