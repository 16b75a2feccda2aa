"""Which of our commands may have left Terraform's own lock on a state: noted before each one that takes it.

The note of a command goes when it ends in order, so what is found later was killed, or its machine was. Whoever uses
the file holds the stack's lock.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from oci_assets.terraform.locks import boot_id
from oci_assets.terraform.whole_file import write_whole

LOCKS_WITHIN = timedelta(minutes=2)
"""Terraform takes its lock when it starts, before it reads much; a lock that is younger is somebody else's."""
CLOCK_STEPS = timedelta(seconds=2)
KEPT = 20


@dataclass(frozen=True, slots=True)
class LockNote:
    """One command of ours that takes Terraform's lock: its run, our process, when it began, the machine's start."""

    run: str
    pid: int
    phase: str
    since: str
    boot: str | None

    def may_have_made(self, created: datetime) -> bool:
        """Whether a lock of that moment can be the one that this command took."""
        began = datetime.fromisoformat(self.since)
        return began - CLOCK_STEPS <= created <= began + LOCKS_WITHIN


@dataclass(frozen=True, slots=True)
class LockNotes:
    """The notes of one stack, oldest first."""

    file: Path

    def read(self) -> tuple[LockNote, ...]:
        """What is noted; nothing where there is no file, or none that can be read."""
        with suppress(FileNotFoundError, ValueError, TypeError):
            return tuple(LockNote(**note) for note in json.loads(self.file.read_bytes()))
        return ()

    def clear(self) -> None:
        """None of them holds the lock any more."""
        self.file.unlink(missing_ok=True)

    def begin(self, run_id: str, phase: str) -> None:
        """Note that a command starts which takes the lock; the note stays unless `ended_in_order` takes it away."""
        since = datetime.now(timezone.utc).isoformat()
        self._write((*self.read(), LockNote(run_id, os.getpid(), phase, since, boot_id()))[-KEPT:])

    def ended_in_order(self, *, had_lock: bool) -> None:
        """The last command has ended by itself. When it had the lock and freed it, no older one can hold it."""
        if had_lock:
            self.clear()
        else:
            self._write(self.read()[:-1])

    def _write(self, notes: tuple[LockNote, ...]) -> None:
        if not notes:
            return self.clear()
        # Not forced to the disk: it costs every plan something, and says only what a person can find out otherwise.
        write_whole(self.file, json.dumps([asdict(note) for note in notes]).encode(), sync=False)
        return None
