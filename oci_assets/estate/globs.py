"""Patterns of paths -> regular expressions: those of `fileset`, and paths with pieces that nobody knows. Pure.

`fileset` uses doublestar, https://github.com/bmatcuk/doublestar: v1 in Terraform, v4 in OpenTofu. What either of them
finds fits here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from oci_assets.estate.facts import ANY

_PART = re.compile(
    r"(?P<anyfolder>(?<![^/])\0+/)|(?P<any>\0+)|(?P<deepfolder>(?<![^/])\*\*/)|(?P<deep>(?<![^/])\*\*\Z)|(?P<star>\*+)"
    r"|(?P<one>\?)|\\(?P<escaped>.)|\[(?P<not>[\^!]?)(?P<set>(?:\\.|[^\]/\\])+)\]"
    r"|(?P<open>\{)|(?P<or>,)|(?P<close>\})|(?P<broken>[\[\\])",
    re.DOTALL,
)
_ANY_PART = re.compile(r"(?P<anyfolder>(?<![^/])\0+/)|(?P<any>\0+)")
_RANGE = re.compile(r"\\?(.)-\\?(.)|\\?(.)", re.DOTALL)
_EXPRESSIONS = {
    **dict.fromkeys(("anyfolder", "deepfolder"), "(?:.*/)?"),
    **dict.fromkeys(("any", "deep", "broken"), ".*"),
    "star": "[^/]*",
    "one": "[^/]",
    "open": "(?:",
}
_ANYTHING = re.compile(".*", re.DOTALL)


@lru_cache(maxsize=1024)
def any_regex(text: str) -> re.Pattern[str]:
    """A text in which `ANY` stands for anything, and everything else for itself."""
    return re.compile("".join(_parts(_ANY_PART, text)), re.DOTALL)


@lru_cache(maxsize=1024)
def glob_regex(pattern: str) -> re.Pattern[str]:
    """A pattern of `fileset` (`*`, `**`, `?`, `{a,b}`, `[x]`, escapes) in which `ANY` stands for anything.

    Where doublestar finds a mistake (a bracket that is never closed), everything fits.
    """
    marks = [found.lastgroup for found in _PART.finditer(pattern)]
    if "broken" in marks or marks.count("open") != marks.count("close"):
        return _ANYTHING
    return re.compile("".join(_parts(_PART, pattern)), re.DOTALL)


def _parts(part: re.Pattern[str], pattern: str) -> Iterator[str]:
    position = depth = 0
    for found in part.finditer(pattern):
        yield re.escape(pattern[position : found.start()])
        position, kind = found.end(), found.lastgroup or ""
        if kind == "open":
            depth += 1
        if kind in {"or", "close"}:
            yield {"or": "|", "close": ")"}[kind] if depth else re.escape(found[0])
            depth -= kind == "close" and depth > 0
        elif kind == "escaped":
            yield re.escape(found[kind])
        else:
            yield _set(found) if kind == "set" else _EXPRESSIONS[kind]
    yield re.escape(pattern[position:]) + ")" * depth


def _set(found: re.Match[str]) -> str:
    """One character out of a set. `!` means "not" to v4 only, and a member to v1, so anything fits."""
    if found["not"] == "!":
        return "[^/]"
    members = []
    for first, last, single in _RANGE.findall(found["set"]):
        if single or first <= last:
            members.append(re.escape(single) if single else f"{re.escape(first)}-{re.escape(last)}")
    if not members:
        return "(?!)"
    return f"(?!/)[{'^' if found['not'] else ''}{''.join(members)}]"


def known_folder(path: str, *, is_glob: bool) -> tuple[str, str]:
    """The folders that a pattern begins with and that are certain, and what follows them."""
    known = re.split(r"[\0*?\[{\\]" if is_glob else ANY, path, maxsplit=1)[0].rpartition("/")[0]
    return known, path[len(known) :].lstrip("/")
