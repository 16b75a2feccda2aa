"""How a stack ends in a run, as values: outcome, counts, changes, the result. No I/O, no behaviour beyond naming."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from oci_assets.drift import StackDrift


class Outcome(str, Enum):
    """How one stack ended in one run. Only `NO_CHANGES`, `CHANGES` and `APPLIED` are success."""

    NO_CHANGES = "no_changes"
    CHANGES = "changes"
    APPLIED = "applied"
    PARTIAL = "partial"
    FAILED = "failed"
    NOT_RUN = "not_run"
    DEFERRED = "deferred"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"

    @property
    def is_success(self) -> bool:
        """Whether Terraform did what was asked; unknown is not success."""
        return self in {Outcome.NO_CHANGES, Outcome.CHANGES, Outcome.APPLIED}


@dataclass(frozen=True, slots=True)
class Counts:
    """Resources by what a plan says or an apply did.

    As in Terraform's own summary line a replacement counts as created and as destroyed; `replaced` tells how many
    of these were replacements. `drifted` counts entries of `resource_drift`; in a drift check all that it calls drift.
    """

    created: int = 0
    changed: int = 0
    destroyed: int = 0
    replaced: int = 0
    drifted: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The sum, field by field."""
        return Counts(
            self.created + other.created,
            self.changed + other.changed,
            self.destroyed + other.destroyed,
            self.replaced + other.replaced,
            self.drifted + other.drifted,
        )


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """One resource that a plan touches: address, type and what happens (`create`, `update`, `delete`, `replace`)."""

    address: str
    type: str
    action: str


@dataclass(frozen=True, slots=True)
class Override:
    """A guard that a person has overridden for one apply.

    Attributes:
        guard: its key in the settings: `max_destroys`, `frozen`, `policy` and so on.
        message: what it said, as in "destroys 1 resource, allowed are 0: ...".
        addresses: all resources that it is about; empty where it is about none.
    """

    guard: str
    message: str
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StackResult:
    """How one stack ended in one run; safe to show everywhere (no plan values).

    Attributes:
        stack: stack id.
        outcome: how it ended.
        counts: planned counts for plan and drift, done counts for apply.
        changes: what was planned (or done, for `PARTIAL`), at most a few thousand addresses.
        drift: addresses that differ between state and reality.
        duration_seconds: wall time of this stack.
        attempts: how often it was tried, from 1; 0 when it did not run.
        error: what failed and what to do next; None on success.
        cause: for `NOT_RUN`, `DEFERRED`, `BLOCKED`: why, for example `toronto/network failed`.
        hint: what to do next, None when there is nothing to say.
        terraform_version: for example `1.11.4`; None when Terraform was not started.
        plan_text: Terraform's human plan as printed (sensitive values masked by Terraform), bounded.
        overrides: guards that were overridden.
        output_changes: names of outputs that an apply has changed; records of past runs do not hold them.
        failure: what kind of trouble, in a word (`quota`, `lock`, `upstream_state`); None where Terraform told none.
        found: what a drift check found, by kind and attribute; None for other actions.
        providers: source address and version of each provider that an apply worked with.
    """

    stack: str
    outcome: Outcome
    counts: Counts = field(default_factory=Counts)
    changes: tuple[ResourceChange, ...] = ()
    drift: tuple[ResourceChange, ...] = ()
    duration_seconds: float = 0.0
    attempts: int = 1
    error: str | None = None
    cause: str | None = None
    hint: str | None = None
    terraform_version: str | None = None
    plan_text: str = ""
    overrides: tuple[Override, ...] = ()
    output_changes: tuple[str, ...] = ()
    failure: str | None = None
    found: StackDrift | None = None
    providers: tuple[str, ...] = ()
