"""Keeps what `plan` makes, under a contract, and gives it again while nothing that it depends on has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

from oci_assets.errors import OciAssetsError
from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.notes import noted
from oci_assets.terraform.plan import QUIET_PLAN
from oci_assets.terraform.plan_basis import basis_now, inputs_now, state_now
from oci_assets.terraform.plan_contract import Basis, Contract
from oci_assets.terraform.plan_file import file_digest, state_in
from oci_assets.terraform.plan_meaning import Meaning
from oci_assets.terraform.plan_rules import PlanRules
from oci_assets.terraform.planning import Planned, make_plan, read_planned
from oci_assets.terraform.recovery import Recovery
from oci_assets.terraform.saved_plan import SavedPlans
from oci_assets.terraform.session import Session

# A failed apply, too: what it began with may have happened all the same.
_TOUCHED = {Outcome.APPLIED, Outcome.PARTIAL, Outcome.UNKNOWN, Outcome.FAILED}


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps one plan of one stack. It is made before the plan, so that what changes meanwhile is noticed."""

    session: Session
    rules: PlanRules
    saved: SavedPlans
    inputs: str | None
    since: datetime

    @classmethod
    def of(cls, session: Session) -> Keeper | None:
        """The keeper for this run; None where plans are not kept.

        Raises:
            OSError: the state directory cannot be used.
        """
        rules = session.request.plans
        if rules is None or not rules.keep:
            return None
        saved, inputs = SavedPlans.of(session.workspace), None
        try:
            inputs = inputs_now(session, rules, saved.key)
        except (OSError, OciAssetsError) as error:
            session.say(f"what the stack reads cannot be told, so its plan is not kept: {error}")
        return cls(session, rules, saved, inputs, datetime.now(timezone.utc))

    def keep(self, planned: Planned, folder: Path) -> str | None:
        """Keep the plan, taking its file over; a sentence why it was not kept, which does not make it a bad plan."""
        try:
            problem = self._keep(planned, folder)
        except (OSError, OciAssetsError) as error:
            problem = str(error)
        return f"this plan is not kept for an apply: {problem}" if problem else None

    def _keep(self, planned: Planned, folder: Path) -> str | None:
        if self.inputs is None:
            return "what it depends on cannot be told"
        if inputs_now(self.session, self.rules, self.saved.key) != self.inputs:
            return "files have changed while it was planned"
        state = planned.state or state_in(planned.file) or state_now(self.session, folder)
        contract = self._contract(planned, basis_now(self.session, self.inputs, state))
        self.saved.put(contract, planned.file if contract.plan else None)
        return None

    def _contract(self, planned: Planned, basis: Basis) -> Contract:
        request, redact = self.session.request, self.session.redaction.redact
        # Addresses hold keys, which may be secrets; who needs more than this asks the plan file.
        drift = tuple(replace(each, address=redact(each.address)) for each in planned.summary.drift)
        meaning = {k: replace(effect, address=redact(effect.address)) for k, effect in (planned.meaning or {}).items()}
        summary = replace(QUIET_PLAN, counts=planned.summary.counts, drift=drift)
        return Contract(
            stack=request.stack,
            run=request.run_id,
            created_at=self.since,
            max_age_seconds=self.rules.max_age_seconds,
            plan=file_digest(planned.file) if planned.summary.needs_apply else None,
            basis=basis,
            meaning=meaning,
            summary=replace(summary, needs_apply=planned.summary.needs_apply),
            text=redact(planned.text),
        )


def moved_since(session: Session, rules: PlanRules, contract: Contract, folder: Path, key: bytes) -> tuple[str, ...]:
    """Sentences on what a kept plan depends on and what is not as it was; empty when it is as good as new.

    `folder` is one for secrets, as `Workspace.plan_folder` gives it. Init must have run.

    Raises:
        PhaseError, TerraformError: the state cannot be read. OSError: an input cannot be read.
    """
    now = basis_now(session, inputs_now(session, rules, key), state_now(session, folder))
    others = (contract.age_problem(rules.max_age_seconds), rules.upstream_moved(contract.created_at))
    return (*contract.basis.moved(now), *(sentence for sentence in others if sentence))


def kept_or_new_plan(session: Session, recovered: Recovery, folder: Path) -> tuple[Planned, str | None]:
    """A plan, kept or made in `folder`, and what is to be said about that; the stack's lock is held, init has run.

    Raises:
        OciAssetsError, OSError: it cannot be made.
    """
    kept = None if recovered.cut_off else kept_plan(session, folder)
    if kept is not None:
        return kept
    keeper = Keeper.of(session)
    planned = make_plan(session, folder, locked=True)
    recovered.planned()
    return planned, keeper.keep(planned, folder) if keeper is not None else None


def kept_plan(session: Session, folder: Path) -> tuple[Planned, str] | None:
    """The last kept plan, taken over by this run, and a note on it; None when it has to be made anew.

    It is asked for by the rules, and as good as new. Another commit alone does not make a plan old, as long as no file
    that the stack reads has changed. `folder` is one for secrets. Init must have run.

    Raises:
        OciAssetsError, OSError: as for `moved_since`.
    """
    rules = session.request.plans
    if rules is None or not rules.incremental:
        return None
    saved = SavedPlans.of(session.workspace)
    contract = saved.newest()
    if contract is None or not _is_whole(saved, contract):
        return None
    here = contract.at_commit(session.request.commit)
    if why := moved_since(session, rules, here, folder, saved.key):
        session.say(f"planned again, since of the plan of run {contract.run}: {'; '.join(why)}")
        return None
    planned = _taken_over(session, saved, here, folder / "plan")
    return planned, f"as planned in run {contract.run}: nothing that it depends on has changed since"


def _taken_over(session: Session, saved: SavedPlans, contract: Contract, file: Path) -> Planned:
    """The plan as this run's own, so that it can be applied as such."""
    if contract.plan is None:
        planned = Planned(file, contract.summary, contract.text, meaning=contract.meaning)
    else:
        file.hardlink_to(saved.plan_file(contract.run))
        planned = read_planned(session, file, contract.text)
    saved.put(contract.for_run(session.request.run_id), file if contract.plan else None)
    return planned


def retired_after(session: Session, result: StackResult, contract: Contract | None = None) -> StackResult:
    """The result of an apply; where it has touched anything, no plan file of the stack stays; `contract` was used."""
    if session.request.plans is None or result.outcome not in _TOUCHED:
        return result
    left: Meaning | None = {} if result.outcome is Outcome.APPLIED else None
    try:
        SavedPlans.of(session.workspace).retire(contract, left=left)
    except OSError as error:  # what was done stays true
        hint = f"remove the plans in {session.workspace.root / 'saved'} by hand ({error.strerror})"
        return noted(result, hint)
    return result


def _is_whole(saved: SavedPlans, contract: Contract) -> bool:
    """Whether it can still be applied, or has nothing to apply."""
    if contract.plan is None:
        return not contract.summary.needs_apply
    file = saved.plan_file(contract.run)
    return file.is_file() and file_digest(file) == contract.plan
