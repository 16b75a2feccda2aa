"""`errored.tfstate`: the state that Terraform could not write to its backend after an apply, and its only copy.

It is moved out of the stack's folder into the state directory, readable for this user only, and the stack is not run
again before it is pushed (`push_state.py`): a plan from the older state would make everything a second time.
https://developer.hashicorp.com/terraform/language/state/backends ("Disaster recovery")
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.failures import Failure, FailureKind
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.session import Session
from oci_assets.terraform.whole_file import write_whole
from oci_assets.terraform.workspace import Workspace

NAME = "errored.tfstate"
DUMP = b"Emergency state dump"


def rescued(session: Session, apply: Callable[[], StackResult]) -> StackResult:
    """The result of an apply; when it left a state that could not be written, that is kept and loudly told."""
    try:
        result = apply()
    except BaseException:
        bring_in(session.workspace, session.request)
        raise
    try:
        kept = bring_in(session.workspace, session.request)
        if not kept and result.failure == FailureKind.STATE.value:
            kept = tuple(_kept(state, session.workspace.free_errored_state()) for state in _dumped(session))
    except OSError as error:
        left = next(_left(session.workspace, session.request), session.workspace.log_dir(session.request.run_id))
        return _told(session, result, f"{left}, and could not be taken out of there ({error.strerror})")
    return _told(session, result, str(kept[-1])) if kept else result


def refuse_unpushed(session: Session, phase: str, *, locked: bool) -> None:
    """Nothing runs on a stack whose last state was not written.

    Args:
        session: of the run.
        phase: what is refused, for the message.
        locked: the stack's lock is held, so that a state in the stack's folder can be taken to safety.

    Raises:
        PhaseError: there is such a state; says where and what to do.
    """
    workspace, request = session.workspace, session.request
    if locked:
        bring_in(workspace, request)
    files = (*workspace.errored_states(), *_left(workspace, request))
    if files:
        summary = f"the state of an earlier apply was never written to its backend; it is kept in {files[0]}"
        raise PhaseError(request.stack, phase, Failure(FailureKind.STATE, summary, _push_hint(request.stack)))


def bring_in(workspace: Workspace, request: StackRequest) -> tuple[Path, ...]:
    """Move what lies in the stack's folder into the state directory (0600); where it is now, empty without any.

    Call it with the stack's lock held. Nothing that is kept there already is written over.

    Raises:
        OSError: the state directory takes no files; what lies in the folder stays there.
    """
    return tuple(_moved(file, workspace.free_errored_state()) for file in list(_left(workspace, request)))


def _dumped(session: Session) -> Iterator[bytes]:
    """The state out of the log of the last apply: a Terraform that cannot write the file either prints it instead."""
    for log in session.raw_logs("apply")[-1:]:
        with log.open("rb") as lines:
            for line in lines:
                if DUMP in line and line.startswith(b"{"):
                    event = json.loads(line)
                    if event.get("@message") == DUMP.decode() and "state" in event:
                        yield json.dumps(event["state"]).encode()


def _left(workspace: Workspace, request: StackRequest) -> Iterator[Path]:
    """What lies in the stack's folder, of a checkout of ours also in those of other commits: runs there were killed."""
    folders = [request.folder]
    if request.in_checkout:
        checkouts = request.folder
        while checkouts.parent.parent != workspace.state_dir and checkouts != checkouts.parent:
            checkouts = checkouts.parent
        below = request.folder.relative_to(checkouts)
        folders += [other / below for other in sorted(checkouts.parent.glob("*/")) if other != checkouts]
    yield from (folder / NAME for folder in folders if (folder / NAME).is_file())


def _moved(source: Path, target: Path) -> Path:
    """On the disk before the source goes; the two may lie on different disks."""
    kept = _kept(source.read_bytes(), target)
    source.unlink()
    return kept


def _kept(content: bytes, target: Path) -> Path:
    """Written to the disk (0600), whole or not at all."""
    write_whole(target, content)
    return target


def _told(session: Session, result: StackResult, where: str) -> StackResult:
    """Terraform did something, or it would have had no state to write: `FAILED` would read as nothing was changed."""
    stack = session.request.stack
    loud = f"THE STATE OF {stack} WAS NOT WRITTEN to its backend. It is kept in {where}"
    session.say(loud)
    return replace(
        result,
        outcome=Outcome.PARTIAL if result.outcome is Outcome.FAILED else result.outcome,
        error=f"{loud}; {result.error}" if result.error else loud,
        hint=_push_hint(stack),
        failure=FailureKind.STATE.value,
    )


def _push_hint(stack: str) -> str:
    return (
        f"see that the backend can be written to again, then `oci-assets push-state {shlex.quote(stack)}`; "
        "until then this stack is neither planned nor applied"
    )
