"""The JSON plan -> what it does: counts, addresses, actions. The one redaction point: no value of a plan leaves here.

Fields and their meaning: https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oci_assets.errors import TerraformError
from oci_assets.model import Counts, ResourceChange

SUPPORTED_MAJOR = "1"
MAX_CHANGES = 5000
_QUIET: tuple[list[str], ...] = (["no-op"], ["read"], [])


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What a plan does, free of values.

    Attributes:
        counts: exact, also when `changes` was cut.
        changes: resources that an apply would touch, at most `MAX_CHANGES`; data reads are not changes.
        drift: resources that differ between state and reality, at most `MAX_CHANGES`.
        needs_apply: an apply would do something: also for moved, imported or forgotten resources and outputs alone.
        output_changes: names of outputs that change.
        format_version: of the JSON document; empty where it was not needed.
    """

    counts: Counts
    changes: tuple[ResourceChange, ...]
    drift: tuple[ResourceChange, ...]
    needs_apply: bool
    output_changes: tuple[str, ...]
    format_version: str


QUIET_PLAN = PlanSummary(Counts(), (), (), needs_apply=False, output_changes=(), format_version="")
"""Of a plan that does nothing and found no drift."""


def load_plan(file: Path) -> Any:
    """What `terraform show -json PLAN` has written to a file, with values: for `summarize` and `plan_meaning.py` alone.

    Raises:
        TerraformError: not JSON.
    """
    try:
        with file.open(encoding="utf-8") as stream:
            return json.load(stream)
    except ValueError as error:
        raise TerraformError(f"the JSON plan in {file} cannot be read: plan again") from error


def summarize(document: Any) -> PlanSummary:
    """The summary of a parsed JSON plan; unknown keys are no trouble.

    Raises:
        TerraformError: not a plan, or a format of another major version.
    """
    version = _format_version(document)
    resources = list(_managed(document.get("resource_changes")))
    drift = [change for change in map(_change, _managed(document.get("resource_drift"))) if change]
    changes = [change for change in map(_change, resources) if change]
    outputs = tuple(sorted(name for name, change in _outputs(document) if _actions(change) not in _QUIET))
    return PlanSummary(
        counts=count(changes, drifted=len(drift)),
        changes=tuple(changes[:MAX_CHANGES]),
        drift=tuple(drift[:MAX_CHANGES]),
        needs_apply=_needs_apply(document, bool(changes or outputs), resources),
        output_changes=outputs,
        format_version=version,
    )


def count(changes: Iterable[ResourceChange], *, drifted: int = 0) -> Counts:
    """Counts as in Terraform's own summary line: a replacement is created and destroyed."""
    actions = [change.action for change in changes]
    replaced = actions.count("replace")
    return Counts(
        created=actions.count("create") + replaced,
        changed=actions.count("update"),
        destroyed=actions.count("delete") + replaced,
        replaced=replaced,
        drifted=drifted,
    )


def _format_version(document: Any) -> str:
    version = document.get("format_version") if isinstance(document, Mapping) else None
    if not isinstance(version, str):
        raise TerraformError("terraform's JSON plan has no format_version: this is not a plan")
    if version.split(".", 1)[0] != SUPPORTED_MAJOR:
        raise TerraformError(
            f"terraform's JSON plan has format {version!r}, which this release cannot read (it knows "
            f"{SUPPORTED_MAJOR}.x): use an older terraform or a newer oci-terraform-controller"
        )
    return version


def _managed(entries: Any) -> Iterable[Mapping[str, Any]]:
    """Resources; data sources are read, never changed."""
    return (entry for entry in entries or () if entry.get("mode", "managed") == "managed")


def _outputs(document: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return (document.get("output_changes") or {}).items()


def _actions(change: Mapping[str, Any]) -> list[str]:
    return list(change.get("actions") or ())


def _change(entry: Mapping[str, Any]) -> ResourceChange | None:
    action = _action(_actions(entry.get("change") or {}))
    if action is None:
        return None
    deposed = f" (deposed {entry['deposed']})" if entry.get("deposed") else ""
    return ResourceChange(f"{entry.get('address', '?')}{deposed}", str(entry.get("type", "?")), action)


def _action(actions: Sequence[str]) -> str | None:
    """One word for Terraform's action list; None when nothing happens to the real resource.

    `forget` drops a resource from the state only, so nothing is created, changed or destroyed.
    """
    if {"create", "delete"} <= set(actions):
        return "replace"
    if {"create", "forget"} <= set(actions):
        return "create"
    return next((action for action in actions if action in {"create", "update", "delete"}), None)


def _needs_apply(document: Mapping[str, Any], changes: bool, resources: Sequence[Mapping[str, Any]]) -> bool:  # noqa: FBT001
    """Terraform's own answer (`applyable`, in newer releases), or the same rule: anything that the state would miss."""
    if isinstance(document.get("applyable"), bool):
        return bool(document["applyable"])
    return changes or any(
        "previous_address" in entry
        or bool((entry.get("change") or {}).get("importing"))
        or "forget" in _actions(entry.get("change") or {})
        for entry in resources
    )
