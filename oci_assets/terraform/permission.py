"""What a person has allowed one run of one stack against its guards, and the way out of what they block. Pure."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from oci_assets.outcome import Override
from oci_assets.terraform.command import typed_terraform
from oci_assets.terraform.guard import Violation
from oci_assets.terraform.plan import PlanSummary
from oci_assets.terraform.request import StackRequest

FROZEN, PRECHECKS, POLICY = "frozen", "prechecks", "policy"
_AS_MEANT = "if this is meant, run it again with --allow-destroy {stack}"
_ADVICE = {
    FROZEN: "wait until it is over; what cannot wait goes on with --allow-frozen {stack}",
    PRECHECKS: "mend what it complains about and run it again",
    POLICY: "change what the policy complains about; what may be so all the same goes on with --allow-policy {stack}",
}


def refused(request: StackRequest, violations: Sequence[Violation]) -> tuple[Violation, ...]:
    """The violations that nobody has allowed; the apply must not start while there are any."""
    return tuple(violation for violation in violations if not _is_allowed(request, violation.guard))


def overrides(violations: Sequence[Violation]) -> tuple[Override, ...]:
    """What is put on the record of an apply that went on in spite of these."""
    return tuple(Override(each.guard, each.message, each.addresses) for each in violations)


def way_out(request: StackRequest, violations: Sequence[Violation], summary: PlanSummary | None = None) -> str:
    """What to do about these violations; each override is named on purpose, stack by stack."""
    limits = [each for each in violations if each.guard not in _ADVICE]
    tainted = {address for each in limits for address in each.addresses} & set(summary.tainted if summary else ())
    parts = [*(_untaint(request, sorted(tainted)) if tainted else ()), *(["look at the plan"] if limits else ())]
    parts += [_AS_MEANT] if limits else []
    parts += [advice for guard, advice in _ADVICE.items() if any(each.guard == guard for each in violations)]
    return "; ".join(part.replace("{stack}", request.stack) for part in parts)


def _untaint(request: StackRequest, addresses: Sequence[str]) -> list[str]:
    """Tainted is what an apply left half made, or what somebody has marked; it may well be in order."""
    first, more = addresses[0], f" (and {len(addresses) - 1} more)" if len(addresses) > 1 else ""
    why = "is marked as tainted, since an apply failed while making it or somebody asked for it"
    keeps = f"`{typed_terraform(request.data_dir)} untaint {shlex.quote(first)}` in the stack's folder keeps it"
    return [f"{first}{more} {why}: if it is in order, {keeps}"]


def _is_allowed(request: StackRequest, guard: str) -> bool:
    if guard == FROZEN:
        return request.allow_frozen
    if guard == POLICY:
        return request.allow_policy
    return request.allow_destroy and guard != PRECHECKS
