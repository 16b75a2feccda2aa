"""What must say yes to an apply: frozen windows and prechecks before anything runs, then limits and policy."""

from __future__ import annotations

from dataclasses import replace

from oci_assets.model import StackResult
from oci_assets.terraform import guard, results
from oci_assets.terraform.guard import Violation
from oci_assets.terraform.hooks import failed_precheck, refused_by_policy
from oci_assets.terraform.permission import FROZEN, POLICY, refused
from oci_assets.terraform.planning import Planned
from oci_assets.terraform.session import Session


def before_apply(session: Session) -> tuple[Violation, ...]:
    """What stands against an apply before anything of the stack was run; prechecks do not run in a frozen window.

    Raises:
        PhaseError: the run was interrupted.
    """
    frozen = is_frozen(session)
    if refused(session.request, frozen):
        return frozen
    failed = failed_precheck(session, session.request.prechecks)
    return (*frozen, *([failed] if failed else ()))


def against_plan(session: Session, planned: Planned) -> tuple[Violation, ...]:
    """What stands against applying this plan now. A policy that only warns says so here, and stands against nothing.

    Raises:
        PhaseError: the run was interrupted.
    """
    limits = guard.check(planned.summary, session.request.guards)
    by_policy = _asked(session, planned)
    return (*limits, *is_frozen(session), *by_policy)  # asking took time, and a window may have begun


def is_frozen(session: Session) -> tuple[Violation, ...]:
    """The window that holds now, if one does."""
    window = session.request.frozen()
    return () if window is None else (Violation(FROZEN, f"is frozen {window}"),)


def told_with_plan(session: Session, planned: Planned, result: StackResult) -> StackResult:
    """The result of a plan with what an apply would run into: `BLOCKED` by the policy, a hint for the rest.

    Raises:
        PhaseError: the run was interrupted.
    """
    request = session.request
    open_ = refused(request, against_plan(session, planned)) if planned.summary.needs_apply else ()
    by_policy = [violation for violation in open_ if violation.guard == POLICY]
    if by_policy:
        return replace(results.blocked(request, planned, open_), counts=result.counts)
    return replace(result, hint=results.guard_cause(open_, "apply will be blocked")) if open_ else result


def _asked(session: Session, planned: Planned) -> tuple[Violation, ...]:
    policy = session.request.policy
    if policy is None or planned.document is None or not planned.summary.needs_apply:
        return ()
    refusal = refused_by_policy(session, policy, planned.document)
    if refusal is None or policy.blocks:
        return (refusal,) if refusal else ()
    session.say(f"warning: {session.request.stack} {refusal.message}")
    return ()
