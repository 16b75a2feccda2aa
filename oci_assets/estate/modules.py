"""Which local modules a folder reaches, at any depth. Follows paths inside the repository only; runs no Terraform."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from oci_assets.errors import HclError
from oci_assets.estate.components import cyclic_components
from oci_assets.estate.filenames import folder_of, is_configuration
from oci_assets.estate.hcl import ModuleCall, loose_sources, module_sources, scan_module_sources
from oci_assets.estate.tree import Tree


@dataclass(frozen=True, slots=True)
class ModuleReference:
    """A module call in its file: where it is written and what it is called. `line` counts from 1, None in JSON."""

    name: str
    file: str
    line: int | None

    def __str__(self) -> str:
        """The reference as people read it: `module 'vcn' in toronto/network/main.tf:3`."""
        return f"module {self.name!r} in {self.file}" + (f":{self.line}" if self.line else "")


@dataclass(frozen=True, slots=True)
class ModuleUse:
    """What one folder reaches through module calls.

    Attributes:
        via: module folder -> the chain of module folders from the stack down to it, itself last.
        missing: like `via`, for folders that have no Terraform file, with the call that names them.
        unresolved: calls whose source is not a literal.
        warnings: files that could not be parsed, circles, sources outside the repository.
    """

    via: Mapping[str, tuple[str, ...]]
    missing: Mapping[str, tuple[tuple[str, ...], ModuleReference]]
    unresolved: tuple[ModuleReference, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _FolderCalls:
    """The module calls of one folder: local ones by target folder, and what could not be followed."""

    targets: dict[str, ModuleReference] = field(default_factory=dict)
    unresolved: list[ModuleReference] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def module_closure(tree: Tree, folder: str) -> ModuleUse:
    """What `folder` reaches through module calls. For many folders of one tree make a `ModuleIndex` once."""
    return ModuleIndex(tree).closure(folder)


def calling_files(tree: Tree, wanted: Collection[str]) -> dict[str, str]:
    """By folder of `wanted` that another folder calls as a module: a file that does so. Comments do not count."""
    found: dict[str, str] = {}
    for path in tree.paths():
        if not is_configuration(posixpath.basename(path)):
            continue
        data, folder = tree.read(path) or b"", folder_of(path)
        others = {target for target in _targets(folder, loose_sources(data)) if target in wanted and target != folder}
        if others.difference(found):  # a quick look found something: now a careful one
            named = _targets(folder, (call.source for call in _calls(data, path)[0]))
            found.update(dict.fromkeys(others.intersection(named).difference(found), path))
    return found


class ModuleIndex:
    """The module calls of a tree; every folder is read at most once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.folders: dict[str, list[str]] = {}
        for path in tree.paths():
            if is_configuration(posixpath.basename(path)):
                self.folders.setdefault(folder_of(path), []).append(path)
        self._calls: dict[str, _FolderCalls] = {}
        self._loose: dict[str, frozenset[str | None]] = {}

    def closure(self, folder: str) -> ModuleUse:
        """What `folder` reaches, nearest first; circles end where they began and are warned about."""
        via: dict[str, tuple[str, ...]] = {folder: ()}
        missing: dict[str, tuple[tuple[str, ...], ModuleReference]] = {}
        pending = [folder]
        for current in pending:
            for target, reference in self._calls_of(current).targets.items():
                if target not in self.folders:
                    missing.setdefault(target, ((*via[current], target), reference))
                elif target not in via:
                    via[target] = (*via[current], target)
                    pending.append(target)
        reached = [self._calls_of(current) for current in pending]
        return ModuleUse(
            via={target: chain for target, chain in via.items() if chain},
            missing=missing,
            unresolved=tuple(reference for calls in reached for reference in calls.unresolved),
            warnings=(*(warning for calls in reached for warning in calls.warnings), *self._circles(pending)),
        )

    def may_reach(self, folder: str, targets: Collection[str]) -> bool:
        """Whether a careful look is worth it: False only if `folder` reaches no target and has no unresolved source."""
        seen = {folder}
        pending = [folder]
        while pending:
            for target in self._loose_targets(pending.pop()):
                if target is None or target in targets:
                    return True
                if target not in seen:
                    seen.add(target)
                    pending.append(target)
        return False

    def _circles(self, folders: list[str]) -> Iterator[str]:
        graph = {folder: self._calls_of(folder).targets for folder in folders}
        for members in cyclic_components(graph):
            yield f"modules call each other in a circle: {', '.join(members)}: Terraform will refuse them"

    def _calls_of(self, folder: str) -> _FolderCalls:
        if folder not in self._calls:
            found = self._calls[folder] = _FolderCalls()
            for path in self.folders.get(folder, ()):
                for call in self._parsed(path, found):
                    _sort_in(call, folder, path, found)
        return self._calls[folder]

    def _parsed(self, path: str, found: _FolderCalls) -> tuple[ModuleCall, ...]:
        calls, error = _calls(self._tree.read(path) or b"", path)
        if error is not None:
            found.warnings.append(f"{error}: its module calls were read without a parser, check it with terraform fmt")
        return calls

    def _loose_targets(self, folder: str) -> frozenset[str | None]:
        if folder not in self._loose:
            sources = {s for path in self.folders.get(folder, ()) for s in loose_sources(self._tree.read(path) or b"")}
            self._loose[folder] = _targets(folder, sources) | sources.intersection({None})
        return self._loose[folder]


def _calls(data: bytes, path: str) -> tuple[tuple[ModuleCall, ...], HclError | None]:
    """The module calls of a file, and why the parser refused it if it did: then they come from a tolerant look."""
    try:
        return module_sources(data, path), None
    except HclError as error:
        return scan_module_sources(data), error


def _targets(folder: str, sources: Iterable[str | None]) -> frozenset[str]:
    """The local folders that these sources name; what is not a literal or not local is left out."""
    found = (_local_folder(folder, source) for source in sources if source is not None)
    return frozenset(target for target in found if target is not None)


def _sort_in(call: ModuleCall, folder: str, path: str, found: _FolderCalls) -> None:
    """Put one call where it belongs; registry, git and absolute sources are none of our files and are left out."""
    reference = ModuleReference(call.name, path, call.line)
    if call.source is None:
        found.unresolved.append(reference)
        return
    target = _local_folder(folder, call.source)
    if target is not None and target.startswith("../"):
        found.warnings.append(f"{reference} has a source outside the repository, which is not read: {call.source!r}")
    elif target is not None:
        found.targets.setdefault(target, reference)


def _local_folder(folder: str, source: str) -> str | None:
    """The folder that a source names, as Terraform reads it (`./` or `../`, else it is remote).

    With `../` in front and a slash at the end it leads outside.
    """
    if not f"{source}/".startswith(("./", "../")):
        return None
    target = posixpath.normpath(posixpath.join(folder, source))
    if target == ".." or target.startswith("../"):
        return target.rstrip("/") + "/"
    return "" if target == "." else target
