"""The sensitive values of a JSON plan, collected while it streams by. They go to a `Redaction` and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from oci_assets.terraform.masks import masked
from oci_assets.terraform.plan_stream import Piece, Unit
from oci_assets.terraform.secret_sources import is_secret_name
from oci_assets.terraform.secret_values import all_secret_texts

_CHANGES = {Unit.CHANGE, Unit.DRIFT, Unit.OUTPUT_CHANGE}


class PlanSecrets:
    """Feed it every piece; `texts` gives what is secret."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._variables: dict[str, frozenset[str]] = {}
        self._sensitive: set[str] = set()

    def take(self, piece: Piece) -> None:
        """One piece. Which variables are sensitive comes after their values."""
        if piece.unit is Unit.VARIABLE:
            self._variables[piece.name] = all_secret_texts([piece.value.get("value")])
        elif piece.unit is Unit.CONFIGURED_VARIABLE and piece.value.get("sensitive") is True:
            self._texts |= all_secret_texts([piece.value.get("default")])
            if piece.path == f"configuration.root_module.variables.{piece.name}":
                self._sensitive.add(piece.name)
        elif piece.unit is not None:
            self._texts |= all_secret_texts(_sensitive_parts(piece.unit, piece.value))

    def texts(self) -> frozenset[str]:
        """All secrets, once everything was taken."""
        return frozenset(self._texts).union(*(self._variables.get(name, ()) for name in self._sensitive))


def _sensitive_parts(unit: Unit, value: Mapping[str, Any]) -> Iterator[Any]:
    if unit in _CHANGES:
        change = value if unit is Unit.OUTPUT_CHANGE else value.get("change") or {}
        for side in ("before", "after"):
            yield from masked(change.get(side), change.get(f"{side}_sensitive"))
    elif unit is Unit.RESOURCE:
        yield from masked(value.get("values"), value.get("sensitive_values"))
    elif unit is Unit.PROVIDER:  # its settings have no mask, so their names decide
        for name, given in (value.get("expressions") or {}).items():
            if is_secret_name(name) and isinstance(given, Mapping):
                yield given.get("constant_value")
    elif unit is Unit.OUTPUT and value.get("sensitive") is True:
        yield value.get("value")
