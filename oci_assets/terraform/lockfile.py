"""The stack's `.terraform.lock.hcl`: one that came with the checkout is never written to, one that init made may be.

Whoever commits no lock files gets one from the first init; were that taken for a committed one, the first provider
that is added to the stack would be refused.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

LOCK_FILE = ".terraform.lock.hcl"


class LockFile:
    """The lock file of one folder, and the note in the data dir that it is ours."""

    def __init__(self, folder: Path, data_dir: Path) -> None:
        self.file = folder / LOCK_FILE
        self._note = data_dir / "oci-assets-lock-file.sha256"

    def is_given(self) -> bool:
        """Whether there is one that no init of ours has made."""
        now = self._digest()
        return now is not None and now != self._noted()

    def note_ours(self) -> None:
        """Remember it as it is now as one that init has made; call it when `is_given` was False before that init."""
        self._note.write_text(self._digest() or "", encoding="ascii")

    def _digest(self) -> str | None:
        """Over its place and content; None when there is none."""
        try:
            content = self.file.read_bytes()
        except FileNotFoundError:
            return None
        return hashlib.sha256(os.fsencode(self.file.resolve()) + b"\0" + content).hexdigest()

    def _noted(self) -> str | None:
        try:
            return self._note.read_text(encoding="ascii")
        except FileNotFoundError:
            return None
