"""What a set of changes means for the stacks of one tree: for each stack the reasons, for none a guess. Pure."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from oci_assets.estate.components import cyclic_components
from oci_assets.estate.edges import NOWHERE
from oci_assets.estate.facts import MODULE, ROOT
from oci_assets.estate.filenames import can_matter, is_configuration, is_input
from oci_assets.estate.folders import raw_field
from oci_assets.estate.hcl_doubt import UNKNOWN
from oci_assets.estate.matching import Changes, Matcher, Mentioned
from oci_assets.estate.reach import End, Reach, Reached
from oci_assets.estate.texts import Texts
from oci_assets.model import Reason, ReasonKind


class Comparison:
    """The changes as one side (base or head) sees them.

    Args:
        changes: what differs.
        reach: the module calls of this side.
        roots: the real folder of each stack of this side, by stack id.
        texts: whether the texts of a stack (by its folders) hold a file name; asked only where a path is computed.
    """

    def __init__(self, changes: Changes, reach: Reach, roots: Mapping[str, str], texts: Texts) -> None:
        self.warnings: dict[str, None] = {}
        self._changes = changes
        self._reach = reach
        self._snapshot = reach.snapshot
        self._roots = roots
        self._texts = texts
        self._matcher = Matcher(changes, reach.snapshot.links)

    def reasons(self) -> dict[str, tuple[Reason, ...]]:
        """The reasons of every stack that has one, by stack id."""
        used = self._reach.users(self._starts())
        candidates = {stack: root for stack, root in self._roots.items() if root in used}
        found = {stack: self.reasons_of(root) for stack, root in candidates.items()}
        affected = {stack: reasons for stack, reasons in found.items() if reasons}
        self._warn_of_circles({self._roots[stack] for stack in affected})
        return affected

    def reasons_of(self, root: str) -> tuple[Reason, ...]:
        """The reasons of the stack in one real folder; empty for none."""
        return tuple(dict.fromkeys(self._of(root)))

    def _starts(self) -> set[str]:
        """Folders from which a reason can come."""
        found = set(self._by_folder) | set(self._reach.callers(NOWHERE)) | self._over_links | self._in_submodules
        for folder, fields in self._snapshot.raw.items():
            if (raw_field(fields, "reads") or raw_field(fields, "links")) and self._may_read(folder):
                found.add(folder)
        return found

    def _may_read(self, folder: str) -> bool:
        """Whether a change may be what a folder reads; a folder that others call is asked for each of its stacks."""
        found = self._snapshot.folder(folder)
        if any(target in self._changes.by_path for link in found.links for target in link.targets):
            return True
        is_called = bool(self._reach.callers(folder))
        return any(
            (is_called and read.base == ROOT) or any(self._matcher.matches(read, folder, folder, lambda _: True))
            for read in found.reads
        )

    @cached_property
    def _in_submodules(self) -> set[str]:
        """Folders in submodules that changed."""
        changed = self._snapshot.submodules.intersection(self._changes.by_path)
        if not changed:
            return set()
        targets = {target for found in self._snapshot.targets.values() for target in found}
        return {target for target in targets if changed.intersection(self._reach.submodules_around(target))}

    @cached_property
    def _over_links(self) -> set[str]:
        """Folders that call a module over a symbolic link which changed."""
        changed = set(self._snapshot.links.targets).intersection(self._changes.by_path)
        if not changed:
            return set()
        callers = (folder for folder in self._snapshot.raw if self._snapshot.raw[folder])
        return {f for f in callers if any(changed.intersection(edge.links) for edge in self._reach.edges(f))}

    def _of(self, root: str) -> Iterator[Reason]:
        reached, ends = self._reach.closure(root)
        mentioned = self._texts.of([module.folder for module in reached])
        for module in reached:
            yield from self._configuration(module, root)
            yield from self._links(module)
            yield from self._reads(module, root, mentioned)
        for end in ends:
            yield from self._end(end)
        self._warn(reached, ends)

    def _configuration(self, module: Reached, root: str) -> Iterator[Reason]:
        is_root = module.folder == root
        for path in self._directly_in(module.folder):
            name = posixpath.basename(path)
            if is_input(name) if is_root else is_configuration(name):
                yield Reason(ReasonKind.FILE if is_root else ReasonKind.MODULE, path, module.via)
        for path in self._reach.submodules_around(module.folder):
            if path in self._changes.by_path:
                yield Reason(ReasonKind.MODULE, path, module.via)

    def _links(self, module: Reached) -> Iterator[Reason]:
        for edge in self._reach.edges(module.folder):  # of every way, not only of the nearest one to each module
            for link in edge.links:
                if link in self._changes.by_path:
                    yield Reason(ReasonKind.SYMLINK, link, (*module.via, edge.shown))
        for path, targets in self._snapshot.folder(module.folder).links:
            if path not in self._changes.by_path:
                yield from (Reason(ReasonKind.SYMLINK, p, module.via) for p in targets if p in self._changes.by_path)

    def _reads(self, module: Reached, root: str, mentioned: Mentioned) -> Iterator[Reason]:
        for read in self._snapshot.folder(module.folder).reads:
            kind = ReasonKind.MODULE if module.via and read.base == MODULE else ReasonKind.FILE
            for path in self._matcher.matches(read, module.folder, root, mentioned):
                yield Reason(kind, path, module.via)

    def _end(self, end: End) -> Iterator[Reason]:
        """A call that leads nowhere: changes at its place count, an unknown one makes every module change count."""
        edge = end.edge
        if edge.target is not None:
            for path in self._directly_in(edge.target):
                if is_configuration(posixpath.basename(path)):
                    yield Reason(ReasonKind.MISSING_MODULE, path, (*end.via, edge.shown))
        elif not edge.shown:
            yield from (Reason(ReasonKind.UNRESOLVED_SOURCE, path, end.via) for path in self._module_changes)

    def _directly_in(self, folder: str) -> Collection[str]:
        return self._by_folder.get(folder, ())

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._changes.by_path:
            found[posixpath.dirname(path)].append(path)
        return found

    @cached_property
    def _module_changes(self) -> list[str]:
        """Changed configuration that lies in no stack's own folder."""
        own = set(self._roots.values())
        paths = (path for path in self._changes.by_path if is_configuration(posixpath.basename(path)))
        return [path for path in paths if posixpath.dirname(path) not in own and can_matter(path)]

    def _warn(self, reached: Iterable[Reached], ends: Iterable[End]) -> None:
        for module in reached:
            for path, reason in self._snapshot.folder(module.folder).broken:
                self._say(f"{path} cannot be read ({reason}): what it may call counts as called")
        for edge, _ in ends:
            if edge.target is None and edge.shown:
                self._say(f"{edge.where} has a source outside the repository, which is not read: {edge.shown!r}")
            elif edge.target is None:
                self._say(f"{edge.where} has a source that is not certain before a plan: every module change counts")
            elif edge.call.name != UNKNOWN:
                self._say(f"{edge.where} calls {edge.shown!r}, which holds no configuration")

    def _say(self, warning: str) -> None:
        self.warnings[warning] = None

    def _warn_of_circles(self, roots: Iterable[str]) -> None:
        folders = {module.folder for root in roots for module in self._reach.closure(root)[0]}
        graph = {
            folder: [edge.target for edge in self._reach.edges(folder) if edge.target is not None] for folder in folders
        }
        for members in cyclic_components(graph):
            self._say(f"modules call each other in a circle: {', '.join(members)}: Terraform will refuse them")
