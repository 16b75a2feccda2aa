"""The note that an apply is going on, in the stack's own folder. One that is found under the stack's lock was cut off.

It is written before Terraform's apply starts and goes when the result is known; never by a process that was killed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from oci_assets.errors import OciAssetsError
from oci_assets.terraform.locks import boot_id
from oci_assets.terraform.whole_file import write_whole


class JournalError(OciAssetsError):
    """The note cannot be kept, so nothing may be applied."""

    def __init__(self, stack: str, file: Path, error: OSError) -> None:
        """Say where and why."""
        super().__init__(
            f"cannot note in {file} that {stack} is about to be applied ({error.strerror}), so nothing was applied: "
            f"make {file.parent} writable, with space left on its disk, then run this again"
        )


@dataclass(frozen=True, slots=True)
class Journal:
    """The note of one stack. Only whoever holds the stack's lock may use it."""

    stack: str
    file: Path

    def begin(self, run_id: str, commit: str | None = None) -> None:
        """Note that an apply starts; on the disk when this returns, whole or not at all.

        Raises:
            JournalError: the state directory is read only, its disk is full.
        """
        note = {
            "stack": self.stack,
            "run": run_id,
            "pid": os.getpid(),
            "since": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "commit": commit,
            "boot": boot_id(),
        }
        try:
            write_whole(self.file, json.dumps(note).encode())
        except OSError as error:
            raise JournalError(self.stack, self.file, error) from error

    def end(self) -> None:
        """The result is known, or a plan has shown what the cut-off apply left to do."""
        self.file.unlink(missing_ok=True)

    def content(self) -> bytes | None:
        """The note as it is, different for every apply; None when there is none. Anybody may look."""
        try:
            return self.file.read_bytes()
        except FileNotFoundError:
            return None

    def cut_off(self) -> str | None:
        """One sentence on an apply whose end nobody saw; None when there is none."""
        content = self.content()
        if content is None:
            return None
        return (
            f"the last apply of {self.stack} was cut off in the middle{_told(content)}: "
            "what it did is found out by planning anew; a provisioner that was running does not run again by itself"
        )


def _told(content: bytes) -> str:
    """Who it was, as far as the note can be read."""
    try:
        note: Mapping[str, Any] = json.loads(content)
        commit = f", commit {note['commit'][:10]}" if note["commit"] else ""
        restarted = "; the machine was started anew since" if note["boot"] != boot_id() else ""
        return f" (run {note['run']}, process {note['pid']}, since {note['since']}{commit}{restarted})"
    except (ValueError, KeyError, TypeError):
        return " (its note cannot be read)"
