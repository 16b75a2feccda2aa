"""The run and op tags that carry what varies between runs. One place for their names and their shapes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from oci_assets.errors import UsageError
from oci_assets.model import Action
from oci_assets.outcome import Override

ACTION = "oci/action"
COMMIT = "oci/commit"
BRANCH = "oci/branch"
TRIGGER = "oci/trigger"
ACTOR = "oci/actor"
LOGIN = "oci/login"
TIMEOUT_MINUTES = "oci/timeout_minutes"
ALLOW_DESTROY = "oci/allow_destroy"
PLANNED = "oci/planned"
INCREMENTAL = "oci/incremental"
ALLOW_FROZEN = "oci/allow_frozen"
ALLOW_POLICY = "oci/allow_policy"
REASON = "oci/reason"
UNCOMMITTED = "oci/uncommitted"
MAX_WORKERS = "oci/max_workers"
SCHEDULING = "oci/scheduling"
ON_FAILURE = "oci/on_failure"

LEVEL = "oci/level"
UPSTREAM = "oci/upstream"
SOFT_UPSTREAM = "oci/soft_upstream"
LAST = "oci/last"

COMMAND_LINE, SENSOR, SCHEDULE, UI, DRIFT = "command line", "sensor", "schedule", "ui", "drift"
_REPEATED_RUN = "dagster/parent_run_id"


@dataclass(frozen=True, slots=True)
class RunTags:
    """What a run is told through its tags; None or empty means: as the settings say. The rest is in run_details.py.

    Attributes:
        commit: full SHA the run is for; steps refuse a checkout that does not contain it.
        planned: the run whose plans an apply applies; None: what it plans itself.
        incremental: a plan gives kept plans that are as good as new.
        allow_destroy, allow_frozen, allow_policy: stack ids whose limits, frozen windows, policy are overridden.
        reason: why, for the audit record.
        login: who typed, as the machine knows them.
        uncommitted: it works in place, on files that are not committed.
    """

    action: Action
    trigger: str
    commit: str | None = None
    branch: str | None = None
    actor: str | None = None
    login: str | None = None
    timeout_minutes: float | None = None
    allow_destroy: tuple[str, ...] = ()
    allow_frozen: tuple[str, ...] = ()
    allow_policy: tuple[str, ...] = ()
    reason: str | None = None
    max_workers: int | None = None
    scheduling: str | None = None
    on_failure: str | None = None
    planned: str | None = None
    incremental: bool = False
    uncommitted: bool = False

    def to_tags(self) -> dict[str, str]:
        """The tags, without those that say nothing."""
        values = {
            ACTION: self.action.value,
            TRIGGER: self.trigger,
            COMMIT: self.commit,
            BRANCH: self.branch,
            ACTOR: self.actor,
            LOGIN: self.login,
            TIMEOUT_MINUTES: self.timeout_minutes,
            MAX_WORKERS: self.max_workers,
            SCHEDULING: self.scheduling,
            ON_FAILURE: self.on_failure,
            ALLOW_DESTROY: ",".join(self.allow_destroy) or None,
            PLANNED: self.planned,
            INCREMENTAL: "true" if self.incremental else None,
            ALLOW_FROZEN: ",".join(self.allow_frozen) or None,
            ALLOW_POLICY: ",".join(self.allow_policy) or None,
            REASON: self.reason or None,
            UNCOMMITTED: "true" if self.uncommitted else None,
        }
        return {key: str(value) for key, value in values.items() if value is not None}


def trigger_of(run_tags: Mapping[str, str]) -> str:
    """Who started the run: `command line`, `sensor`, `schedule`, `ui`, or `drift`, which is put back by itself.

    A run that repeats another one carries that one's tags, and was started by hand in the UI: Dagster's own retries
    are off (dagster.yaml).
    """
    if _REPEATED_RUN in run_tags:
        return UI
    if run_tags.get(TRIGGER) == DRIFT:
        return DRIFT
    if "dagster/sensor_name" in run_tags:
        return SENSOR
    return SCHEDULE if "dagster/schedule_name" in run_tags else run_tags.get(TRIGGER, UI)


def actor_of(run_tags: Mapping[str, str]) -> str | None:
    """The person behind the run, where it is known; who repeats a run in the UI is not."""
    return None if _REPEATED_RUN in run_tags else run_tags.get(ACTOR)


def login_of(run_tags: Mapping[str, str]) -> str | None:
    """As `actor_of`, by the name that the machine knows."""
    return None if _REPEATED_RUN in run_tags else run_tags.get(LOGIN)


def allowed(run_tags: Mapping[str, str], tag: str) -> frozenset[str]:
    """Stack ids in a tag that overrides a guard; people who type it in the launchpad part them by commas.

    None in a run that repeats another one: what was allowed was allowed for that one, by that person.
    """
    if _REPEATED_RUN in run_tags:
        return frozenset()
    return frozenset(part.strip() for part in run_tags.get(tag, "").split(",") if part.strip())


def permitted(run_tags: Mapping[str, str], stack: str) -> tuple[Override, ...]:
    """What a person has permitted for a stack whose run died, so that nobody knows whether it was made use of."""
    given = (tag for tag in (ALLOW_DESTROY, ALLOW_FROZEN, ALLOW_POLICY) if stack in allowed(run_tags, tag))
    return tuple(
        Override(tag.removeprefix("oci/"), "was permitted; the run died, and what it did is unknown") for tag in given
    )


def reviewed_run(run_tags: Mapping[str, str]) -> str | None:
    """The run whose plans are to be applied; None where whatever is planned is."""
    return run_tags.get(PLANNED, "").strip() or None


def is_incremental(run_tags: Mapping[str, str]) -> bool:
    """Whether a plan may give kept plans."""
    return run_tags.get(INCREMENTAL) == "true"


def timeout_minutes(run_tags: Mapping[str, str]) -> float | None:
    """The run's own timeout for each of plan and apply of a stack; None when it has none.

    Raises:
        UsageError: the tag is not a number above 0.
    """
    text = run_tags.get(TIMEOUT_MINUTES)
    if text is None:
        return None
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes < math.inf:
        raise UsageError(f"{TIMEOUT_MINUTES} is {text!r}: give a number of minutes above 0")
    return minutes
