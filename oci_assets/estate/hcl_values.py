"""Expressions -> the pieces they stand for: `"${path.module}/x-${f()}"` is `/x-?` in the module. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from oci_assets.estate.facts import ANY, MODULE, REFERENCE, ROOT
from oci_assets.estate.hcl_body import bare, call_at, items
from oci_assets.estate.hcl_functions import FUNCTIONS
from oci_assets.estate.hcl_pieces import UNKNOWN, Piece, joined
from oci_assets.estate.hcl_tokens import ID, INTERPOLATE, LITERAL, OPEN, RESUME, TEXT, Span, Tokens

_BASES = {"module": MODULE, "root": ROOT, "cwd": ROOT}
_DEEPEST = 24  # nested calls and templates; what lies deeper counts as unknown
_WIDEST = 200  # tokens of an unknown expression that are searched for a base


def value(tokens: Tokens, span: Span, depth: int = 0) -> Piece:
    """What an expression stands for."""
    start, stop = bare(tokens, span)
    kinds, partners = tokens.kinds, tokens.partners
    length = stop - start
    if length == 0 or depth > _DEEPEST:
        return UNKNOWN
    if kinds[start] == TEXT and length == 1:
        return None, _composed(tokens.values[start])
    if kinds[start] == OPEN and partners[start] == stop - 1:
        return joined(pieces(tokens, start, depth))
    if kinds[start] == ID:
        if length == 3 and kinds[start + 1] == "." and kinds[start + 2] == ID:
            return _named(tokens.values[start], tokens.values[start + 2])
        called = call_at(tokens, start)
        if called is not None and partners[called + 1] == stop - 1:
            return _called(tokens, called, depth + 1)
    return _unknown(tokens, start, stop)


def constant(tokens: Tokens, span: Span) -> str | None:
    """The text of an expression that needs nothing from elsewhere, None for every other."""
    base, text = value(tokens, span)
    return None if base is not None or ANY in text or REFERENCE in text else text


def pieces(tokens: Tokens, opener: int, depth: int = 0) -> Iterator[Piece]:
    """The literals and interpolations of the template that opens at `opener`."""
    kinds, values, partners = tokens.kinds, tokens.values, tokens.partners
    parts, index = list[int](), opener + 1
    while index < min(partners[opener], len(kinds)):
        parts.append(index)
        index = partners[index] + 1
    directives = [n for n, part in enumerate(parts) if kinds[part] == INTERPOLATE and values[part][0] == "%"]
    if directives:  # which of its branches counts nobody knows
        yield from (_part(tokens, part, depth) for part in parts[: directives[0]])
        yield UNKNOWN
        parts = parts[directives[-1] + 1 :]
    yield from (_part(tokens, part, depth) for part in parts)


def _part(tokens: Tokens, index: int, depth: int) -> Piece:
    """A literal, without the spaces that a strip mark beside it takes, or an interpolation."""
    kinds, values = tokens.kinds, tokens.values
    if kinds[index] != LITERAL:
        return value(tokens, (index + 1, tokens.partners[index]), depth + 1)
    text = values[index]
    if kinds[index + 1 : index + 2] == [INTERPOLATE] and values[index + 1].endswith("~"):
        text = text.rstrip()
    return None, _composed(text.lstrip() if kinds[index - 2 : index] == ["~", RESUME] else text)


def _composed(text: str) -> str:
    """The text as Terraform's values hold it, each letter with its accents as one character where there is one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _named(scope: str, name: str) -> Piece:
    if scope == "path" and name in _BASES:
        return _BASES[name], ""
    return (None, f"{REFERENCE}{scope}.{name}{REFERENCE}") if scope in {"var", "local"} else UNKNOWN


def _unknown(tokens: Tokens, start: int, stop: int) -> Piece:
    """Anything, below the module where its path is used on the way."""
    words = tokens.values[start : min(stop, start + _WIDEST)]
    for before, *found, name in zip(["", *words], words, words[1:], words[2:], strict=False):
        if found == ["path", "."] and before != "." and name in _BASES:
            return _BASES[name], ANY
    return UNKNOWN


def _called(tokens: Tokens, name: int, depth: int) -> Piece:
    given = list(items(tokens, name + 1))
    function = FUNCTIONS.get(tokens.values[name])
    found = function(tokens, given, lambda span: value(tokens, span, depth)) if function and given else None
    return found or _unknown(tokens, name + 1, tokens.partners[name + 1])
