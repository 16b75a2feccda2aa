"""Which process is at the other end of a connection, through /proc: a joined server has no working folder of a stack.

Only Linux has it, and only for processes of the same user: elsewhere the answer is `None`, and the check of the
backend does not take place for joined servers (a spawned one inherits folder and environment everywhere).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from oci_simulator.protocol.backend_guard import Place

_ESTABLISHED = "01"
_PROC = Path("/proc")


def place_of_peer(peer: str, server_port: int) -> Place | None:
    """Folder and environment of the process behind a peer such as `ipv4:127.0.0.1:40000`."""
    port = re.fullmatch(r"ipv4:127\.0\.0\.1:(\d+)", peer)
    inode = _inode(int(port[1]), server_port) if port else None
    process = _owner(inode) if inode else None
    if process is None:
        return None
    try:
        pairs = (process / "environ").read_bytes().split(b"\0")
        environment = dict(os.fsdecode(pair).split("=", 1) for pair in pairs if b"=" in pair)
        return Place((process / "cwd").readlink(), environment)
    except OSError:  # it ended meanwhile, or belongs to somebody else
        return None


def _inode(client_port: int, server_port: int) -> str | None:
    """The socket of the client end, from the kernel's list: addresses in hexadecimal, `0100007F` is 127.0.0.1."""
    try:
        lines = (_PROC / "net" / "tcp").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return None
    wanted = [f"0100007F:{client_port:04X}", f"0100007F:{server_port:04X}", _ESTABLISHED]
    return next((columns[9] for line in lines if (columns := line.split())[1:4] == wanted), None)


def _owner(inode: str) -> Path | None:
    target = f"socket:[{inode}]"
    return next((process for process in _processes() if target in _links(process)), None)


def _processes() -> Iterator[Path]:
    yield from (entry for entry in _PROC.iterdir() if entry.name.isdecimal())


def _links(process: Path) -> set[str]:
    """What the open files of a process are; none when it may not be read, or is gone."""
    found: set[str] = set()
    try:
        for link in (process / "fd").iterdir():
            found.add(os.readlink(link))  # noqa: PTH115  # a `socket:[1]` is no path
    except OSError:
        return found
    return found
