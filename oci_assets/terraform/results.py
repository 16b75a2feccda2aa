"""The `StackResult`s of runs that did not do what was asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from oci_assets.model import Action, Counts, Outcome, StackResult
from oci_assets.terraform.disk import disk_failure
from oci_assets.terraform.failures import FailureKind
from oci_assets.terraform.guard import Violation
from oci_assets.terraform.locks import LockInterruptedError
from oci_assets.terraform.permission import way_out
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.planning import Planned
from oci_assets.terraform.progress import ApplyProgress
from oci_assets.terraform.request import StackRequest

INTERRUPTED = "interrupted"
MAX_NAMED = 20
_TAINTED = "what is half made is tainted, so the next apply replaces it, a destroy that the guards may stop"


def failed(request: StackRequest, action: Action, error: Exception) -> StackResult:
    """Nothing was touched: `FAILED`, or `UNKNOWN` for a drift check, which must never read as "no drift"."""
    failure = error.failure if isinstance(error, PhaseError) else None
    told = str(error)
    if isinstance(error, OSError) and (failure := disk_failure(error)):
        told = f"{action.value} of {request.stack} failed: {failure.summary}"
    return StackResult(
        stack=request.stack,
        outcome=Outcome.UNKNOWN if action is Action.DRIFT else Outcome.FAILED,
        error=told,
        cause=_cause(error),
        hint=failure.hint if failure else None,
        failure=failure.kind.value if failure else None,
    )


def unfinished(request: StackRequest, planned: Planned, progress: ApplyProgress, error: PhaseError) -> StackResult:
    """An apply that ended badly: `UNKNOWN` if Terraform was killed, `PARTIAL` if something is done, else `FAILED`."""
    done = progress.changes
    outcome = Outcome.UNKNOWN if error.lost else Outcome.PARTIAL if done or progress.half_made else Outcome.FAILED
    hint = error.failure.hint or "correct what failed and apply again: the next run plans what is left"
    return StackResult(
        stack=request.stack,
        outcome=outcome,
        counts=progress.counts,
        changes=done,
        drift=planned.summary.drift,
        error=f"{error}{_reached(planned, progress)}",
        cause=_cause(error),
        hint=f"{hint}; {_TAINTED}" if progress.half_made else hint,
        plan_text=planned.text,
        failure=error.failure.kind.value,
    )


def _reached(planned: Planned, progress: ApplyProgress) -> str:
    """How far an apply came: what is done, of what only the first half is."""
    replaced = {change.address for change in planned.summary.changes if change.action == "replace"}
    gone = [c.address for c in progress.changes if c.action == "delete" and c.address in replaced]
    done = [change.address for change in progress.changes if change.address not in gone]
    gone = [address for address in gone if address not in progress.half_made]
    parts = {"done before that": done, "destroyed, and not made anew": gone, "half made": progress.half_made}
    return "".join(f"; {what}: {_listed(addresses)}" for what, addresses in parts.items() if addresses)


def _listed(addresses: Sequence[str]) -> str:
    more = f" and {len(addresses) - MAX_NAMED} more" if len(addresses) > MAX_NAMED else ""
    return ", ".join(addresses[:MAX_NAMED]) + more


def blocked(request: StackRequest, planned: Planned | None, violations: Sequence[Violation]) -> StackResult:
    """A guard said no; Terraform's apply was not started, so nothing is counted as done. Without a plan: before one."""
    cause = guard_cause(violations, f"apply of {request.stack} is blocked")
    if planned is None:
        return StackResult(request.stack, Outcome.BLOCKED, cause=cause, hint=way_out(request, violations))
    return StackResult(
        stack=request.stack,
        outcome=Outcome.BLOCKED,
        counts=Counts(drifted=planned.summary.counts.drifted),
        changes=planned.summary.changes,
        drift=planned.summary.drift,
        cause=cause,
        hint=way_out(request, violations, planned.summary),
        plan_text=planned.text,
    )


def guard_cause(violations: Sequence[Violation], what: str) -> str:
    """One sentence for all violations."""
    return f"{what}: it {'; it '.join(violation.message for violation in violations)}"


def _cause(error: Exception) -> str | None:
    stopped = isinstance(error, PhaseError) and error.failure.kind is FailureKind.INTERRUPTED
    return INTERRUPTED if stopped or isinstance(error, LockInterruptedError) else None
