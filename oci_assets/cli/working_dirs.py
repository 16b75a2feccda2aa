"""`--working-dir`: the folders that a command is narrowed to. Works on names: none need be on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from oci_assets.errors import UsageError


@dataclass(frozen=True, slots=True)
class WorkingDirs:
    """The folders that were named, as repository paths; without any everything is inside."""

    roots: tuple[PurePosixPath, ...] = ()

    @classmethod
    def of(cls, folders: Sequence[Path], root: Path, stacks: Mapping[str, str]) -> WorkingDirs:
        """These folders of the estate in `root`; relative ones are tried from here, then from the estate.

        `stacks` holds the folder of each stack by its id.

        Raises:
            UsageError: a folder lies outside the estate, or holds no stack.
        """
        return cls(tuple(_root(folder, root.resolve(), stacks) for folder in folders))

    def hold(self, stack: str) -> bool:
        """Whether this stack is to be looked at; a stack's id is its path, at most one level too deep."""
        return not self.roots or any(PurePosixPath(stack).is_relative_to(root) for root in self.roots)


def _root(folder: Path, root: Path, stacks: Mapping[str, str]) -> PurePosixPath:
    inside = list(_inside(folder, root))
    for candidate in inside:
        if any(PurePosixPath(path).is_relative_to(candidate) for path in stacks.values()):
            return candidate
    what = "no service folders in" if inside else f"not in the estate {str(root)!r}:"
    regions = sorted({stack.split("/", 1)[0] for stack in stacks})
    raise UsageError(f"{what} {str(folder)!r}: give --working-dir one of {', '.join(regions)}")


def _inside(folder: Path, root: Path) -> Iterator[PurePosixPath]:
    for candidate in (folder.resolve(), (root / folder).resolve()):
        if candidate.is_relative_to(root):
            yield PurePosixPath(candidate.relative_to(root).as_posix())
