"""A stack's result as Dagster metadata: figures that the UI plots, text that people read, JSON that we read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import dagster as dg

from oci_assets.model import Reason, StackResult
from oci_assets.platform.drift_metadata import drift_in, drift_metadata
from oci_assets.report.run_json import reasons_to_json, result_from_json, result_to_json

RESULT = "result"
STACK = "stack"
MAX_ADDRESSES = 500
MAX_PLAN_CHARACTERS = 60_000


def result_metadata(
    result: StackResult, *, commit: str | None, level: int, reasons: Sequence[Reason] = ()
) -> dict[str, dg.MetadataValue[Any]]:
    """The metadata of a materialization, an observation, a check result or a failure of this stack."""
    counts = result.counts
    metadata: dict[str, dg.MetadataValue[Any]] = {
        STACK: dg.MetadataValue.text(result.stack),
        "outcome": dg.MetadataValue.text(result.outcome.value),
        "created": dg.MetadataValue.int(counts.created),
        "changed": dg.MetadataValue.int(counts.changed),
        "destroyed": dg.MetadataValue.int(counts.destroyed),
        "replaced": dg.MetadataValue.int(counts.replaced),
        "drifted": dg.MetadataValue.int(counts.drifted),
        "duration_seconds": dg.MetadataValue.float(round(result.duration_seconds, 3)),
        "level": dg.MetadataValue.int(level),
        RESULT: dg.MetadataValue.json(result_to_json(_bounded(result))),
    }
    texts = {"commit": commit, "cause": result.cause, "hint": result.hint, "terraform": result.terraform_version}
    metadata |= {name: dg.MetadataValue.text(text) for name, text in texts.items() if text}
    if result.plan_text:
        metadata["plan"] = dg.MetadataValue.md(f"~~~~text\n{result.plan_text[:MAX_PLAN_CHARACTERS]}\n~~~~")
    if result.providers:
        metadata["providers"] = dg.MetadataValue.json(list(result.providers))
    if result.found is not None:
        metadata |= drift_metadata(result.found)
    if reasons:
        metadata["reasons"] = dg.MetadataValue.json(reasons_to_json(reasons))
    return metadata


def result_in(metadata: Mapping[str, dg.MetadataValue[Any]]) -> StackResult | None:
    """The result that `result_metadata` wrote, None when the event is not ours."""
    data, stack = metadata.get(RESULT), metadata.get(STACK)
    if data is None or stack is None:
        return None
    plan = metadata.get("plan")
    text = str(plan.value).removeprefix("~~~~text\n").removesuffix("\n~~~~") if plan is not None else ""
    result = result_from_json(str(stack.value), data.value, text)
    return replace(result, found=drift_in(metadata))


def _bounded(result: StackResult) -> StackResult:
    """The result with at most `MAX_ADDRESSES` addresses: events are kept for ever. The counts stay exact."""
    overrides = tuple(replace(each, addresses=each.addresses[:MAX_ADDRESSES]) for each in result.overrides)
    changes, drift = result.changes[:MAX_ADDRESSES], result.drift[:MAX_ADDRESSES]
    return replace(result, changes=changes, drift=drift, overrides=overrides)
