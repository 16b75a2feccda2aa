"""Apply what was reviewed: the kept plan of an earlier run, or a new plan that means the same, or nothing at all.

Terraform applies a kept plan with the configuration that it was made from, whatever the files say by then. So it is
used as it is only while all that it was made from is the same (`plan_contract.Basis`). (design.md, decision 5)
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from oci_assets.model import Counts, Outcome, StackResult
from oci_assets.terraform.keeping import moved_since, retired_after
from oci_assets.terraform.notes import noted
from oci_assets.terraform.plan_contract import Contract, ContractError
from oci_assets.terraform.plan_file import file_digest
from oci_assets.terraform.plan_meaning import differences, told
from oci_assets.terraform.plan_rules import PlanRules
from oci_assets.terraform.planning import Planned, make_plan, read_planned
from oci_assets.terraform.recovery import Recovery
from oci_assets.terraform.saved_plan import SavedPlans
from oci_assets.terraform.session import Session

REVIEWED_PLAN = "reviewed-plan"
"""The guard that says no, as `StackResult.failure`."""

Settle = Callable[[Session, Planned], StackResult]


@dataclass(frozen=True, slots=True)
class _Review:
    """One stack's part of a reviewed run."""

    session: Session
    rules: PlanRules
    run: str
    saved: SavedPlans
    recovered: Recovery


def apply_reviewed(
    session: Session, recovered: Recovery, *, settle: Settle, unreviewed: Callable[[], StackResult]
) -> StackResult:
    """Apply the plan that the request's reviewed run has kept; the stack's lock is held and init has run.

    `settle` checks the guards and applies a plan; `unreviewed` plans and applies where no review is needed.
    `BLOCKED` with the failure `REVIEWED_PLAN` when there is no such plan, or when what is planned now is another thing.

    Raises:
        OciAssetsError, OSError: as a plan does; nothing was applied.
    """
    rules = session.request.plans
    if rules is None or rules.reviewed_run is None:
        raise ValueError("no reviewed run was named")
    review = _Review(session, rules, rules.reviewed_run, SavedPlans.of(session.workspace), recovered)
    try:
        contract = review.saved.get(review.run)
    except ContractError as error:
        return _blocked(review, f"{error}, so what was reviewed is not known", _again(review))
    if contract is None:
        missing = rules.missing()
        if missing.may_plan:
            session.say(f"{missing.cause}: it is planned and applied now")
            return unreviewed()
        return _blocked(review, missing.cause, missing.hint)
    with session.workspace.plan_folder(session.request.run_id) as folder:
        return _apply(review, contract, folder, settle)


def _apply(review: _Review, contract: Contract, folder: Path, settle: Settle) -> StackResult:
    session, kept = review.session, contract.summary
    why = _why_anew(review, contract, folder)
    if not why and not kept.needs_apply:
        return StackResult(contract.stack, Outcome.NO_CHANGES, kept.counts, drift=kept.drift, plan_text=contract.text)
    if not why:
        session.say(f"the plan of run {review.run} is applied as it was reviewed")
        return _settled(review, contract, read_planned(session, folder / "plan", contract.text), settle)
    session.say(f"planned anew to compare it with the plan of run {review.run}: {'; '.join(why)}")
    planned = make_plan(session, folder, locked=True)
    review.recovered.planned()
    found = differences(contract.meaning, planned.meaning or {})
    if found and planned.summary.needs_apply:
        cause = f"{session.request.stack} is planned otherwise now than in run {review.run} ({'; '.join(why)})"
        blocked = _blocked(review, f"{cause}: {told(found)}", _again(review))
        return replace(blocked, changes=planned.summary.changes, plan_text=planned.text)
    result = _settled(review, contract, planned, settle)
    note = f"planned anew, with the same changes as in run {review.run}: {'; '.join(why)}"
    if not planned.summary.needs_apply:
        note = f"nothing is left to do of the plan of run {review.run}"
    return noted(result, note)


def _why_anew(review: _Review, contract: Contract, folder: Path) -> tuple[str, ...]:
    """Why the kept plan cannot be used as it is; empty when a copy of it, which is as it was kept, lies in `folder`."""
    found = []
    if review.recovered.cut_off:
        found.append("the last apply was cut off")
    if contract.summary.needs_apply and (problem := _bring(review, contract, folder / "plan")):
        found.append(problem)
    return (*found, *moved_since(review.session, review.rules, contract, folder, review.saved.key))


def _bring(review: _Review, contract: Contract, copy: Path) -> str | None:
    """Copy the plan file, so that nobody changes it between the look and the use; a sentence when it is no good."""
    if contract.plan is None:
        return "it was applied before"
    try:
        copy.touch(mode=0o600)
        shutil.copyfile(review.saved.plan_file(review.run), copy)
    except FileNotFoundError:
        return "its file is gone: it is too old, or the stack was applied since"
    return None if file_digest(copy) == contract.plan else "its file was cut short or changed since"


def _settled(review: _Review, contract: Contract, planned: Planned, settle: Settle) -> StackResult:
    return retired_after(review.session, settle(review.session, planned), contract)


def _blocked(review: _Review, cause: str, hint: str) -> StackResult:
    stack = review.session.request.stack
    return StackResult(stack, Outcome.BLOCKED, counts=Counts(), cause=cause, hint=hint, failure=REVIEWED_PLAN)


def _again(review: _Review) -> str:
    stack = review.session.request.stack
    return f"review it anew: oci-assets plan {stack}, then oci-assets apply --planned last {stack}"
