"""Terraform's own lock on a stack's state, by hand: who holds it, and freeing it. Only a person asks for this."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from oci_assets.terraform.command import force_unlock_args, state_probe_args
from oci_assets.terraform.failures import Failure, FailureKind, LockInfo
from oci_assets.terraform.init import ensure_init
from oci_assets.terraform.lock_holder import Holder, Verdict, judge
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.session import Session

logger = logging.getLogger(__name__)

PHASE = "unlock"
_NO_STATE = "No state file was found"


@dataclass(frozen=True, slots=True)
class FoundLock:
    """A lock on a state, and who holds it."""

    info: LockInfo
    verdict: Verdict


def find_lock(session: Session, known_id: str | None = None) -> FoundLock | None:
    """Terraform's lock on the stack's state, None when it is free. Takes it for a moment, changes nothing.

    `known_id` is what a person knows of it: some backends say that there is one, but not which.

    Raises:
        LockBusyError: a run of ours is at work on the stack.
        PhaseError: the backend cannot be reached, or says that it is locked without saying by whom.
    """
    with session.locked():
        ensure_init(session, locked=True)
        try:
            session.run(PHASE, state_probe_args())
        except PhaseError as error:
            if _NO_STATE in error.failure.summary:
                return None
            info = error.failure.lock
            if info is None:
                if known_id is None or error.failure.kind is not FailureKind.LOCK:
                    raise
                info = LockInfo(known_id, "unknown", "unknown", "unknown")
            return FoundLock(info, judge(info, session.workspace, session.request.folder))
    return None


def unlock(session: Session, lock_id: str) -> None:
    """Free the lock with this ID.

    Raises:
        LockBusyError: a run of ours is at work on the stack.
        PhaseError: another ID holds it, a live process does, or Terraform refuses.
    """
    with session.locked():
        ensure_init(session, locked=True)
        session.run(PHASE, force_unlock_args(lock_id))
        session.workspace.lock_notes.clear()
    logger.warning("%s: lock %s was freed by hand (%s)", session.request.stack, lock_id, session.request.run_id)


def refuse_live(stack: str, found: FoundLock) -> None:
    """Leave a lock alone whose holder is alive: two would write one state.

    Raises:
        PhaseError: it is so.
    """
    if found.verdict.holder is Holder.LIVE:
        summary = f"its state is not unlocked under somebody who works on it: {found.verdict.text}"
        raise PhaseError(stack, PHASE, Failure(FailureKind.LOCK, summary, "let it finish", found.info))
