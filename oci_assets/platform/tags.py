"""The run and op tags that carry what varies between runs. One place for their names and their shapes."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from oci_assets.model import Action, Reason
from oci_assets.report.run_json import reasons_from_json, reasons_to_json

ACTION = "oci/action"
COMMIT = "oci/commit"
BRANCH = "oci/branch"
TRIGGER = "oci/trigger"
ACTOR = "oci/actor"
REASONS = "oci/reasons"
STACKS = "oci/stacks"
TIMEOUT_MINUTES = "oci/timeout_minutes"
ALLOW_DESTROY = "oci/allow_destroy"
MAX_WORKERS = "oci/max_workers"
SCHEDULING = "oci/scheduling"
ON_FAILURE = "oci/on_failure"

LEVEL = "oci/level"
UPSTREAM = "oci/upstream"
SOFT_UPSTREAM = "oci/soft_upstream"
LAST = "oci/last"

MAX_REASONS_PER_STACK = 5


@dataclass(frozen=True, slots=True)
class RunTags:
    """What a run is told through its tags; None or empty means: as the settings say.

    Attributes:
        commit: full SHA the run is for; steps refuse a checkout that does not contain it.
        allow_destroy: stack ids whose guards are overridden.
        reasons: why each stack was selected, at most `MAX_REASONS_PER_STACK` each.
    """

    action: Action
    trigger: str
    commit: str | None = None
    branch: str | None = None
    actor: str | None = None
    timeout_minutes: float | None = None
    allow_destroy: tuple[str, ...] = ()
    max_workers: int | None = None
    scheduling: str | None = None
    on_failure: str | None = None
    stacks: tuple[str, ...] = ()
    reasons: Mapping[str, Collection[Reason]] = field(default_factory=dict)

    def to_tags(self) -> dict[str, str]:
        """The tags, without those that say nothing."""
        values = {
            ACTION: self.action.value,
            TRIGGER: self.trigger,
            COMMIT: self.commit,
            BRANCH: self.branch,
            ACTOR: self.actor,
            TIMEOUT_MINUTES: self.timeout_minutes,
            MAX_WORKERS: self.max_workers,
            SCHEDULING: self.scheduling,
            ON_FAILURE: self.on_failure,
            ALLOW_DESTROY: json.dumps(self.allow_destroy) if self.allow_destroy else None,
            STACKS: json.dumps(self.stacks) if self.stacks else None,
            REASONS: reasons_tag(self.reasons) if self.reasons else None,
        }
        return {key: str(value) for key, value in values.items() if value is not None}


def allowed_destroys(tags: Mapping[str, str]) -> frozenset[str]:
    """Stack ids whose guards this run overrides."""
    return frozenset(json.loads(tags.get(ALLOW_DESTROY, "[]")))


def reasons_tag(reasons: Mapping[str, Collection[Reason]]) -> str:
    """Reasons by stack as one tag value."""
    return json.dumps({s: reasons_to_json(list(r)[:MAX_REASONS_PER_STACK]) for s, r in sorted(reasons.items())})


def reasons_in(tags: Mapping[str, str]) -> dict[str, tuple[Reason, ...]]:
    """The reasons that `reasons_tag` wrote; empty when the run has none."""
    return {stack: reasons_from_json(data) for stack, data in json.loads(tags.get(REASONS, "{}")).items()}
