"""Which attributes and blocks the configuration in a JSON plan sets, resource by resource: names, never values. Pure.

https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
"""

from __future__ import annotations

import re

from oci_assets.terraform.plan_stream import Piece

_MODULE = re.compile(r"\bmodule_calls\.([^.]+)\.module\b")
_KEY = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')
_ADDRESS, _NAMES = ".resources.item.address", ".resources.item.expressions"


class ConfiguredNames:
    """Feed it every piece of a plan; Terraform writes the configuration last, and each address before its names."""

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = {}
        self._current = ""

    def take(self, piece: Piece) -> None:
        """One piece, in the order of the document."""
        if not piece.path.startswith("configuration."):
            return
        if piece.event == "string" and piece.path.endswith(_ADDRESS):
            modules = "".join(f"module.{name}." for name in _MODULE.findall(piece.path))
            self._current = f"{modules}{piece.value}"
            self._names.setdefault(self._current, set())
        elif piece.event == "map_key" and piece.path.endswith(_NAMES):
            self._names[self._current].add(piece.value)

    def of(self, address: str) -> frozenset[str] | None:
        """The names that are set for an instance of a resource; None where its configuration is not in the plan."""
        found = self._names.get(_KEY.sub("", address))
        return None if found is None else frozenset(found)
