"""What a drift check found on one stack, as values: kinds, resources, attributes, since when. No I/O.

Every text in here is redacted and bounded where it is made (`oci_assets/terraform/drift_reading.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

MAX_RESOURCES = 50
MAX_ATTRIBUTES = 20
MAX_TEXT = 200
KNOWN_AFTER_APPLY = "(known after apply)"


class DriftKind(str, Enum):
    """What a difference is; most urgent first. A check that failed is no kind but the status `UNKNOWN`.

    `DELETED`: gone outside. `DRIFT`: changed outside. `TAG_ONLY`: nothing but tags changed outside. `OUTPUT_ONLY`: an
    output has another value, no resource would be touched. `PENDING`: an apply that is due would do it: committed and
    not applied, half applied, tainted, an upstream applied since. `UPGRADE_NOISE`: another provider version, or the
    same value in another form; nothing that anybody did.
    """

    DELETED = "deleted"
    DRIFT = "drift"
    TAG_ONLY = "tag_only"
    OUTPUT_ONLY = "output_only"
    PENDING = "pending"
    UPGRADE_NOISE = "upgrade_noise"

    @property
    def is_drift(self) -> bool:
        """Whether the check fails by it: something changed outside."""
        return self in {DriftKind.DELETED, DriftKind.DRIFT, DriftKind.TAG_ONLY, DriftKind.OUTPUT_ONLY}


class DriftStatus(str, Enum):
    """The answer for a stack, most urgent first. `UNKNOWN` is the check that failed: it says nothing about drift."""

    UNKNOWN = "unknown"
    DRIFTED = "drifted"
    PENDING = "pending"
    CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """One attribute of a resource, before (as last recorded in the state) and after (as it is now).

    Attributes:
        path: `display_name`, `shape_config[0].ocpus`, `freeform_tags.team`, `defined_tags["Ops.team"]`; an element of a
            list or set that was added is `ingress_security_rules[+]`, one that was removed `[-]`.
        before, after: JSON of the value, bounded; None: nothing is there. Sensitive ones are `(sensitive)`.
        put_back: the next apply would set it to what it was before; False: it would leave it so, as it does with what
            is not in the configuration or under `ignore_changes`; None: neither is known.
        side_effect: it is not what was changed but changed with that: it is not in the configuration, an apply would
            not put it back, and other attributes of the resource tell more.
    """

    path: str
    before: str | None
    after: str | None
    put_back: bool | None = None
    side_effect: bool = False


@dataclass(frozen=True, slots=True)
class DriftedResource:
    """One resource that differs (for `OUTPUT_ONLY` an output, as `output.NAME`).

    Attributes:
        address, type: as in Terraform; type is `output` for outputs.
        kind: what the difference is.
        changes: attributes before and after, at most `MAX_ATTRIBUTES`, side effects last; none for what is gone. For
            `PENDING` after is what the apply would set.
        planned: what an apply of the checked commit would do: `create`, `update`, `delete`, `replace`; empty: nothing,
            it would leave the change as it is.
        cause: why it is called so, where that is not plain; empty otherwise.
        changes_left_out: how many more attributes there are.
        first_seen: aware UTC, when a check saw this address first; None until history was asked.
        checks_seen: in how many checks in a row, this one included.
        reported: seen in as many checks as `drift.persist_checks` asks for.
    """

    address: str
    type: str
    kind: DriftKind
    changes: tuple[AttributeChange, ...] = ()
    planned: str = ""
    cause: str = ""
    changes_left_out: int = 0
    first_seen: datetime | None = None
    checks_seen: int = 1
    reported: bool = True


@dataclass(frozen=True, slots=True)
class IgnoredChange:
    """What a rule of `drift.ignore` passes over: which attribute (empty: the whole resource), by which rule, why."""

    address: str
    path: str
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StackDrift:
    """The answer of one drift check about one stack.

    Attributes:
        stack: stack id.
        status: the answer. `DRIFTED` wins over `PENDING`; `pending` may be there in both.
        resources: what differs, most urgent first, at most `MAX_RESOURCES`; ignored ones are not among them.
        counts: exact numbers of resources by kind, also of those that `resources` has no room for; no zeros.
        ignored: what rules passed over, at most `MAX_RESOURCES`; `ignored_count` is exact.
        commit: the commit that was checked (the one last applied), full SHA; None when it is not known.
        head: the head of the branch at that time, full SHA.
        pending: why the stack is not up to the head, as sentences; empty when it is.
        first_seen: when drift was seen first, aware UTC; None without drift, or when that is unknown.
        checks_seen: in how many checks in a row drift was seen, this one included; 0 without.
        checked_at: aware UTC.
        reported: the check fails by it and issues tell it; False while `drift.persist_checks` is not reached.
        error: why the check failed and what to do; None unless `UNKNOWN`.
        warnings: what people should know of the check: rules that have expired.
        notes: harmless facts: a commit that nothing need be applied for.
    """

    stack: str
    status: DriftStatus
    resources: tuple[DriftedResource, ...] = ()
    counts: Mapping[DriftKind, int] = field(default_factory=dict)
    ignored: tuple[IgnoredChange, ...] = ()
    ignored_count: int = 0
    commit: str | None = None
    head: str | None = None
    pending: tuple[str, ...] = ()
    first_seen: datetime | None = None
    checks_seen: int = 0
    checked_at: datetime | None = None
    reported: bool = False
    error: str | None = None
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def drifted(self) -> int:
        """How many resources and outputs changed outside, of every kind that is drift."""
        return sum(number for kind, number in self.counts.items() if kind.is_drift)

    @property
    def age_hours(self) -> float:
        """Hours between the first check that saw drift and this one; 0 without drift."""
        if self.first_seen is None or self.checked_at is None:
            return 0.0
        return max(0.0, (self.checked_at - self.first_seen).total_seconds() / 3600)
