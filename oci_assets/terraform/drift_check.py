"""A drift check: one plan without locks, told apart by kind. An apply in the middle of it must not look like drift."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from oci_assets.drift import DriftKind, DriftStatus, StackDrift
from oci_assets.errors import OciAssetsError
from oci_assets.model import Counts, Outcome, StackResult
from oci_assets.terraform.drift_findings import DriftFindings
from oci_assets.terraform.drift_request import DriftRequest
from oci_assets.terraform.errored_state import refuse_unpushed
from oci_assets.terraform.init import ensure_init
from oci_assets.terraform.plan_basis import state_now
from oci_assets.terraform.plan_file import state_in
from oci_assets.terraform.planning import Planned, make_plan
from oci_assets.terraform.recovery import recovery
from oci_assets.terraform.session import Session

TRIES = 3
POLL_SECONDS = 0.2


class StateMovedError(OciAssetsError):
    """The state was written to while it was looked at, so what differs may be half an apply."""

    def __init__(self, stack: str, why: str) -> None:
        """Say what came between."""
        super().__init__(
            f"drift of {stack} is not known: {why}, and what a plan finds meanwhile is no drift: check again when it "
            "is done"
        )


def check_drift(session: Session) -> StackResult:
    """What differs, by kind and attribute; planned again where an apply came between.

    Raises:
        StateMovedError: one came between each time.
        OciAssetsError: the check failed.
    """
    session.request = replace(session.request, drift=session.request.drift or DriftRequest())
    with _alone(session):
        return _checked(session)


@contextmanager
def _alone(session: Session) -> Iterator[None]:
    """A data dir that is apart is this check's own; no apply waits for that."""
    request = session.request
    if not session.workspace.apart:
        yield
        return
    budget = request.timeouts.init_seconds + request.timeouts.plan_seconds
    with session.workspace.check_lock(request.run_id, budget_seconds=budget, stop=request.stop):
        yield


def _checked(session: Session) -> StackResult:
    refuse_unpushed(session, "drift", locked=False)
    _settle_cut_off(session)
    noted = session.workspace.journal.content()
    ensure_init(session, locked=False)
    for is_last in (*[False] * (TRIES - 1), True):
        with session.workspace.plan_folder(session.request.run_id) as folder:
            planned = make_plan(session, folder, locked=False)
            result = _result(session, planned)
            moved = _moved(session, planned, folder, noted) if result.outcome is Outcome.CHANGES else None
        if moved is None:
            break
        if is_last:
            raise StateMovedError(session.request.stack, moved)
        session.say(f"{moved}: looking again")
        _wait_for_apply(session, noted)
    return result


def _settle_cut_off(session: Session) -> None:
    """An apply that goes on is waited for; what one that was cut off left is mended, and explains what is planned."""
    if session.workspace.journal.content() is None:
        return
    with session.locked():
        told = recovery(session).cut_off
    if told is not None:
        asked = session.request.drift or DriftRequest()
        session.request = replace(session.request, drift=replace(asked, pending_cause=lambda: told))


def _moved(session: Session, planned: Planned, folder: Path, noted: bytes | None) -> str | None:
    """What came between the reading of the state and the end of the plan; None: nothing that can be seen."""
    if session.workspace.journal.content() != noted:
        return f"an apply of {session.request.stack} is going on"
    asked = session.request.drift
    if asked is not None and (applying := asked.applying()) is not None:
        return applying
    of_plan = planned.state or state_in(planned.file)
    if of_plan is not None and state_now(session, folder) != of_plan:
        return f"the state of {session.request.stack} was written to"
    return None


def _wait_for_apply(session: Session, noted: bytes | None) -> None:
    """Until an apply on this machine has ended, as long as one waits for a lock."""
    waited = 0.0
    while session.workspace.journal.content() != noted and waited < session.request.lock_timeout_seconds:
        if session.request.stop.wait(POLL_SECONDS):
            return
        waited += POLL_SECONDS


def _result(session: Session, planned: Planned) -> StackResult:
    summary, found = planned.summary, planned.drift or DriftFindings()
    changes = tuple(change for change in summary.changes if change.address not in found.hidden)
    kinds = {kind for kind in found.counts if kind is not DriftKind.UPGRADE_NOISE}
    told = _told(session.request.stack, found)
    return StackResult(
        stack=session.request.stack,
        outcome=Outcome.CHANGES if kinds or changes else Outcome.NO_CHANGES,
        counts=_counts(summary.counts, found, told.drifted),
        changes=changes,
        drift=tuple(change for change in summary.drift if change.address not in found.hidden),
        plan_text=planned.text,
        found=told,
    )


def _told(stack: str, found: DriftFindings) -> StackDrift:
    drifted = any(kind.is_drift for kind in found.counts)
    pending = DriftStatus.PENDING if DriftKind.PENDING in found.counts else DriftStatus.CLEAN
    return StackDrift(
        stack,
        DriftStatus.DRIFTED if drifted else pending,
        resources=found.resources,
        counts=found.counts,
        ignored=found.ignored,
        ignored_count=found.ignored_count,
    )


def _counts(planned: Counts, found: DriftFindings, drifted: int) -> Counts:
    """What the plan would do, without what it would do only because of differences that rules pass over."""
    alone = found.left_alone
    return Counts(
        planned.created - alone.created,
        planned.changed - alone.changed,
        planned.destroyed - alone.destroyed,
        planned.replaced - alone.replaced,
        drifted,
    )
