"""Files that are there whole or not at all, whatever happens meanwhile: a full disk, a killed process."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write_whole(file: Path, content: bytes, *, mode: int = 0o600, sync: bool = True) -> None:
    """Write the file at once: a reader finds the old one, or the new one whole.

    With `sync` it is on the disk when this returns; without, a loss of power may take it (a killed process does not).

    Raises:
        OSError: it cannot be written; nothing of it is left behind.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}-{threading.get_ident()}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            if sync:
                os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError:
        if temporary.is_file():
            temporary.unlink()
        raise
    if sync:
        _sync_folder(file.parent)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
