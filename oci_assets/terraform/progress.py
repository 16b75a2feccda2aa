"""The JSON lines of `terraform apply -json` -> text for people, what is done so far, and the errors.

https://developer.hashicorp.com/terraform/internals/machine-readable-ui
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from oci_assets.model import Counts, ResourceChange
from oci_assets.terraform.diagnostics import Diagnostic, as_text, from_json
from oci_assets.terraform.plan import count

MAX_ERRORS = 100


class ApplyProgress:
    """Feed it every line of an apply; it keeps what was finished, in order. Errors are kept redacted: they get cut."""

    def __init__(self, redact: Callable[[str], str] = str) -> None:
        self._redact = redact
        self.errors: list[Diagnostic] = []
        self.begun = False  # a change of a resource was begun: from then on nobody may take it for undone
        self._done: dict[str, ResourceChange] = {}
        self._actions: dict[str, str] = {}  # what is going on at each address
        self._provisioning: set[str] = set()

    def feed(self, line: str) -> str | None:
        """The line as a person reads it, None when it says nothing; never a value of an output or a snippet."""
        if not line.startswith("{"):
            return line or None
        try:
            event = json.loads(line)
        except ValueError:
            return "(a line of terraform's output could not be read)"
        kind = event.get("type")
        if kind == "diagnostic":
            return self._diagnostic(event.get("diagnostic") or {})
        if kind == "apply_start":
            self.begun = True
            self._actions[_address(event)] = str((event.get("hook") or {}).get("action", ""))
        if kind == "provision_start" and self._actions.get(_address(event)) == "create":
            self._provisioning.add(_address(event))
        if kind == "apply_complete":
            self._provisioning.discard(_address(event))
            self._complete(event.get("hook") or {})
        return str(event.get("@message", "")).strip("\n") or None

    @property
    def changes(self) -> tuple[ResourceChange, ...]:
        """What is done; a resource that was destroyed and created again is one replacement."""
        return tuple(self._done.values())

    @property
    def counts(self) -> Counts:
        """What is done, counted as Terraform counts."""
        return count(self._done.values())

    @property
    def half_made(self) -> tuple[str, ...]:
        """Addresses that are created, but whose provisioners have not ended well: Terraform marks them as tainted."""
        return tuple(sorted(self._provisioning))

    def _diagnostic(self, event: dict[str, Any]) -> str:
        told = from_json(event)
        diagnostic = replace(told, headline=self._redact(told.headline), detail=self._redact(told.detail))
        if event.get("severity") != "error":
            return f"Warning: {diagnostic.headline}"
        if len(self.errors) < MAX_ERRORS:
            self.errors.append(diagnostic)
        return as_text([diagnostic])

    def _complete(self, hook: dict[str, Any]) -> None:
        resource = hook.get("resource") or {}
        address, action = str(resource.get("addr", "?")), str(hook.get("action", ""))
        if action not in {"create", "update", "delete"}:  # a data source was read
            return
        change = ResourceChange(address, str(resource.get("resource_type", "?")), action)
        before = self._done.get(address)
        if before is not None and {before.action, action} == {"create", "delete"}:
            change = replace(change, action="replace")
        elif before is not None:
            # Terraform does not say so here, but one of the two was an object that an earlier apply had left deposed.
            deposed, change = (before, change) if before.action == "delete" else (change, before)
            self._done[f"{address} (deposed)"] = replace(deposed, address=f"{address} (deposed)")
        self._done[address] = change


def _address(event: dict[str, Any]) -> str:
    return str(((event.get("hook") or {}).get("resource") or {}).get("addr", "?"))
