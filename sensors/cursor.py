"""What the git sensor remembers between ticks, as Dagster keeps it. Pure."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from oci_assets.errors import UsageError
from oci_assets.model import Affected, Reason
from oci_assets.platform.run_details import MAX_REASONS_PER_STACK
from oci_assets.report.run_json import reasons_from_json, reasons_to_json

Reasons = Mapping[str, tuple[Reason, ...]]
MAX_SEEN = 50


@dataclass(frozen=True, slots=True)
class Watched:
    """Where the sensor is on one branch.

    Attributes:
        commit: the commit that it has seen, full SHA.
        counter: how many runs it has asked for.
        pending: affected stacks, with reasons, that it could not ask for: the loaded definitions do not hold them yet.
        seen: the commits before, newest first, at most `MAX_SEEN`: after a force push one of them may still be here.
    """

    commit: str
    counter: int = 0
    pending: Reasons = field(default_factory=dict)
    seen: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Watched:
        """What `to_json` gave."""
        pending = {stack: reasons_from_json(reasons) for stack, reasons in data["pending"].items()}
        return cls(data["commit"], int(data["counter"]), pending, tuple(data.get("seen", ())))

    def to_json(self) -> dict[str, Any]:
        """As the cursor keeps it."""
        pending = {stack: reasons_to_json(reasons[:MAX_REASONS_PER_STACK]) for stack, reasons in self.pending.items()}
        return {"commit": self.commit, "counter": self.counter, "pending": pending, "seen": list(self.seen)}

    def at(self, head: str, affected: Affected | None, *, loaded: Container[str]) -> tuple[Watched, Reasons]:
        """Where the sensor is once `head` was compared (`affected` None: nothing new), and the stacks to ask for."""
        wanted = dict(self.pending)
        if affected is not None:
            wanted |= affected.reasons
            wanted = {stack: reasons for stack, reasons in wanted.items() if stack not in affected.removed}
        ready = {stack: wanted[stack] for stack in sorted(wanted) if stack in loaded}
        pending = {stack: wanted[stack] for stack in sorted(wanted) if stack not in loaded}
        moved = self.moved_to(head)
        return replace(moved, counter=self.counter + bool(ready), pending=pending), ready

    def moved_to(self, head: str) -> Watched:
        """The same with another commit."""
        if head == self.commit:
            return self
        return replace(self, commit=head, seen=(self.commit, *(c for c in self.seen if c != self.commit))[:MAX_SEEN])


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the sensor is.

    Attributes:
        branches: by name.
        reloaded: what the last reload of the code location was asked for, empty before the first.
    """

    branches: Mapping[str, Watched] = field(default_factory=dict)
    reloaded: str = ""

    @classmethod
    def read(cls, text: str | None) -> Cursor:
        """The cursor that `write` wrote, or the one of a former version with one branch; empty on the first tick.

        Raises:
            UsageError: it is not one of ours.
        """
        if not text:
            return cls()
        try:
            data = json.loads(text)
            if "branch" in data:
                return cls({data["branch"]: Watched.from_json(data)})
            branches = {name: Watched.from_json(watched) for name, watched in data["branches"].items()}
            return cls(branches, str(data["reloaded"]))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UsageError(
                f"the sensor's cursor {text[:200]!r} cannot be read: clear it in the UI, the present commit is then "
                "the baseline"
            ) from error

    def write(self) -> str:
        """The cursor as Dagster keeps it."""
        branches = {name: watched.to_json() for name, watched in self.branches.items()}
        return json.dumps({"branches": branches, "reloaded": self.reloaded})

    @property
    def pending(self) -> tuple[str, ...]:
        """Every stack that waits for a reload, sorted."""
        return tuple(sorted({stack for watched in self.branches.values() for stack in watched.pending}))
