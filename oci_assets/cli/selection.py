"""Which stacks a command is about: named ones, all, or what a change affects."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from oci_assets.cli.working_dirs import WorkingDirs
from oci_assets.errors import UsageError
from oci_assets.estate.catalog import find_stacks
from oci_assets.estate.changes import find_affected
from oci_assets.estate.graph import all_ancestors
from oci_assets.model import Affected
from oci_assets.platform.site import Site, replaced_settings


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked for on the command line; `include_upstream` None: as the settings say."""

    names: tuple[str, ...] = ()
    all_stacks: bool = False
    base_ref: str | None = None
    head_ref: str | None = None
    working_dirs: tuple[Path, ...] = ()
    include_upstream: bool | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The stacks to run (ids, sorted), with the comparison that selected them where there was one."""

    stacks: tuple[str, ...]
    affected: Affected | None = None
    ancestors: dict[str, frozenset[str]] = field(default_factory=dict)


def select(site: Site, choice: Choice) -> Selection:
    """The stacks of this choice.

    Raises:
        UsageError: nothing or something contradictory was asked for, or a name is unknown.
        GitError: the refs cannot be compared.
    """
    _check_choice(choice, {stack.region for stack in site.catalog.stacks.values()})
    folders = WorkingDirs.of(choice.working_dirs, site.root, site.catalog.folders)
    affected = None if choice.base_ref is None else narrowed(compare(site, choice.base_ref, choice.head_ref), folders)
    stacks = {stack for stack in _chosen(site, choice, affected) if folders.hold(stack)}
    outside = set(find_stacks(site.catalog, choice.names)) - stacks
    if outside:
        raise UsageError(f"{', '.join(sorted(outside))}: not in the --working-dir: leave out one of the two")
    ancestors = dict(all_ancestors(site.catalog.upstream))
    include = choice.include_upstream
    if site.settings.execution.include_upstream if include is None else include:
        stacks |= {a for stack in stacks for a in ancestors[stack]}
    return Selection(tuple(sorted(stacks)), affected, ancestors)


def _check_choice(choice: Choice, regions: Collection[str]) -> None:
    """Exactly one way of selecting, and nothing that would have no effect."""
    ways = [bool(choice.names), choice.all_stacks, choice.base_ref is not None]
    if sum(ways) != 1:
        what = "select in one way only" if any(ways) else "nothing selected"
        narrowed_by = ", which --working-dir narrows" if choice.working_dirs else ""
        raise UsageError(
            f"{what}: name stacks (toronto/network), or pass --all, "
            f"or --base-ref REF for what a change affects{narrowed_by}"
        )
    for name in choice.names:
        if name.strip("./") in regions:
            raise UsageError(
                f"{name!r} is a region, not a stack: for all its stacks --working-dir {shlex.quote(name)} --all"
            )
    if choice.head_ref is not None and choice.base_ref is None:
        raise UsageError("--head-ref says how far to compare and needs --base-ref REF to compare with")


def _chosen(site: Site, choice: Choice, affected: Affected | None) -> Iterable[str]:
    if affected is not None:
        return [stack for stack in affected.reasons if stack in site.catalog.stacks]
    return find_stacks(site.catalog, choice.names) if choice.names else site.catalog.stacks


def compare(site: Site, base_ref: str, head_ref: str | None) -> Affected:
    """What the commits between base and head affect, for a run in place: the head must be what is checked out.

    Raises:
        UsageError: the head is not what lies on disk, so a run in place would apply something else.
    """
    repository = site.repository()
    affected = find_affected(repository, base_ref, head_ref or "HEAD", settings=replaced_settings(site.config))
    if affected.changeset.head != repository.head():
        raise UsageError(
            f"--head-ref {head_ref} is not what is checked out in {str(site.root)!r}, and runs take the files on disk: "
            f"git -C {site.root} switch --detach {head_ref}"
        )
    return affected


def narrowed(affected: Affected, folders: WorkingDirs) -> Affected:
    """The comparison without what lies outside of these folders, so that nothing is told that does not run."""
    return replace(
        affected,
        reasons={stack: found for stack, found in affected.reasons.items() if folders.hold(stack)},
        removed=tuple(stack for stack in affected.removed if folders.hold(stack)),
    )
