"""The JSON plan -> what it does: counts, addresses, actions. The one redaction point: no value of a plan leaves here.

Fields and their meaning: https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from oci_assets.errors import TerraformError
from oci_assets.model import Counts, ResourceChange
from oci_assets.terraform.plan_secrets import PlanSecrets
from oci_assets.terraform.plan_stream import NotJsonError, Piece, Unit, stream_plan

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
        format_version: of the JSON document.
    """

    counts: Counts
    changes: tuple[ResourceChange, ...]
    drift: tuple[ResourceChange, ...]
    needs_apply: bool
    output_changes: tuple[str, ...]
    format_version: str


def read_plan(file: Path) -> PlanSummary:
    """The summary of `terraform show -json PLAN`, written to a file; read once, in bounded memory.

    Raises:
        TerraformError: not JSON, or a format of another major version.
    """
    return read_plan_and_secrets(file)[0]


def read_plan_and_secrets(file: Path) -> tuple[PlanSummary, frozenset[str]]:
    """As `read_plan`, and the values that the plan calls sensitive, which must go to a `Redaction` only.

    Raises:
        TerraformError: as `read_plan`.
    """
    try:
        with file.open("rb") as stream:
            return _read(stream)
    except (NotJsonError, ValueError):
        raise TerraformError(f"the JSON plan in {file} cannot be read: plan again") from None  # it quotes the plan


def summarize(document: Any) -> PlanSummary:
    """The summary of a parsed JSON plan; unknown keys are no trouble.

    Raises:
        TerraformError: not a plan, or a format of another major version.
    """
    return _read(io.BytesIO(json.dumps(document).encode()))[0]


def _read(stream: IO[bytes]) -> tuple[PlanSummary, frozenset[str]]:
    fold, secrets = _Fold(), PlanSecrets()
    for piece in stream_plan(stream):
        fold.take(piece)
        secrets.take(piece)
    return fold.summary(), secrets.texts()


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


class _Fold:
    """Keeps of the pieces of a plan what its summary needs."""

    def __init__(self) -> None:
        self._version: str | None = None
        self._applyable: bool | None = None
        self._counts = Counts()
        self._changes: list[ResourceChange] = []
        self._drift: list[ResourceChange] = []
        self._outputs: list[str] = []
        self._touches_state = False

    def take(self, piece: Piece) -> None:
        """One piece, in the order of the document."""
        if piece.path == "format_version":
            self._version = _supported(piece.value)
        elif piece.path == "applyable" and isinstance(piece.value, bool):
            self._applyable = piece.value
        elif piece.unit is Unit.OUTPUT_CHANGE and _actions(piece.value) not in _QUIET:
            self._outputs.append(piece.name)
        elif piece.unit in {Unit.CHANGE, Unit.DRIFT} and piece.value.get("mode", "managed") == "managed":
            self._take_resource(piece.value, drifted=piece.unit is Unit.DRIFT)

    def _take_resource(self, entry: Mapping[str, Any], *, drifted: bool) -> None:
        """A resource; data sources are read, never changed."""
        change = _change(entry)
        if change is not None:
            self._counts += Counts(drifted=1) if drifted else count([change])
            kept = self._drift if drifted else self._changes
            if len(kept) < MAX_CHANGES:
                kept.append(change)
        if not drifted:
            self._touches_state |= _is_of_the_state(entry)

    def summary(self) -> PlanSummary:
        """What was taken, once all of it was."""
        if self._version is None:
            raise TerraformError("terraform's JSON plan has no format_version: this is not a plan")
        # Terraform's own answer (`applyable`, in newer releases), or the same rule: anything that the state would miss.
        touched = bool(self._changes or self._outputs or self._touches_state)
        return PlanSummary(
            counts=self._counts,
            changes=tuple(self._changes),
            drift=tuple(self._drift),
            needs_apply=touched if self._applyable is None else self._applyable,
            output_changes=tuple(sorted(self._outputs)),
            format_version=self._version,
        )


def _supported(version: Any) -> str:
    if not isinstance(version, str):
        raise TerraformError("terraform's JSON plan has no format_version: this is not a plan")
    if version.split(".", 1)[0] != SUPPORTED_MAJOR:
        raise TerraformError(
            f"terraform's JSON plan has format {version!r}, which this release cannot read (it knows "
            f"{SUPPORTED_MAJOR}.x): use an older terraform or a newer oci-terraform-controller"
        )
    return version


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


def _is_of_the_state(entry: Mapping[str, Any]) -> bool:
    """Whether an apply would change what the state says of it, though not the resource itself."""
    change = entry.get("change") or {}
    return "previous_address" in entry or bool(change.get("importing")) or "forget" in _actions(change)
