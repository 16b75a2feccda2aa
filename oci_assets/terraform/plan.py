"""The JSON plan -> what it does: counts, addresses, actions. The one redaction point: no value of a plan leaves here.

Fields and their meaning: https://developer.hashicorp.com/terraform/internals/json-format
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from oci_assets.errors import TerraformError
from oci_assets.model import Counts, ResourceChange
from oci_assets.terraform.plan_entries import actions_of, address_of, change_of, is_of_the_state
from oci_assets.terraform.plan_secrets import PlanSecrets
from oci_assets.terraform.plan_stream import NotJsonError, Piece, Unit, stream_plan

SUPPORTED_MAJOR = "1"
MAX_CHANGES = 5000
_TAINTED = "replace_because_tainted"
_QUIET: tuple[list[str], ...] = (["no-op"], ["read"], [])


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What a plan does, free of values.

    Attributes:
        counts: exact, also when `changes` was cut.
        doomed: every resource that is destroyed or replaced, however many there are: guards look at these.
        changes: resources that an apply would touch, at most `MAX_CHANGES`; data reads are not changes.
        drift: resources that differ between state and reality, at most `MAX_CHANGES`.
        needs_apply: an apply would do something: also for moved, imported or forgotten resources and outputs alone.
        output_changes: names of outputs that change.
        format_version: of the JSON document; empty where it was not needed.
        forgotten: resources that leave the state and go on existing (`removed` blocks); in no count.
        tainted: addresses of those that are replaced only because they are marked as tainted.
    """

    counts: Counts
    changes: tuple[ResourceChange, ...]
    drift: tuple[ResourceChange, ...]
    needs_apply: bool
    output_changes: tuple[str, ...]
    format_version: str
    doomed: tuple[ResourceChange, ...] = ()
    forgotten: tuple[ResourceChange, ...] = ()
    tainted: tuple[str, ...] = ()


QUIET_PLAN = PlanSummary(Counts(), (), (), needs_apply=False, output_changes=(), format_version="")
"""Of a plan that does nothing and found no drift."""


def read_plan(file: Path) -> PlanSummary:
    """The summary of `terraform show -json PLAN`, written to a file; read once, in bounded memory.

    Raises:
        TerraformError: not JSON, or a format of another major version.
    """
    return read_plan_and_secrets(file)[0]


def read_plan_and_secrets(
    file: Path, also: Callable[[Piece], None] = lambda _: None
) -> tuple[PlanSummary, frozenset[str]]:
    """As `read_plan`, and the values that the plan calls sensitive, which must go to a `Redaction` only.

    `also` is given every piece, with its values (`plan_meaning.py`).

    Raises:
        TerraformError: as `read_plan`.
    """
    try:
        with file.open("rb") as stream:
            return _read(stream, also)
    except (NotJsonError, ValueError):
        raise TerraformError(f"the JSON plan in {file} cannot be read: plan again") from None  # it quotes the plan


def summarize(document: Any) -> PlanSummary:
    """The summary of a parsed JSON plan; unknown keys are no trouble.

    Raises:
        TerraformError: not a plan, or a format of another major version.
    """
    return _read(io.BytesIO(json.dumps(document).encode()))[0]


def _read(stream: IO[bytes], also: Callable[[Piece], None] = lambda _: None) -> tuple[PlanSummary, frozenset[str]]:
    fold, secrets = _Fold(), PlanSecrets()
    for piece in stream_plan(stream):
        fold.take(piece)
        secrets.take(piece)
        also(piece)
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
        self._doomed: list[ResourceChange] = []
        self._forgotten: list[ResourceChange] = []
        self._tainted: list[str] = []
        self._outputs: list[str] = []
        self._touches_state = False

    def take(self, piece: Piece) -> None:
        """One piece, in the order of the document."""
        if piece.path == "format_version":
            self._version = _supported(piece.value)
        elif piece.path == "applyable" and isinstance(piece.value, bool):
            self._applyable = piece.value
        elif piece.unit is Unit.OUTPUT_CHANGE and actions_of(piece.value) not in _QUIET:
            self._outputs.append(piece.name)
        elif piece.unit in {Unit.CHANGE, Unit.DRIFT} and piece.value.get("mode", "managed") == "managed":
            self._take_resource(piece.value, drifted=piece.unit is Unit.DRIFT)

    def _take_resource(self, entry: Mapping[str, Any], *, drifted: bool) -> None:
        """A resource; data sources are read, never changed."""
        change = change_of(entry)
        if change is not None:
            self._counts += Counts(drifted=1) if drifted else count([change])
            kept = self._drift if drifted else self._changes
            if len(kept) < MAX_CHANGES:
                kept.append(change)
        if not drifted:
            self._touches_state |= is_of_the_state(entry)
            self._take_loss(entry, change)

    def _take_loss(self, entry: Mapping[str, Any], change: ResourceChange | None) -> None:
        """What the state or the world would lose; `forget` alone is no change of the resource itself."""
        if change is not None and change.action in {"delete", "replace"}:
            self._doomed.append(change)
        if "forget" in actions_of(entry.get("change") or {}):
            self._forgotten.append(ResourceChange(address_of(entry), str(entry.get("type", "?")), "forget"))
        if entry.get("action_reason") == _TAINTED:
            self._tainted.append(address_of(entry))

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
            doomed=tuple(self._doomed),
            forgotten=tuple(self._forgotten),
            tainted=tuple(self._tainted),
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
