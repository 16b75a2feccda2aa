"""What must say yes to an apply: frozen windows and prechecks before anything runs, then limits and policy."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oci_assets.model import StackResult
from oci_assets.terraform import guard, results
from oci_assets.terraform.guard import Violation
from oci_assets.terraform.hooks import failed_precheck, refused_by_policy
from oci_assets.terraform.notes import joined
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands `against` applying a plan, and what a policy that only warns says about it."""

    against: tuple[Violation, ...]
    warning: str | None = None

    def told_in(self, result: StackResult) -> StackResult:
        """The result with the warning behind its hint."""
        return replace(result, hint=joined(result.hint, self.warning))


def against_plan(session: Session, planned: Planned) -> Verdict:
    """What the limits, the policy and the calendar say to applying this plan, which changes something, now.

    Raises:
        PhaseError: the run was interrupted.
    """
    limits = guard.check(planned.summary, session.request.guards)
    policy, said = session.request.policy, None
    if policy is not None and planned.document is not None:
        said = refused_by_policy(session, policy, planned.document)
    frozen = is_frozen(session)  # asking took time, and a window may have begun
    if said is not None and policy is not None and not policy.blocks:
        return Verdict((*limits, *frozen), f"warning: {session.request.stack} {said.message}")
    return Verdict((*limits, *frozen, *([said] if said else ())))


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
    if not planned.summary.needs_apply:
        return result
    verdict = against_plan(session, planned)
    open_ = refused(request, verdict.against)
    if any(violation.guard == POLICY for violation in open_):
        return replace(results.blocked(request, planned, open_), counts=result.counts)
    if open_:
        result = replace(result, hint=results.guard_cause(open_, "apply will be blocked"))
    return verdict.told_in(result)
