"""A JSON plan for other programs (policies): the same shape, sensitive values replaced. Written as it is read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from oci_assets.errors import TerraformError
from oci_assets.terraform.masks import HIDDEN
from oci_assets.terraform.plan_stream import NotJsonError, Piece, Unit, stream_plan
from oci_assets.terraform.redaction import Redactor
from oci_assets.terraform.secret_sources import is_secret_name

_OPENS = {"start_map": "{", "start_array": "["}
_CLOSES = {"end_map": "}", "end_array": "]"}


def write_redacted(document: Path, target: Path, redactor: Redactor) -> None:
    """Write the JSON plan in `document` to `target` (0600), without its secrets.

    Hidden is what a mask covers (resources, drift, outputs, prior and planned state), the value and default of each
    sensitive variable, literal settings of providers that are named as secrets, and what the redactor knows, in every
    string. Null stays null. At most one resource is in memory. `target` is whole, or as it was before.

    Raises:
        TerraformError: the document is no JSON.
        OSError: it cannot be read, or the target not be written.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        sensitive = _sensitive_variables(document)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with document.open("rb") as source, os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            writer = _Writer(stream)
            for piece in stream_plan(source):
                writer.write(_redacted(piece, sensitive, redactor))
        part.replace(target)
    except (NotJsonError, ValueError) as error:
        raise TerraformError(f"the JSON plan in {document} cannot be read: plan again") from error
    finally:
        part.unlink(missing_ok=True)


class _Writer:
    """JSON from pieces, with the commas between them."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._first = True
        self._after_key = False

    def write(self, piece: Piece) -> None:
        if piece.event in _CLOSES:
            self._stream.write(_CLOSES[piece.event])
            self._first = False
            return
        if not self._first and not self._after_key:
            self._stream.write(",")
        self._after_key = piece.event == "map_key"
        self._first = piece.event in _OPENS
        opener = _OPENS.get(piece.event)
        self._stream.write(opener or json.dumps(piece.value))
        if self._after_key:
            self._stream.write(":")


def _sensitive_variables(document: Path) -> frozenset[str]:
    """Names of the root module's sensitive variables; they stand after the values."""
    with document.open("rb") as stream:
        return frozenset(
            piece.name
            for piece in stream_plan(stream)
            if piece.unit is Unit.CONFIGURED_VARIABLE
            and piece.path == f"configuration.root_module.variables.{piece.name}"
            and piece.value.get("sensitive") is True
        )


def _redacted(piece: Piece, sensitive: frozenset[str], redactor: Redactor) -> Piece:
    value = piece.value
    if piece.unit is not None and isinstance(value, Mapping):
        value = _masked(piece.unit, dict(value), secret=piece.name in sensitive)
    return piece._replace(value=_without_known(value, redactor))


def _masked(unit: Unit, value: dict[str, Any], *, secret: bool) -> dict[str, Any]:
    if unit in {Unit.CHANGE, Unit.DRIFT}:
        return {**value, "change": _change(value.get("change") or {})}
    if unit is Unit.OUTPUT_CHANGE:
        return _change(value)
    if unit is Unit.RESOURCE:
        return _hidden(value, "values", value.get("sensitive_values"))
    if unit is Unit.PROVIDER:
        return {**value, "expressions": _expressions(value.get("expressions") or {})}
    mask = secret if unit is Unit.VARIABLE else value.get("sensitive") is True
    return _hidden(value, "default" if unit is Unit.CONFIGURED_VARIABLE else "value", mask)


def _hidden(entry: dict[str, Any], key: str, mask: Any) -> dict[str, Any]:
    return {**entry, key: _hide(entry[key], mask)} if key in entry else entry


def _hide(value: Any, mask: Any) -> Any:
    """The value with `HIDDEN` in place of what is sensitive; null stays null, as it says no more than that."""
    if mask is True:
        return None if value is None else HIDDEN
    if isinstance(value, Mapping) and isinstance(mask, Mapping):
        return {key: _hide(item, mask[key]) if key in mask else item for key, item in value.items()}
    if isinstance(value, list) and isinstance(mask, list):
        rest = [False] * (len(value) - len(mask))
        return [_hide(item, below) for item, below in zip(value, [*mask, *rest], strict=False)]
    return value


def _change(change: Mapping[str, Any]) -> dict[str, Any]:
    sides = {
        side: _hide(change[side], change.get(f"{side}_sensitive")) for side in ("before", "after") if side in change
    }
    return {**change, **sides}


def _expressions(expressions: Mapping[str, Any]) -> dict[str, Any]:
    """Settings of a provider have no mask, so their names decide."""
    return {
        name: {**given, "constant_value": HIDDEN}
        if is_secret_name(name) and isinstance(given, Mapping) and "constant_value" in given
        else given
        for name, given in expressions.items()
    }


def _without_known(value: Any, redactor: Redactor) -> Any:
    if isinstance(value, str):
        return redactor.redact(value)
    if isinstance(value, Mapping):
        return {redactor.redact(key): _without_known(item, redactor) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_known(item, redactor) for item in value]
    return value
