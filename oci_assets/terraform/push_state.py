"""A state that could not be written after an apply goes to its backend. Terraform's own checks hold, never -force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from oci_assets.terraform.command import state_push_args, typed_terraform
from oci_assets.terraform.errored_state import bring_in
from oci_assets.terraform.failures import FailureKind
from oci_assets.terraform.init import ensure_init
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.session import Session

PHASE = "push"
_OTHER = ("lineage", "serial", "import state")


@dataclass(frozen=True, slots=True)
class Pushed:
    """A state that is in its backend now, and where its copy is kept."""

    file: Path
    archived: Path


def waiting(session: Session) -> tuple[Path, ...]:
    """The states of this stack that wait to be pushed, oldest first. Takes what lies in its folder to safety.

    Raises:
        LockBusyError: a run works on the stack.
    """
    with session.locked():
        bring_in(session.workspace, session.request)
        return session.workspace.errored_states()


def push(session: Session) -> tuple[Pushed, ...]:
    """Push every state that waits, oldest first; a copy of each stays in the stack's `backups` (0600).

    Raises:
        PhaseError: the backend cannot be reached, is locked, or holds another or a newer state; says what to do.
        LockBusyError: a run works on the stack.
    """
    done = []
    with session.locked():
        bring_in(session.workspace, session.request)
        files = session.workspace.errored_states()
        if files:
            ensure_init(session, locked=True)
        for file in files:
            _push(session, file)
            archived = session.workspace.backup_file()
            file.rename(archived)
            done.append(Pushed(file, archived))
    return tuple(done)


def _push(session: Session, file: Path) -> None:
    arguments = state_push_args(file, lock_timeout_seconds=session.request.lock_timeout_seconds)
    try:
        session.run(PHASE, arguments)
    except PhaseError as error:
        summary = error.failure.summary
        if error.failure.kind is FailureKind.LOCK or not any(word in summary for word in _OTHER):
            raise
        theirs = f"`{typed_terraform(session.workspace.data_dir)} state pull` in the stack's folder"
        hint = (
            f"the backend holds a state that {file.name} does not follow: look at both with `terraform show` "
            f"({file}, and what {theirs} prints); if the kept one is of no use any more, remove it"
        )
        failure = replace(error.failure, kind=FailureKind.STATE, hint=hint)
        raise PhaseError(session.request.stack, PHASE, failure) from error
