"""Terraform's functions that paths are made with -> what they give, where that is certain. Pure.

https://developer.hashicorp.com/terraform/language/functions
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from oci_assets.estate.facts import ANY, REFERENCE
from oci_assets.estate.hcl_body import bare, items
from oci_assets.estate.hcl_pieces import UNKNOWN, Piece, joined
from oci_assets.estate.hcl_tokens import ID, Span, Tokens

Value = Callable[[Span], Piece]
Function = Callable[[Tokens, list[Span], Value], Piece | None]

_VERB = re.compile(r"%(?:%|s|v|[^a-zA-Z%]*[a-zA-Z])")


def _same(_: Tokens, given: list[Span], value: Value) -> Piece:
    return value(given[0])


def _trimspace(_: Tokens, given: list[Span], value: Value) -> Piece:
    base, text = value(given[0])
    return base, text.strip()


def _chomp(_: Tokens, given: list[Span], value: Value) -> Piece:
    base, text = value(given[0])
    return base, text.rstrip("\r\n")


def _dirname(_: Tokens, given: list[Span], value: Value) -> Piece | None:
    base, text = value(given[0])
    folder, _slash, name = text.rpartition("/")
    return (base, folder) if folder and ANY not in name and REFERENCE not in text else None


def _basename(_: Tokens, given: list[Span], value: Value) -> Piece:
    base, text = value(given[0])
    return (None, posixpath.basename(text.rstrip("/"))) if base is None and REFERENCE not in text else UNKNOWN


def _join(tokens: Tokens, given: list[Span], value: Value) -> Piece | None:
    """`join` of lists that are written out."""
    base, separator = value(given[0])
    listed = [bare(tokens, span) for span in given[1:]]
    if base is not None or not all(tokens.kinds[a] == "[" and tokens.partners[a] == b - 1 for a, b in listed):
        return None
    parts = [part for opener, _ in listed for part in items(tokens, opener)]
    if any(tokens.kinds[start] == ID and tokens.values[start] == "for" for start, _ in parts):
        return None
    return joined((value(part) for part in parts), separator)


def _format(_: Tokens, given: list[Span], value: Value) -> Piece | None:
    """`format` with `%s` and `%v` filled in; what other verbs give nobody knows."""
    base, pattern = value(given[0])
    if base is not None or ANY in pattern or REFERENCE in pattern or "%[" in pattern:
        return None
    rest, at, parts = iter(given[1:]), 0, list[Piece]()
    for found in _VERB.finditer(pattern):
        literal = pattern[at : found.start()] + ("%" if found[0] == "%%" else "")
        parts += [(None, literal)] if literal else []
        if found[0] != "%%":
            argument = next(rest, None)
            is_plain = argument is not None and found[0] in {"%s", "%v"}
            parts.append(value(argument) if argument is not None and is_plain else UNKNOWN)
        at = found.end()
    return joined([*parts, *([(None, pattern[at:])] if pattern[at:] else [])])


FUNCTIONS: dict[str, Function] = {
    **dict.fromkeys(("abspath", "pathexpand", "tostring", "sensitive", "nonsensitive"), _same),
    "trimspace": _trimspace,
    "chomp": _chomp,
    "dirname": _dirname,
    "basename": _basename,
    "join": _join,
    "format": _format,
}
"""By name; each takes the tokens, its arguments and what tells their values, and gives None for what is not certain."""
