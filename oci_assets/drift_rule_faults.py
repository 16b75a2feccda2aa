"""What in a rule of `drift.ignore` can never match: how an address is written, which type it names. Pure."""

from __future__ import annotations

import re

_QUOTED_KEY = re.compile(r'\["(?:[^"\\]|\\.)*"\]')
_INDEX = re.compile(r"\[(?:\d+|[*+-])\]")
_DEPOSED = re.compile(r" \(deposed .*")
_MODULES = re.compile(r"(?:module\.[^.]+\.)+")
_TYPE = re.compile(r"[a-z][a-z0-9]*_[a-z0-9_]+")
_OURS = "oci_"


def address_fault(pattern: str) -> str | None:
    """Why no address of a resource can match a pattern, as a sentence without a subject; None: one may.

    An address is `module.NAME["key"].TYPE.NAME[0]`, of an output `output.NAME`.
    """
    written = _without_keys(pattern)
    if re.search(r"\s", written) and '"' not in written:
        return "has a space outside of a quoted key"
    if _MODULES.sub("", written).startswith("data."):
        return "names a data source, which never drifts"
    if "*" in written:
        return None
    if '"' in written or "[" in written or "]" in written:
        return 'has a bracket or quotation that does not end: a key is written as ["key"], an index as [0]'
    if "." not in written or "" in written.split("."):
        return "is no address: write TYPE.NAME, modules in front of it, * for any text"
    return None


def type_in(pattern: str) -> str | None:
    """The resource type that a pattern of addresses names for certain; None where it is open.

    Behind a `*` a word may as well be an attribute or a resource's name, so that only types of OCI count there.
    """
    rest = _MODULES.sub("", _without_keys(pattern), count=1)
    word, dot, _ = rest.lstrip("*").lstrip(".").partition(".")
    if not dot or not _TYPE.fullmatch(word):
        return None
    return word if not rest.startswith("*") or word.startswith(_OURS) else None


def _without_keys(pattern: str) -> str:
    return _INDEX.sub("", _QUOTED_KEY.sub("", _DEPOSED.sub("", pattern)))
