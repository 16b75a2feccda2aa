"""The stack's `.terraform.lock.hcl`: one that came with the checkout is never written to, one that init made may be.

Whoever commits no lock files gets one from the first init; were that taken for a committed one, the first provider
that is added to the stack would be refused. Such a file lies in the checkout of one commit; a copy in the data dir
brings it into the checkout of the next, which then needs no init.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from oci_assets.terraform.whole_file import write_whole

LOCK_FILE = ".terraform.lock.hcl"
# More than there are checkouts at a time (`platform/checkouts.py`).
_NOTES = 100
_PROVIDER = re.compile(r'^provider\s+"([^"\n]+)"\s*\{(.*?)^\}', re.MULTILINE | re.DOTALL)
_VERSION = re.compile(r'^\s*version\s*=\s*"([^"\n]+)"', re.MULTILINE)
_HASH = re.compile(r'"((?:h1|zh):[^"\n]+)"')


@dataclass(frozen=True, slots=True)
class LockedProvider:
    """What a lock file says of one provider: source address (`registry.terraform.io/oracle/oci`), version, hashes."""

    address: str
    version: str
    hashes: frozenset[str]


class LockFile:
    """The lock file of one folder, and the notes in the data dir of those that are ours.

    Args:
        folder: the stack's folder.
        data_dir: of the stack, for any of its folders.
        carried: the folder is a checkout that we made: one that init makes is carried to the next.
    """

    def __init__(self, folder: Path, data_dir: Path, *, carried: bool = False) -> None:
        self.file = folder / LOCK_FILE
        self._note = data_dir / "oci-assets-lock-file.sha256"
        self._kept = data_dir / "oci-assets-lock-file.hcl"
        self._carried = carried

    def is_given(self) -> bool:
        """Whether there is one that no init of ours has made."""
        content = _content(self.file)
        return content is not None and self._digest(content) not in self._noted()

    def bring(self) -> None:
        """Put the one that the last init made into a checkout that has none; never over one, never in other folders."""
        content = _content(self._kept) if self._carried and not self.file.exists() else None
        if content is not None:
            self._add_note(content)  # first: without it the file would be taken for a committed one
            write_whole(self.file, content)

    def note_ours(self) -> None:
        """Remember it as it is now as one that init has made; call it when `is_given` was False before that init."""
        content = _content(self.file)
        if content is not None:
            self._add_note(content)
            if self._carried:
                write_whole(self._kept, content)

    def drop(self) -> bool:
        """Take away one of ours that does not fit any more, in a checkout; False: there is none."""
        if not self._carried or not self.file.exists() or self.is_given():
            return False
        self.file.unlink()
        self._kept.unlink(missing_ok=True)
        return True

    def complete(self, completed: Callable[[str], str]) -> None:
        """Write more hashes into one that an init has just made."""
        content = _content(self.file)
        if content is not None:
            fresh = completed(content.decode()).encode()
            if fresh != content:
                write_whole(self.file, fresh)

    def providers(self) -> tuple[LockedProvider, ...]:
        """What it locks; empty without a file."""
        return locked_in(_content(self.file) or b"")

    def _add_note(self, content: bytes) -> None:
        digest = self._digest(content)
        notes = [note for note in self._noted() if note != digest]
        write_whole(self._note, "\n".join([*notes[-_NOTES + 1 :], digest]).encode("ascii"))

    def _digest(self, content: bytes) -> str:
        """Over its place and content."""
        return hashlib.sha256(os.fsencode(self.file.resolve()) + b"\0" + content).hexdigest()

    def _noted(self) -> list[str]:
        return (_content(self._note) or b"").decode("ascii", "replace").split()


def locked_in(content: bytes) -> tuple[LockedProvider, ...]:
    """What the content of a lock file locks."""
    text = content.decode("utf-8", "replace")
    found = ((address, _VERSION.search(body), body) for address, body in _PROVIDER.findall(text))
    return tuple(LockedProvider(a, v[1], frozenset(_HASH.findall(body))) for a, v, body in found if v)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
