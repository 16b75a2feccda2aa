"""A state directory whose disk is full or read only: told as what it is, wherever it shows first."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

from oci_assets.terraform.failures import Failure, FailureKind

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_PROBE_BYTES = 4096
_MAKE_ROOM = "make room on the state directory's disk, then run this again"
_OPEN_UP = "make the state directory writable, or point --state-dir or OCI_ASSETS_STATE_DIR elsewhere"
_LOOK = f"{_MAKE_ROOM}: the next run plans first and shows what is left"


def disk_failure(error: OSError) -> Failure | None:
    """The failure behind an error of the operating system; None when it is no trouble of a disk."""
    if error.errno not in _FULL | _CLOSED:
        return None
    where = f" at {error.filename}" if error.filename is not None else ""
    hint = _MAKE_ROOM if error.errno in _FULL else _OPEN_UP
    return Failure(FailureKind.DISK, f"the state directory cannot be written to{where}: {error.strerror}", hint)


def is_full(folder: Path, wanted_bytes: int = _PROBE_BYTES) -> bool:
    """Whether the disk does not take so much more: found out by trying. What a program says is cut without a word."""
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as stream:
            return stream.write(b"\0" * wanted_bytes) < wanted_bytes
    except OSError as error:
        return error.errno in _FULL


def unheard(phase: str, folder: Path) -> Failure:
    """A command failed while the disk of its log was full, so nobody knows all that it said."""
    what = f"the disk of {folder} is full, so what terraform said is cut short"
    return Failure(FailureKind.DISK, what, _LOOK if phase == "apply" else _MAKE_ROOM)
