"""An apply under its note (`journal.py`), and what the run after a cut-off one says about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.disk import is_full
from oci_assets.terraform.journal import Journal, JournalError
from oci_assets.terraform.local_state import LocalState, local_state
from oci_assets.terraform.notes import joined, noted
from oci_assets.terraform.session import Session

ROOM_BYTES = 256 * 1024
"""For the note, and for what Terraform says about an apply of a few hundred resources."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What this run found when it got the stack's lock: `cut_off` is a sentence, None when all was in order."""

    journal: Journal
    cut_off: str | None
    local: LocalState | None

    def planned(self) -> None:
        """A plan has shown what is left to do, so the note has served."""
        _end(self.journal, self.local)

    def told_in(self, result: StackResult) -> StackResult:
        """The result with the sentence in front of its hint."""
        return noted(result, self.cut_off)


def recovery(session: Session) -> Recovery:
    """Look for the note of a cut-off apply, mend what it left, and say so; call it with the stack's lock held.

    Raises:
        OSError: a state that was cut off cannot be put back.
    """
    journal, local = session.workspace.journal, _local(session)
    told = journal.cut_off()
    if told:
        told = joined(told, local.mend() if local else None)
        session.say(told or "")
    return Recovery(journal, told, local)


def journaled(session: Session, apply: Callable[[Callable[[], None]], StackResult]) -> StackResult:
    """Apply with a note on the disk from before its start until its result is known.

    The note stays when nobody knows what was done (`UNKNOWN`, or an exception): the next run says so. `apply` is given
    what to call after each change: it keeps a copy of a state that is a local file.

    Raises:
        JournalError: the note cannot be written, or hardly anything else could be; nothing was applied.
    """
    journal = session.workspace.journal
    if is_full(session.workspace.root, ROOM_BYTES):
        raise JournalError(journal.stack, journal.file, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    journal.begin(session.request.run_id, session.request.commit)
    local = _local(session)
    keep = _keeper(session, local)
    keep()
    result = apply(keep)
    if result.outcome is Outcome.UNKNOWN:
        return result
    try:
        _end(journal, local)
    except OSError as error:  # what was done stays true
        hint = f"remove {journal.file} by hand, it says that this apply was cut off ({error.strerror})"
        return noted(result, hint)
    return result


def _local(session: Session) -> LocalState | None:
    workspace = session.workspace
    return local_state(session.request.folder, workspace.data_dir, workspace.root / "state-copy.json")


def _keeper(session: Session, local: LocalState | None) -> Callable[[], None]:
    """Keeps a copy of a local state whenever it is called; gives up, and says so, when that cannot be written."""
    kept = [local] if local else []

    def keep() -> None:
        try:
            for each in kept:
                each.keep()
        except OSError as error:
            kept.clear()
            session.say(f"no more copies of the state are kept meanwhile ({error.strerror})")

    return keep


def _end(journal: Journal, local: LocalState | None) -> None:
    if local:
        local.forget()
    journal.end()
