"""An apply under its note (`journal.py`), and what the run after a cut-off one says about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.disk import is_full
from oci_assets.terraform.journal import Journal, JournalError
from oci_assets.terraform.session import Session

ROOM_BYTES = 256 * 1024
"""For the note, and for what Terraform says about an apply of a few hundred resources."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What this run found when it got the stack's lock: `cut_off` is a sentence, None when all was in order."""

    journal: Journal
    cut_off: str | None

    def planned(self) -> None:
        """A plan has shown what is left to do, so the note has served."""
        self.journal.end()

    def told_in(self, result: StackResult) -> StackResult:
        """The result with the sentence in front of its hint."""
        return replace(result, hint=_joined(self.cut_off, result.hint)) if self.cut_off else result


def recovery(session: Session) -> Recovery:
    """Look for the note of a cut-off apply, and say so; call it with the stack's lock held."""
    journal = session.workspace.journal
    found = Recovery(journal, journal.cut_off())
    if found.cut_off:
        session.say(found.cut_off)
    return found


def journaled(session: Session, apply: Callable[[], StackResult]) -> StackResult:
    """Apply with a note on the disk from before its start until its result is known.

    The note stays when nobody knows what was done (`UNKNOWN`, or an exception): the next run says so.

    Raises:
        JournalError: the note cannot be written, or hardly anything else could be; nothing was applied.
    """
    journal = session.workspace.journal
    if is_full(session.workspace.root, ROOM_BYTES):
        raise JournalError(journal.stack, journal.file, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    journal.begin(session.request.run_id, session.request.commit)
    result = apply()
    if result.outcome is Outcome.UNKNOWN:
        return result
    try:
        journal.end()
    except OSError as error:  # what was done stays true
        hint = f"remove {journal.file} by hand, it says that this apply was cut off ({error.strerror})"
        return replace(result, hint=_joined(hint, result.hint))
    return result


def _joined(first: str | None, second: str | None) -> str | None:
    return "; ".join(part for part in (first, second) if part) or None
