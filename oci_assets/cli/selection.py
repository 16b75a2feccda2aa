"""Which stacks a command is about: named ones, all, or what a change affects."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from oci_assets.errors import UsageError
from oci_assets.estate.catalog import find_stacks
from oci_assets.estate.changes import find_affected
from oci_assets.estate.graph import all_ancestors
from oci_assets.model import Affected
from oci_assets.platform.site import Site


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked for on the command line."""

    names: tuple[str, ...] = ()
    all_stacks: bool = False
    base_ref: str | None = None
    head_ref: str | None = None
    working_dirs: tuple[Path, ...] = ()
    include_upstream: bool = False


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
    ways = [bool(choice.names), choice.all_stacks, choice.base_ref is not None]
    if sum(ways) != 1:
        what = "nothing selected" if not any(ways) else "select in one way only"
        message = f"{what}: name stacks (toronto/network), or pass --all, or --base-ref REF for what a change affects"
        raise UsageError(message)
    selection = _select(site, choice)
    ancestors = dict(all_ancestors(site.catalog.upstream))
    stacks = set(within(site, selection.stacks, choice.working_dirs))
    if choice.include_upstream:
        stacks |= {a for stack in stacks for a in ancestors[stack]}
    return replace(selection, stacks=tuple(sorted(stacks)), ancestors=ancestors)


def _select(site: Site, choice: Choice) -> Selection:
    if choice.names:
        return Selection(find_stacks(site.catalog, choice.names))
    if choice.base_ref is None:
        return Selection(tuple(site.catalog.stacks))
    affected = compare(site, choice.base_ref, choice.head_ref)
    return Selection(tuple(s for s in affected.reasons if s in site.catalog.stacks), affected)


def compare(site: Site, base_ref: str, head_ref: str | None, *, in_place: bool = True) -> Affected:
    """What the commits between base and head affect; `in_place` refuses a head that is not checked out.

    Raises:
        UsageError: the head is not what lies on disk, so a run in place would apply something else.
    """
    repository = site.repository()
    affected = find_affected(repository, base_ref, head_ref or "HEAD")
    if in_place and affected.changeset.head != repository.head():
        message = (
            f"--head-ref {head_ref} is not what is checked out in {str(site.root)!r}, and runs take the files on disk: "
            f"git -C {site.root} switch --detach {head_ref}"
        )
        raise UsageError(message)
    return affected


def within(site: Site, stacks: Collection[str], folders: Sequence[Path]) -> list[str]:
    """The stacks that lie in one of these folders; all of them when no folder is given.

    Raises:
        UsageError: a folder does not exist, lies outside the estate, or holds no stack.
    """
    if not folders:
        return sorted(stacks)
    roots = [_inside(site, folder) for folder in folders]
    paths = {stack: site.catalog.stacks[stack].path for stack in site.catalog.stacks}
    for folder, root in zip(folders, roots, strict=True):
        if not any(path.is_relative_to(root) for path in paths.values()):
            message = f"no service folders in {str(folder)!r}: known regions are {', '.join(_regions(site))}"
            raise UsageError(message)
    return sorted(s for s in stacks if any(paths[s].is_relative_to(root) for root in roots))


def _inside(site: Site, folder: Path) -> PurePosixPath:
    """The folder as a repository path; relative ones are tried from here, then from the estate."""
    for candidate in (folder, site.root / folder):
        if candidate.is_dir() and candidate.resolve().is_relative_to(site.root.resolve()):
            return PurePosixPath(candidate.resolve().relative_to(site.root.resolve()).as_posix())
    message = f"working directory {str(folder)!r} is not a folder of the estate {str(site.root)!r}"
    raise UsageError(message)


def _regions(site: Site) -> list[str]:
    return sorted({stack.region for stack in site.catalog.stacks.values()})
