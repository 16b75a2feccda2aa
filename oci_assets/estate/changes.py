"""Which stacks a changeset affects, and why. Reads both commits from git's objects; the working copy plays no part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pathspec import PathSpec
from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

from oci_assets.errors import SettingsError
from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.filenames import can_matter
from oci_assets.estate.git import Repository
from oci_assets.estate.modules import ModuleIndex, ModuleUse
from oci_assets.estate.settings import Settings
from oci_assets.estate.settings_file import FILE_NAME, parse_settings
from oci_assets.estate.tree import CommitTree
from oci_assets.model import Affected, Catalog, Changeset, Reason, ReasonKind, Stack


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two commits: its settings, stacks and module calls."""

    settings: Settings
    catalog: Catalog
    modules: ModuleIndex


def find_affected(repository: Repository, base_ref: str, head_ref: str = "HEAD") -> Affected:
    """The stacks that differ between the fork point of `base_ref` and `head_ref`, each with its reasons.

    Raises:
        GitError: the refs cannot be compared; never answered with "everything".
        SettingsError: `oci-assets.yaml` of the head has mistakes.
    """
    changeset = repository.changeset(base_ref, head_ref)
    head_tree, base_tree = CommitTree(repository, changeset.head), CommitTree(repository, changeset.merge_base)
    settings = _settings(head_tree)
    try:
        before = _settings(base_tree)
    except SettingsError:  # mended by this very change: what it said before cannot be known
        before = settings
    head = _Side(settings, build_catalog(head_tree, settings), ModuleIndex(head_tree))
    base = _Side(before, build_catalog(base_tree, before), ModuleIndex(base_tree))
    comparison = _Comparison(changeset, base, head)
    reasons = {stack.id: found for stack in head.catalog.stacks.values() if (found := comparison.reasons(stack))}
    removed = tuple(sorted(set(base.catalog.stacks) - set(head.catalog.stacks)))
    return Affected(changeset, reasons, removed, tuple(dict.fromkeys(comparison.warnings)))


def _settings(tree: CommitTree) -> Settings:
    data = tree.read(FILE_NAME)
    return Settings() if data is None else parse_settings(data)


class _Comparison:
    """Asks of each stack what in a changeset concerns it."""

    def __init__(self, changeset: Changeset, base: _Side, head: _Side) -> None:
        self.warnings: list[str] = []
        self._base, self._head = base, head
        self._stack_folders = {str(stack.path) for side in (base, head) for stack in side.catalog.stacks.values()}
        self._under: dict[str, list[str]] = defaultdict(list)
        for path in changeset.paths:
            for folder in _folders_above(path):
                self._under[folder].append(path)
        self._outside = [path for path in changeset.paths if not self._stack_folders.intersection(_folders_above(path))]
        self._for_all = tuple(self._shared(changeset.paths))
        self._settings_changed = FILE_NAME in changeset.paths

    def reasons(self, stack: Stack) -> tuple[Reason, ...]:
        """Why the stack is affected; empty when it is not."""
        folder = str(stack.path)
        found = [Reason(ReasonKind.FILE, path) for path in self._changed(folder)]
        found += self._for_all
        if self._settings_changed and self._upstream(self._base, stack) != self._upstream(self._head, stack):
            found.append(Reason(ReasonKind.SETTINGS, FILE_NAME))
        for side in (self._head, self._base):
            if side.modules.may_reach(folder, self._under):
                use = side.modules.closure(folder)
                found += self._by_modules(use)
                self.warnings += use.warnings if side is self._head else ()
        return tuple(dict.fromkeys(found))

    def _by_modules(self, use: ModuleUse) -> Iterator[Reason]:
        for target, chain in use.via.items():
            yield from (Reason(ReasonKind.MODULE, path, chain) for path in self._changed(target))
        for target, (chain, _) in use.missing.items():
            yield from (
                Reason(ReasonKind.MISSING_MODULE, path, chain) for path in self._under.get(target.rstrip("/"), ())
            )
        for reference in use.unresolved:
            self.warnings.append(f"{reference} has a source that is not a literal: every change of a module counts")
            yield from (Reason(ReasonKind.UNRESOLVED_SOURCE, path) for path in self._outside if can_matter(path))

    def _changed(self, folder: str) -> Iterator[str]:
        """Changed files at or below a folder that can matter to it; what lies in a stack below is that stack's own."""
        for path in self._under.get(folder, ()):
            below = [above for above in _folders_above(path) if len(above) > len(folder)]
            if not self._stack_folders.intersection(below) and can_matter(path[len(folder) + 1 :] if folder else path):
                yield path

    def _shared(self, paths: Iterable[str]) -> Iterator[Reason]:
        settings = self._head.settings
        shared = PathSpec.from_lines(GitIgnoreBasicPattern, settings.shared_files)
        for path in paths:
            if path in settings.terraform.var_files or shared.match_file(path):
                yield Reason(ReasonKind.SHARED_FILE, path)

    @staticmethod
    def _upstream(side: _Side, stack: Stack) -> frozenset[tuple[str, str]]:
        return frozenset((edge.upstream, edge.kind.value) for edge in side.catalog.upstream.get(stack.id, ()))


def _folders_above(path: str) -> list[str]:
    """Every folder that a path lies in, the root (an empty string) included."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:length]) for length in range(len(parts) + 1)]
