"""What is done about drift beyond telling it (`drift.remediation`): a plan that is kept, or an apply within the guards.

Nothing is remembered apart: the runs themselves are in Dagster's history. Each drift of a stack is tried once, from
when it was seen first until it is gone; a second try is for people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone

import dagster as dg

from oci_assets.drift import StackDrift
from oci_assets.model import Action, Outcome, StackResult
from oci_assets.platform import tags
from oci_assets.platform.drift_checks import Check
from oci_assets.platform.history import read_run
from oci_assets.platform.last_apply import last_apply
from oci_assets.platform.naming import asset_key, stack_of
from oci_assets.platform.run_details import details_config, details_in
from oci_assets.platform.site import Site
from oci_assets.record import RUNNING
from oci_assets.report.drift_words import drifted_resources
from oci_assets.report.error_words import short_error
from oci_assets.report.outcome_words import OUTCOME_WORDS

REPORT = "report"
MAX_RUNS = 200


@dataclass(frozen=True, slots=True)
class Try:
    """What was done about the drift of one stack: the run, and how the stack ended in it, None while it runs."""

    run_id: str
    action: Action
    result: StackResult | None


def tries(instance: dg.DagsterInstance, site: Site, drifted: Mapping[str, Check]) -> dict[str, Try]:
    """The last run about the drift of each of these stacks that began after the drift was seen first."""
    since = [check.drift.first_seen for check in drifted.values() if check.drift.first_seen]
    if not since:
        return {}
    wanted = dg.RunsFilter(tags={tags.TRIGGER: tags.DRIFT}, created_after=min(since))
    found: dict[str, Try] = {}
    for row in instance.get_run_records(wanted, limit=MAX_RUNS):  # newest first
        made_at = row.create_timestamp.astimezone(timezone.utc)
        about = {s for s in _stacks(row.dagster_run) & drifted.keys() - found.keys() if _is_after(made_at, drifted[s])}
        if about:
            record = read_run(instance, site, row.dagster_run.run_id)
            done = record.results if record is not None and record.status != RUNNING else {}
            action = Action(row.dagster_run.tags[tags.ACTION])
            held_back = {stack for stack, result in done.items() if result.outcome is Outcome.NOT_RUN}
            found |= {stack: Try(row.dagster_run.run_id, action, done.get(stack)) for stack in about - held_back}
    return found


def remedies(instance: dg.DagsterInstance, site: Site, drifted: Mapping[str, Check]) -> dict[str, str]:
    """What was done about the drift of each stack, as a sentence; none for stacks about which nothing was."""
    found = tries(instance, site, drifted) if site.settings.drift.remediation != REPORT else {}
    return {stack: sentence for stack, tried in found.items() if (sentence := _sentence(stack, tried))}


def remedy_requests(
    instance: dg.DagsterInstance, site: Site, drifted: Mapping[str, Check], left_alone: Collection[str]
) -> list[dg.RunRequest]:
    """The runs to ask for: one for all stacks that were last applied at the same commit, at that commit.

    None for what people want to be left alone, what was tried already, and what no apply would put back.
    """
    wanted = site.settings.drift.remediation
    if wanted == REPORT:
        return []
    done = tries(instance, site, drifted)
    by_commit: dict[str, list[StackDrift]] = {}
    for stack, check in drifted.items():
        is_new = stack not in done and stack not in left_alone and stack in site.catalog.stacks
        commit = _commit(instance, check.drift, Action(wanted)) if is_new else None
        if commit is not None:
            by_commit.setdefault(commit, []).append(check.drift)
    return [_request(Action(wanted), commit, found) for commit, found in sorted(by_commit.items())]


def stacks_about(run: dg.DagsterRun) -> frozenset[str]:
    """The stacks that a run of ours about drift is for; none for every other run."""
    return _stacks(run) if run.tags.get(tags.TRIGGER) == tags.DRIFT else frozenset()


def _commit(instance: dg.DagsterInstance, drift: StackDrift, action: Action) -> str | None:
    """The commit to put the stack back to; None when nobody knows it, or when nothing would be put back."""
    last = last_apply(instance, drift.stack)
    if last is None or (last.uncommitted and action is Action.APPLY):
        return None
    return last.commit if any(resource.planned for resource in drifted_resources(drift)) else None


def _request(action: Action, commit: str, drifts: list[StackDrift]) -> dg.RunRequest:
    stacks = sorted(drift.stack for drift in drifts)
    seen = sorted(f"{drift.stack} {drift.first_seen}" for drift in drifts)
    key = hashlib.sha256("\n".join([commit, *seen]).encode()).hexdigest()[:16]
    is_apply = action is Action.APPLY
    return dg.RunRequest(
        job_name=action.value,
        run_key=f"drift-{action.value}-{key}",
        tags=tags.RunTags(action, tags.DRIFT, commit=commit).to_tags(),
        run_config=details_config(stacks=() if is_apply else stacks),
        asset_selection=[asset_key(stack) for stack in stacks] if is_apply else None,
        asset_check_keys=[] if is_apply else None,
    )


def _stacks(run: dg.DagsterRun) -> frozenset[str]:
    selected = frozenset(stack_of(key) for key in run.asset_selection or ())
    return selected or frozenset(details_in(run.run_config).stacks)


def _is_after(moment: datetime, check: Check) -> bool:
    return check.drift.first_seen is not None and moment >= check.drift.first_seen


def _sentence(stack: str, tried: Try) -> str:
    result, run = tried.result, tried.run_id
    if result is None:
        return ""
    ended = OUTCOME_WORDS[result.outcome]
    why = short_error(result.cause or result.error or ended)
    if tried.action is Action.PLAN:
        if result.outcome in {Outcome.CHANGES, Outcome.NO_CHANGES}:
            return f"The plan that puts it back is kept: oci-assets apply --planned {run} {stack}"
        return f"No plan could be made by itself (run {run[:8]}): {why}"
    if result.outcome.is_success:
        return f"It was applied again by itself (run {run[:8]}); the next check closes this issue when that helped"
    return f"It was not put back by itself (run {run[:8]}, {ended}), and is not tried again: {why}"
