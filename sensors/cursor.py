"""What the git sensor remembers between ticks, as Dagster keeps it. Pure."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from oci_assets.errors import UsageError
from oci_assets.model import Affected, Reason
from oci_assets.platform.run_details import MAX_REASONS_PER_STACK
from oci_assets.report.run_json import reasons_from_json, reasons_to_json

Reasons = Mapping[str, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the sensor is.

    Attributes:
        branch: the watched branch.
        commit: the commit that it has seen, full SHA.
        counter: how many runs it has asked for.
        pending: affected stacks, with reasons, that it could not ask for: the loaded definitions do not hold them yet.
    """

    branch: str
    commit: str
    counter: int = 0
    pending: Reasons = field(default_factory=dict)

    @classmethod
    def read(cls, text: str | None) -> Cursor | None:
        """The cursor that `write` wrote; None on the first tick.

        Raises:
            UsageError: it is not one of ours.
        """
        if not text:
            return None
        try:
            data = json.loads(text)
            pending = {stack: reasons_from_json(reasons) for stack, reasons in data["pending"].items()}
            return cls(data["branch"], data["commit"], int(data["counter"]), pending)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UsageError(
                f"the sensor's cursor {text[:200]!r} cannot be read: clear it in the UI, the present commit is then "
                "the baseline"
            ) from error

    def write(self) -> str:
        """The cursor as Dagster keeps it."""
        pending = {stack: reasons_to_json(reasons[:MAX_REASONS_PER_STACK]) for stack, reasons in self.pending.items()}
        return json.dumps({"branch": self.branch, "commit": self.commit, "counter": self.counter, "pending": pending})

    def seen(self, head: str, affected: Affected | None, *, loaded: Container[str]) -> Seen:
        """What to ask for now that `head` was compared, and where the sensor is then; `affected` None: nothing new."""
        wanted = dict(self.pending)
        if affected is not None:
            wanted |= affected.reasons
            wanted = {stack: reasons for stack, reasons in wanted.items() if stack not in affected.removed}
        ready = {stack: wanted[stack] for stack in sorted(wanted) if stack in loaded}
        pending = {stack: wanted[stack] for stack in sorted(wanted) if stack not in loaded}
        return Seen(Cursor(self.branch, head, self.counter + bool(ready), pending), ready)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a look: the next cursor, and the stacks to apply with their reasons."""

    cursor: Cursor
    ready: Reasons
