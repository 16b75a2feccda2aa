"""One drift check of one stack: the commit last applied, a plan without locks, since when what it found is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any

import dagster as dg

from oci_assets.drift import DriftStatus, StackDrift
from oci_assets.drift_rules import RulesInForce, rules_in_force
from oci_assets.errors import EstateError, OciAssetsError
from oci_assets.model import Outcome, StackResult
from oci_assets.platform import tags
from oci_assets.platform.drift_commit import DriftTarget, drift_checkout
from oci_assets.platform.drift_history import before
from oci_assets.platform.drift_texts import issue_metadata
from oci_assets.platform.last_apply import going_on, half_applied, last_apply
from oci_assets.platform.metadata import result_metadata
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import Resources, stack_request
from oci_assets.platform.state_place import lock_key_of
from oci_assets.platform.step_checkout import StepContext
from oci_assets.terraform.drift_request import DriftRequest
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.secret_patterns import hide_patterns


@dataclass(frozen=True, slots=True)
class DriftStep:
    """The answer about one stack: as a result, in detail, and as the metadata of its events."""

    result: StackResult
    found: StackDrift
    metadata: dict[str, dg.MetadataValue[Any]]


def check_stack(context: StepContext, resources: Resources, site: Site, stack_id: str) -> DriftStep:
    """The answer about one stack, with the metadata of its events. A check that failed is an answer: `UNKNOWN`."""
    checked_at = datetime.now(timezone.utc)
    target: DriftTarget | None = None
    in_force, persist = RulesInForce(), site.settings.drift.persist_checks
    try:
        if stack_id in site.catalog.refused:
            raise EstateError(site.catalog.refused[stack_id])
        with drift_checkout(context, site, stack_id) as (here, target):
            context.log.info("drift of %s at %s, last applied", stack_id, target.commit[:10])
            settings = here.settings.drift
            in_force = rules_in_force(settings.rules, stack_id, checked_at.date())
            persist = settings.persist_checks
            lock_key = lock_key_of(site, here, stack_id)
            request = replace(_request(context, here, stack_id, target, in_force), lock_key=lock_key)
            result = resources.terraform.runner(site.catalog.stacks[stack_id].required_version).drift(request)
    except OciAssetsError as error:
        result = StackResult(stack_id, Outcome.UNKNOWN, error=hide_patterns(str(error)), attempts=0)
    found = _completed(result, target, in_force, checked_at)
    last = target.last if target else last_apply(context.instance, stack_id)
    dated = before(context.instance, stack_id, last).dated(found, persist)
    result = replace(result, outcome=_outcome(result, dated), found=dated)
    metadata = result_metadata(
        result,
        commit=target.head if target else None,
        level=site.catalog.level_of(stack_id),
        reasons=resources.details.reasons_of(stack_id),
    )
    return DriftStep(result, dated, metadata | issue_metadata(site, dated, result.plan_text))


def _request(
    context: StepContext, here: Site, stack_id: str, target: DriftTarget, in_force: RulesInForce
) -> StackRequest:
    base = stack_request(context, here, stack_id)
    asked = DriftRequest(
        rules=in_force,
        providers=target.last.providers if target.last else {},
        pending_cause=_pending_cause(context, target, stack_id, base),
        apart=target.files != target.head,
        applying=lambda: going_on(context.instance, stack_id, context.run.run_id),
    )
    return replace(base, commit=target.commit, drift=asked, plans=None)


def _pending_cause(
    context: StepContext, target: DriftTarget, stack_id: str, request: StackRequest
) -> Callable[[], str | None]:
    """Why an apply is due though nothing is to be seen at the commit last applied; None: nobody knows of a reason."""
    last, instance, upstream_moved = target.last, context.instance, request.plans and request.plans.upstream_moved

    def cause() -> str | None:
        if last is None:
            return half_applied(instance, stack_id, None) or "nothing here has applied it yet"
        if tags.UNCOMMITTED in context.run.tags and target.files == target.head:
            return "files that it may read are not committed, and are taken as they are"
        if last.uncommitted:
            return f"run {last.run_id[:8]} has applied it with files that were not committed"
        moved = upstream_moved(last.at) if upstream_moved else None
        return half_applied(instance, stack_id, last.at) or moved

    return cause


def _completed(
    result: StackResult, target: DriftTarget | None, in_force: RulesInForce, checked_at: datetime
) -> StackDrift:
    """What Terraform found, with what the history and git know."""
    found = result.found or StackDrift(result.stack, DriftStatus.UNKNOWN, error=result.error)
    pending = target.pending if target else ()
    is_pending = found.status is DriftStatus.CLEAN and pending
    return replace(
        found,
        status=DriftStatus.PENDING if is_pending else found.status,
        commit=target.commit if target else None,
        head=target.head if target else None,
        pending=pending,
        checked_at=checked_at.replace(microsecond=0),
        warnings=(*in_force.expired, *(target.warnings if target else ())),
        notes=target.notes if target else (),
    )


def _outcome(result: StackResult, found: StackDrift) -> Outcome:
    """An apply that is due is a difference, though the plan at the commit last applied has none."""
    is_pending = found.status is DriftStatus.PENDING and result.outcome is Outcome.NO_CHANGES
    return Outcome.CHANGES if is_pending else result.outcome


def severity_of(found: StackDrift) -> dg.AssetCheckSeverity:
    """A check that failed is an error, drift a warning."""
    return dg.AssetCheckSeverity.ERROR if found.status is DriftStatus.UNKNOWN else dg.AssetCheckSeverity.WARN
