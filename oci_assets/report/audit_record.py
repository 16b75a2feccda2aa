"""A run record as the predecessor's audit record: one for each run and region, with its keys (predecessor.md P9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from oci_assets.model import Counts, Outcome, StackResult
from oci_assets.record import RunRecord, group_by_level
from oci_assets.report.moments import timestamp
from oci_assets.report.run_json import Json, overrides_to_json, result_to_json

SCHEMA_VERSION = 2
"""2: each of `overrides` is an object (guard, message, addresses, actor, reason); it was a text."""


def audit_records(
    record: RunRecord, *, oci_regions: Mapping[str, str], version: str, asked_for: Collection[str] = ()
) -> list[Json]:
    """One record for each region the run touched, sorted by region; `oci_regions` maps folder to OCI region name.

    Regions that were `asked_for` have one even when nothing ran in them. `execution_levels` holds bare service names
    of the stacks that ran, `error` and `output` are None or text.
    """
    regions = sorted({*asked_for, *(stack.split("/", 1)[0] for stack in record.results)})
    return [_region_record(record, region, oci_regions.get(region, region), version) for region in regions]


def _region_record(record: RunRecord, region: str, oci_region: str, version: str) -> Json:
    results = {s: r for s, r in sorted(record.results.items()) if s.split("/", 1)[0] == region}
    ran = {_service(s): record.level_of(s) for s, r in results.items() if r.outcome is not Outcome.NOT_RUN}
    counts = sum((r.counts for r in results.values()), Counts())
    successful = sum(r.outcome.is_success for r in results.values())
    return {
        "schema_version": SCHEMA_VERSION,
        "timestamp": timestamp(record.finished_at or record.started_at),
        "orchestrator_version": version,
        "run_id": record.run_id,
        "action": record.action.value,
        "status": record.status,
        "region": region,
        "total_services": len(results),
        "successful_services": successful,
        "failed_services": len(results) - successful,
        "execution_levels": [list(level) for level in group_by_level(ran)],
        "total_resources_created": counts.created,
        "total_resources_changed": counts.changed,
        "total_resources_destroyed": counts.destroyed,
        "total_duration": round(record.duration_seconds, 3),
        "busy_duration": round(sum(r.duration_seconds for r in results.values()), 3),
        "services": [_service_record(record, stack, result) for stack, result in results.items()],
        "environment": _environment(record, oci_region),
    }


def _service_record(record: RunRecord, stack: str, result: StackResult) -> Json:
    who = {"actor": record.actor or record.login, "reason": record.reason}
    return {
        "service": _service(stack),
        "success": result.outcome.is_success,
        "outcome": result.outcome.value,
        "duration": round(result.duration_seconds, 3),
        "output": summary_line(result),
        "error": result.error or result.cause,
        "resources_created": result.counts.created,
        "resources_changed": result.counts.changed,
        "resources_destroyed": result.counts.destroyed,
        "resources_replaced": result.counts.replaced,
        "resources_drifted": result.counts.drifted,
        "retry_count": max(result.attempts - 1, 0),
        "changes": result_to_json(result)["changes"],
        "overrides": [{**override, **who} for override in overrides_to_json(result.overrides)],
    }


def _environment(record: RunRecord, oci_region: str) -> dict[str, Any]:
    return {
        "region": oci_region,
        "github_ref": record.branch,
        "github_sha": record.commit,
        "github_actor": record.actor,
        "trigger": record.trigger,
    }


def summary_line(result: StackResult) -> str:
    """The stack's counts as `+1 ~2 -0`, with the outcome in front; no plan values."""
    return f"{result.outcome.value}: {counts_text(result.counts)}"


def counts_text(counts: Counts) -> str:
    """`+1 ~2 -0`, and `(1 replaced, 2 drifted)` where there are any."""
    extra = [f"{n} {word}" for n, word in ((counts.replaced, "replaced"), (counts.drifted, "drifted")) if n]
    return f"+{counts.created} ~{counts.changed} -{counts.destroyed}" + (f" ({', '.join(extra)})" if extra else "")


def _service(stack: str) -> str:
    return stack.split("/", 1)[1]
