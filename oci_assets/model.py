"""The words of the house as values: stacks, dependencies, reasons, outcomes. No I/O, no behaviour beyond naming."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath

from oci_assets.outcome import Counts, Outcome, Override, ResourceChange, StackResult

__all__ = [  # one vocabulary in two files: whoever uses a word need not know in which it stands
    "Action",
    "Affected",
    "Catalog",
    "Changeset",
    "Counts",
    "Dependency",
    "DependencyKind",
    "Outcome",
    "Override",
    "Reason",
    "ReasonKind",
    "ResourceChange",
    "Stack",
    "StackResult",
]


class Action(str, Enum):
    """What a run does: plan and drift look, apply touches."""

    PLAN = "plan"
    APPLY = "apply"
    DRIFT = "drift"


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
        required_version: the constraints of its own files on Terraform, joined by commas; None without any.
        files: what Terraform reads in the folder itself (`*.tf`, `*.tf.json`, tfvars), relative to the repository root.
    """

    region: str
    service: str
    canonical: str | None
    path: PurePosixPath
    files: tuple[PurePosixPath, ...] = ()
    required_version: str | None = None

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
class Problem:
    """What is wrong with the dependencies: a sentence, and the stack that it is about, None for all."""

    stack: str | None
    text: str


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
        missing: hard upstreams that the configuration shows and that nothing puts before the stack: (stack id, edge).
        problems: what `graph --check` fails on: missing edges, unknown services, entries that name nothing.
        refused: why a stack must not run at all, by stack id: its state is another stack's, too.
        state_keys: a name for the place of each stack's state, by stack id; equal for one place, none where unknown.
    """

    stacks: Mapping[str, Stack]
    upstream: Mapping[str, tuple[Dependency, ...]]
    levels: tuple[tuple[str, ...], ...]
    cycles: tuple[tuple[str, ...], ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[tuple[str, Dependency], ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    state_keys: Mapping[str, str] = field(default_factory=dict)
    _level: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {stack: number for number, level in enumerate(self.levels, start=1) for stack in level}
        object.__setattr__(self, "_level", found)  # frozen, and callers ask for the level of every stack

    @property
    def folders(self) -> dict[str, str]:
        """The folder of each stack, from the root of the repository, by stack id."""
        return {stack.id: str(stack.path) for stack in self.stacks.values()}

    def level_of(self, stack_id: str) -> int:
        """The level (from 1) of a stack of this catalog.

        Raises:
            KeyError: the stack is not in the catalog.
        """
        return self._level[stack_id]


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
        levels, folders: level (from 1) and folder of every stack of the head, by stack id.
    """

    changeset: Changeset
    reasons: Mapping[str, tuple[Reason, ...]]
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
