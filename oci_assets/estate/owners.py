"""Who answers for a folder: GitHub's CODEOWNERS. The last line that matches wins, as GitHub does it.

https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

from oci_assets.estate.tree import Tree, read_file

# GitHub takes the first of these that exists.
PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
_COMMENT = re.compile(r"(^|\s)#.*")
_SPACE = re.compile(r"(?<!\\)\s+")  # a space in a name is written with a backslash before it


@dataclass(frozen=True, slots=True)
class Owners:
    """The lines of a CODEOWNERS file: pattern and owners (`@user`, `@org/team`, an e-mail address), in order."""

    lines: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, folder: PurePosixPath) -> tuple[str, ...]:
        """The owners of what lies in a folder; empty when no line matches or the last one that does names nobody."""
        inside = str(folder / "main.tf")
        return next((owners for pattern, owners in reversed(self.lines) if _matches(pattern, inside)), ())


def read_owners(tree: Tree) -> Owners:
    """The owners that the tree's CODEOWNERS names; none when there is no such file."""
    data = next((data for place in PLACES if (data := read_file(tree, place)) is not None), b"")
    return parse_owners(data.decode("utf-8", "replace"))


def parse_owners(text: str) -> Owners:
    """The lines of a CODEOWNERS file; patterns that GitHub does not take either (`!x`, `[a-z]`) are passed over."""
    lines = []
    for line in text.splitlines():
        words = _SPACE.split(_COMMENT.sub("", line).strip())
        if words[0] and not words[0].startswith(("!", "\\#")) and "[" not in words[0]:
            lines.append((words[0], tuple(words[1:])))
    return Owners(tuple(lines))


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> GitIgnoreBasicPattern:
    return GitIgnoreBasicPattern(pattern)


def _matches(pattern: str, path: str) -> bool:
    """As in .gitignore, but `docs/*` does not reach into folders below: that is what pathspec's basic pattern means."""
    return _pattern(pattern).match_file(path) is not None
