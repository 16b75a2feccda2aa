"""What a drift check found as Dagster metadata: figures that the UI plots, a table for people, JSON to read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dagster as dg

from oci_assets.drift import DriftKind, StackDrift
from oci_assets.report.drift_json import drift_from_json, drift_to_json
from oci_assets.report.drift_text import drift_table, summary

DRIFT = "drift"


def drift_metadata(found: StackDrift) -> dict[str, dg.MetadataValue[Any]]:
    """The metadata of an observation or a check result; `changed_outside` counts the kind `drift` alone."""
    kinds = {("changed_outside" if kind is DriftKind.DRIFT else kind.value): kind for kind in DriftKind}
    metadata: dict[str, dg.MetadataValue[Any]] = {
        "status": dg.MetadataValue.text(found.status.value),
        "summary": dg.MetadataValue.text(summary(found)),
        "drifted": dg.MetadataValue.int(found.drifted),
        **{name: dg.MetadataValue.int(found.counts.get(kind, 0)) for name, kind in kinds.items()},
        "ignored": dg.MetadataValue.int(found.ignored_count),
        "age_hours": dg.MetadataValue.float(round(found.age_hours, 2)),
        "checks_seen": dg.MetadataValue.int(found.checks_seen),
        DRIFT: dg.MetadataValue.json(drift_to_json(found)),
    }
    if found.first_seen is not None:
        metadata["first_seen"] = dg.MetadataValue.timestamp(found.first_seen)
    texts = {"commit_checked": found.commit, "head_commit": found.head}
    metadata |= {name: dg.MetadataValue.text(text) for name, text in texts.items() if text}
    tables = {
        "differences": drift_table(found),
        "pending_reasons": _items(found.pending),
        "warnings": _items(found.warnings),
        "notes": _items(found.notes),
    }
    return metadata | {name: dg.MetadataValue.md(text) for name, text in tables.items() if text}


def drift_in(metadata: Mapping[str, dg.MetadataValue[Any]]) -> StackDrift | None:
    """What `drift_metadata` was given; None in the metadata of anything else."""
    data = metadata.get(DRIFT)
    value = None if data is None else data.value
    return drift_from_json(value) if isinstance(value, dict) and "status" in value else None


def _items(sentences: tuple[str, ...]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)
