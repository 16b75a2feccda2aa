"""A run record as JSON: the contract of `--json FILE`, and the way back from the events of a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from oci_assets.model import Counts, Outcome, Override, Reason, ReasonKind, ResourceChange, StackResult
from oci_assets.record import RunRecord
from oci_assets.report.drift_json import drift_to_json
from oci_assets.report.moments import timestamp

Json = dict[str, Any]
_SURROGATE = re.compile("[\ud800-\udfff]")


def run_to_json(record: RunRecord) -> Json:
    """The one object of `plan|apply|drift --json FILE` (keys: design.md, "Command line"); durations in seconds."""
    counts = record.counts
    return {
        "run_id": record.run_id,
        "action": record.action.value,
        "status": record.status,
        "commit": record.commit,
        "started_at": timestamp(record.started_at),
        "finished_at": timestamp(record.finished_at),
        "total_duration": round(record.duration_seconds, 3),
        "busy_duration": round(record.busy_seconds, 3),
        "execution_levels": [list(level) for level in record.execution_levels],
        "total_services": len(record.results),
        "successful_services": len(record.successful),
        "failed_services": len(record.failed),
        "total_resources_created": counts.created,
        "total_resources_changed": counts.changed,
        "total_resources_destroyed": counts.destroyed,
        "stacks": {stack: _stack_in_run(record, result) for stack, result in sorted(record.results.items())},
    }


def _stack_in_run(record: RunRecord, result: StackResult) -> Json:
    reasons = reasons_to_json(record.reasons.get(result.stack, ()))
    found = {"drift_details": drift_to_json(result.found)} if result.found else {}
    return {**result_to_json(result), **found, "level": record.level_of(result.stack), "reasons": reasons}


def result_to_json(result: StackResult) -> Json:
    """One stack's result without its plan text; `result_from_json` reads it back."""
    return {
        "outcome": result.outcome.value,
        "created": result.counts.created,
        "changed": result.counts.changed,
        "destroyed": result.counts.destroyed,
        "replaced": result.counts.replaced,
        "drifted": result.counts.drifted,
        "duration": round(result.duration_seconds, 3),
        "attempts": result.attempts,
        "error": result.error,
        "cause": result.cause,
        "hint": result.hint,
        "terraform_version": result.terraform_version,
        "changes": _changes_to_json(result.changes),
        "drift": _changes_to_json(result.drift),
        "overrides": overrides_to_json(result.overrides),
        "failure": result.failure,
    }


def result_from_json(stack: str, data: Mapping[str, Any], plan_text: str = "") -> StackResult:
    """The result that `result_to_json` wrote."""
    return StackResult(
        stack=stack,
        outcome=Outcome(data["outcome"]),
        counts=Counts(data["created"], data["changed"], data["destroyed"], data["replaced"], data["drifted"]),
        changes=_changes_from_json(data["changes"]),
        drift=_changes_from_json(data["drift"]),
        duration_seconds=data["duration"],
        attempts=data["attempts"],
        error=data["error"],
        cause=data["cause"],
        hint=data["hint"],
        terraform_version=data["terraform_version"],
        plan_text=plan_text,
        overrides=tuple(map(_override, data["overrides"])),
        failure=data.get("failure"),  # not in records of releases before 0.2
    )


def overrides_to_json(overrides: Iterable[Override]) -> list[Json]:
    """Guards that were overridden, with all addresses."""
    return [{"guard": o.guard, "message": o.message, "addresses": list(o.addresses)} for o in overrides]


def reasons_to_json(reasons: Iterable[Reason]) -> list[Json]:
    """Reasons in the shape of `affected --json`; bytes of a path that are not UTF-8 become `�`."""
    return [{"kind": r.kind.value, "path": _unicode(r.path), "via": [_unicode(v) for v in r.via]} for r in reasons]


def reasons_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """The reasons that `reasons_to_json` wrote."""
    return tuple(Reason(ReasonKind(r["kind"]), r["path"], tuple(r["via"])) for r in data)


def _override(data: Mapping[str, Any] | str) -> Override:
    """Releases before 0.2 wrote `guard: message`."""
    if isinstance(data, str):
        guard, _, message = data.partition(": ")
        return Override(guard, message)
    return Override(data["guard"], data["message"], tuple(data["addresses"]))


def _unicode(path: str) -> str:
    """Git's paths carry such bytes as surrogates, which neither JSON files nor databases take."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", path)


def _changes_to_json(changes: Iterable[ResourceChange]) -> list[Json]:
    return [{"address": c.address, "type": c.type, "action": c.action} for c in changes]


def _changes_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[ResourceChange, ...]:
    return tuple(ResourceChange(c["address"], c["type"], c["action"]) for c in data)
