"""The words of the house as values: stacks, dependencies, reasons, outcomes. No I/O, no behaviour beyond naming."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath


class Action(str, Enum):
    """What a run does: plan and drift look, apply touches."""

    PLAN = "plan"
    APPLY = "apply"
    DRIFT = "drift"


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


class DependencyKind(str, Enum):
    """`HARD`: a failed upstream blocks. `SOFT`: order only, never blocks."""

    HARD = "hard"
    SOFT = "soft"


class ReasonKind(str, Enum):
    """Why a changeset selects a stack."""

    FILE = "file"
    MODULE = "module"
    SHARED_FILE = "shared_file"
    SYMLINK = "symlink"
    MISSING_MODULE = "missing_module"
    UNRESOLVED_SOURCE = "unresolved_source"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Stack:
    """One service in one region: one root module folder, one state, one asset.

    Attributes:
        region: name of the region's folder (`toronto`, `global`).
        service: name of the folder as the user wrote it (`vcn`); in a single-folder region the region's name.
        canonical: the known service that the folder name stands for (`network`), None when it is not known.
        path: the folder, relative to the repository root.
        files: what Terraform reads in the folder itself (`*.tf`, `*.tf.json`, tfvars), relative to the repository root.
    """

    region: str
    service: str
    canonical: str | None
    path: PurePosixPath
    files: tuple[PurePosixPath, ...] = ()

    @property
    def id(self) -> str:
        """`region/service`, the name used in commands, files and messages."""
        return f"{self.region}/{self.service}"


@dataclass(frozen=True, slots=True)
class Dependency:
    """One edge of the catalog: `upstream` (a stack id) must come first.

    `source` says where the edge comes from: `built-in`, `oci-assets.yaml`, `cycle`, or the file it was inferred from.
    """

    upstream: str
    source: str
    kind: DependencyKind


@dataclass(frozen=True, slots=True)
class Catalog:
    """All stacks and dependencies found at one commit, cycles already broken.

    Attributes:
        stacks: by id, sorted by id.
        upstream: direct dependencies by stack id, sorted by upstream id; every stack has an entry.
        levels: stack ids that may run together; level 1 is `levels[0]`.
        cycles: the members of each dependency cycle that was broken, sorted.
        warnings: sentences for people: cycles, unknown folders, entries that name nothing.
        notes: harmless facts: an upstream that the estate lacks and that was dropped.
    """

    stacks: Mapping[str, Stack]
    upstream: Mapping[str, tuple[Dependency, ...]]
    levels: tuple[tuple[str, ...], ...]
    cycles: tuple[tuple[str, ...], ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def level_of(self, stack_id: str) -> int:
        """The level (from 1) of a stack of this catalog.

        Raises:
            KeyError: the stack is not in the catalog.
        """
        for number, level in enumerate(self.levels, start=1):
            if stack_id in level:
                return number
        raise KeyError(stack_id)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stack is affected: the path that changed and the chain of module folders from the stack down to it."""

    kind: ReasonKind
    path: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changeset:
    """What differs between two commits.

    Attributes:
        base: the commit that was asked for as base, full SHA.
        head: the newer commit, full SHA.
        merge_base: where head forked from base; `paths` are the differences from here (three dots).
        paths: repository paths added, changed, deleted, both sides of a rename; sorted.
    """

    base: str
    head: str
    merge_base: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Affected:
    """The stacks a changeset selects, each with at least one reason, and what it removed.

    Attributes:
        changeset: what was compared.
        reasons: by stack id, sorted by id; never an empty tuple.
        removed: ids of stacks that the head no longer has.
        warnings: sentences for people: files that could not be parsed, sources that could not be resolved.
    """

    changeset: Changeset
    reasons: Mapping[str, tuple[Reason, ...]]
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Resources by what a plan says or an apply did.

    As in Terraform's own summary line a replacement counts as created and as destroyed; `replaced` tells how many
    of these were replacements. `drifted` counts entries of `resource_drift`.
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
    """One resource that a plan touches: its address, type and what happens (`create`, `update`, `delete`, `replace`)."""

    address: str
    type: str
    action: str


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
        overrides: guards that were overridden, each named.
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
    overrides: tuple[str, ...] = ()
