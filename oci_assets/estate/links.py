"""Symbolic links inside a repository: which path a path really means. Pure; loops and ways out are refused."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

_MAX_HOPS = 40  # as Linux


class Real(NamedTuple):
    """Where a path leads: the real path, None where it leads out or in circles, and the links on the way."""

    path: str | None
    links: tuple[str, ...]


class Links:
    """The links of one tree, by path, with the text of each."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self.targets = dict(targets)

    def real(self, path: str) -> Real:
        """The real path of a repository path that is written without `.` and `..`; it need not exist."""
        if not self.targets:
            return Real(path, ())
        hops, done, rest = list[str](), "", path.split("/")[::-1]
        while rest:
            part = rest.pop()
            if part in {"", "."}:
                continue
            if part == "..":
                if not done:
                    return Real(None, tuple(hops))
                done = posixpath.dirname(done)
                continue
            done = posixpath.join(done, part)
            target = self.targets.get(done)
            if target is not None:
                hops.append(done)
                if target.startswith("/") or len(hops) > _MAX_HOPS:
                    return Real(None, tuple(hops))
                done = posixpath.dirname(done)
                rest += target.split("/")[::-1]
        return Real(done, tuple(hops))


def join(folder: str, relative: str) -> str | None:
    """The repository path of a relative path in a folder, without `.` and `..`; None where it leads out."""
    if relative.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(folder, relative) or ".")
    if path == ".." or path.startswith("../"):
        return None
    return "" if path == "." else path
