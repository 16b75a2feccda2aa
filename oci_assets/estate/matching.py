"""Which changed paths a file function may have read. Pure: a read, the folders it is relative to, what changed."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from oci_assets.estate.facts import ANY, ARCHIVE, MODULE, NAMES, NAMES_GLOB, TREE, Read
from oci_assets.estate.filenames import can_matter
from oci_assets.estate.git_objects import Change
from oci_assets.estate.globs import any_regex, glob_regex, known_folder
from oci_assets.estate.links import Links, join

_MOST_HOPS = 4
_NOT_DATA = (".tf", ".tf.json", ".tofu", ".tofu.json", ".tfvars", ".tfvars.json", ".hcl")

Mentioned = Callable[[str], bool]
Seen = tuple[str, str]  # the path under which a changed file is seen, its own path


class Changes:
    """What differs between two trees, by path, ready to be asked for one path or for all below a folder."""

    def __init__(self, changes: Mapping[str, Change]) -> None:
        self.by_path = changes
        self._sorted = sorted(changes)

    def below(self, folder: str) -> Iterator[str]:
        """Changed paths below a folder at any depth, sorted; all of them for the root."""
        return iter(_below(self._sorted, folder))

    def comes_or_goes(self, path: str) -> bool:
        """Whether the path is there on one side only."""
        change = self.by_path[path]
        return change.before is None or change.after is None


class Matcher:
    """Finds the changed paths that reads mean.

    Args:
        changes: what changed.
        links: of the tree whose configuration reads.
    """

    def __init__(self, changes: Changes, links: Links) -> None:
        self._changes = changes
        self._links = links
        self._seen: dict[str, list[Seen]] = {}
        self._fitting: dict[Read, list[str]] = {}

    def matches(self, read: Read, folder: str, root: str, mentioned: Mentioned) -> Iterator[str]:
        """Changed paths that `read` in the module `folder`, called from the stack folder `root`, may mean.

        `mentioned` tells whether the stack's own files hold a text: what it takes for a path elsewhere in the
        repository that nothing but a variable tells.
        """
        base = folder if read.base == MODULE else root
        if read.what == NAMES_GLOB or ANY in read.path:
            yield from dict.fromkeys(self._by_pattern(read, base, mentioned))
        elif (path := join(base, read.path)) is not None:
            yield from self._at(path, read.what)
            is_place = read.what == TREE and (path in {"", base} or base.startswith(f"{path}/"))
            if (
                read.what in {TREE, ARCHIVE} and not is_place
            ):  # `${path.module}/..` names a place, not what is read there
                yield from dict.fromkeys(changed for _, changed in self._below(path))

    def _at(self, path: str, what: str) -> Iterator[str]:
        """The path itself when it changed, and links on the way to it."""
        real = self._links.real(path)
        yield from (link for link in real.links if link in self._changes.by_path)
        if real.path is not None and real.path in self._changes.by_path and self._counts(real.path, what):
            yield real.path

    def _by_pattern(self, read: Read, base: str, mentioned: Mentioned) -> Iterator[str]:
        """Paths that fit a pattern; where only a variable tells the name, files that are configuration do not count."""
        path = _cleaned(read.path)
        known, rest = known_folder(path, is_glob=read.what == NAMES_GLOB)
        start = join(base, known) if not read.path.startswith("/") else None
        if start is None:
            return
        yield from (link for link in self._links.real(start).links if link in self._changes.by_path)
        regex, is_vague = _regex(rest, read.what), _is_vague(rest)
        for shown, changed in self._below(start):
            below = shown[len(start) :].lstrip("/")
            if regex.fullmatch(below) and self._counts(changed, read.what) and (not is_vague or _is_data(below)):
                yield changed
        if not known and rest.startswith(ANY) and base:
            elsewhere = (path for path in self._anywhere(read, rest) if not path.startswith(f"{base}/"))
            yield from (path for path in elsewhere if _is_meant(path, base, read.what, mentioned))

    def _anywhere(self, read: Read, pattern: str) -> list[str]:
        """Changed paths that fit a pattern whose very beginning is not known."""
        if read not in self._fitting:
            regex, is_vague = _regex(pattern, read.what), _is_vague(pattern)
            self._fitting[read] = [
                path
                for path in self._changes.by_path
                if regex.fullmatch(path) and self._counts(path, read.what) and (not is_vague or _is_data(path))
            ]
        return self._fitting[read]

    def _counts(self, path: str, what: str) -> bool:
        return what not in {NAMES, NAMES_GLOB} or self._changes.comes_or_goes(path)

    def _below(self, folder: str) -> list[Seen]:
        """Changed paths that are seen below a folder, also through the links in it, each as it is seen there."""
        if folder not in self._seen:
            self._seen[folder] = list(self._visible(folder, 0))
        return self._seen[folder]

    def _visible(self, folder: str, hops: int) -> Iterator[Seen]:
        real = self._links.real(folder).path
        if real is None or hops > _MOST_HOPS:
            return
        yield from ((_moved(path, real, folder), path) for path in self._changes.below(real))
        for link in _below(self._sorted_links, real):
            target, shown = self._links.real(link).path, _moved(link, real, folder)
            if target is None or f"{link}/".startswith(f"{target}/" if target else ""):
                continue
            if target in self._changes.by_path:
                yield shown, target
            yield from ((_moved(path, link, shown), changed) for path, changed in self._visible(link, hops + 1))

    @cached_property
    def _sorted_links(self) -> list[str]:
        return sorted(self._links.targets)


def _below(paths: list[str], folder: str) -> list[str]:
    """Those of some sorted paths that lie below a folder."""
    if not folder:
        return paths
    return paths[bisect_left(paths, f"{folder}/") : bisect_left(paths, f"{folder}0")]  # 0 comes after /


def _moved(path: str, old: str, new: str) -> str:
    """A path below `old` as it is seen below `new`."""
    relative = path[len(old) + 1 :] if old else path
    return f"{new}/{relative}" if new else relative


def _cleaned(path: str) -> str:
    """A pattern without `.` and `..` inside, as Go cleans paths; what nobody knows may be many folders, or none."""
    parts, may_be_none = list[str](), False
    for part in path.split("/"):
        if part == ".." and parts and ANY in parts[-1]:
            if may_be_none and parts[-2:-1] not in ([], [".."]):
                del parts[-2]
            parts[-1], may_be_none = ANY, True
        elif part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
            may_be_none = False
    return "/".join(parts)


def _regex(pattern: str, what: str) -> re.Pattern[str]:
    return glob_regex(pattern) if what == NAMES_GLOB else any_regex(pattern)


def _is_vague(pattern: str) -> bool:
    """Whether nothing of the file's name is known."""
    name = pattern.rpartition("/")[2]
    return ANY in name and not name.strip(f"{ANY}.*")


def _is_data(path: str) -> bool:
    """Whether a file may be read by a name that only a variable tells: no configuration, no documentation."""
    return can_matter(path) and not path.endswith(_NOT_DATA)


def _is_meant(path: str, base: str, what: str, mentioned: Mentioned) -> bool:
    """Whether a stack's files can name a path elsewhere: they hold all names on the way from `base`, or its folder."""
    *folders, name = (part for part in posixpath.relpath(path, base).split("/") if part != "..")
    way = "/".join(folders)
    if way and (mentioned(f"/{way}") or mentioned(f"{way}/")):
        return True
    return what != NAMES_GLOB and mentioned(name) and all(map(mentioned, folders))
