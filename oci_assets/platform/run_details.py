"""What a run is told beside its tags: which stacks to plan, why each stack was selected.

Run config, not tags: databases index tags (Postgres refuses one of 2.7 kB), and the UI shows them in every list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import dagster as dg
from pydantic import Field

from oci_assets.model import Reason
from oci_assets.report.run_json import reasons_from_json, reasons_to_json

RESOURCE = "details"
MAX_REASONS_PER_STACK = 5


class RunDetails(dg.ConfigurableResource[None]):
    """Which stacks to plan, and why stacks were selected; nothing needs to be filled in."""

    stacks: list[str] = Field(default=[], description="Stacks to plan, as toronto/network; all when there is none.")
    reasons: dict[str, list[dict[str, Any]]] = Field(
        default={}, description="Why each stack was selected; filled in by the sensor and the command line."
    )

    def reasons_of(self, stack_id: str) -> tuple[Reason, ...]:
        """Why the stack was selected; empty for one that was picked by hand."""
        return reasons_from_json(self.reasons.get(stack_id, ()))


def details_config(
    *, stacks: Sequence[str] = (), reasons: Mapping[str, Collection[Reason]] | None = None
) -> dict[str, Any]:
    """The run config that tells a run this; at most `MAX_REASONS_PER_STACK` reasons each."""
    told = {
        stack: reasons_to_json(list(of_stack)[:MAX_REASONS_PER_STACK])
        for stack, of_stack in sorted((reasons or {}).items())
    }
    return {"resources": {RESOURCE: {"config": {"stacks": list(stacks), "reasons": told}}}}


def details_in(run_config: Mapping[str, Any]) -> RunDetails:
    """What `details_config` wrote, or what a person typed in the launchpad."""
    config = run_config.get("resources", {}).get(RESOURCE, {}).get("config", {})
    return RunDetails(stacks=config.get("stacks", []), reasons=config.get("reasons", {}))


def all_reasons(details: RunDetails) -> dict[str, tuple[Reason, ...]]:
    """The reasons by stack id."""
    return {stack: details.reasons_of(stack) for stack in details.reasons}
