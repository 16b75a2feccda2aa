"""Expressions -> the text they stand for, as far as it is certain: `"${path.module}/x-${f()}"` is `x-?` in the module.

A piece is a base (`MODULE`, `ROOT`, None when none is named) and a text. What only an evaluation would know is `ANY` in
it; a local or variable is its name between two `REFERENCE` marks, for those who know its value.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator

from oci_assets.estate.facts import ANY, MODULE, REFERENCE, ROOT
from oci_assets.estate.hcl_body import items
from oci_assets.estate.hcl_tokens import ID, INTERPOLATE, LITERAL, NEWLINE, OPEN, TEXT, Span, Tokens

Piece = tuple[str | None, str]

UNKNOWN: Piece = (None, ANY)
_BASES = {"module": MODULE, "root": ROOT, "cwd": ROOT}
_DEEPEST = 24  # nested calls and templates; what lies deeper counts as unknown
_WIDEST = 400  # tokens of an unknown expression that are searched for a base
_SAME = frozenset({"abspath", "pathexpand", "tostring", "sensitive", "nonsensitive", "trimspace", "chomp"})
_LONGEST = 400
_VERB = re.compile(r"%(?:%|s|v|[^a-zA-Z%]*[a-zA-Z])")


def value(tokens: Tokens, span: Span, depth: int = 0) -> Piece:
    """What an expression stands for."""
    start, stop = bare(tokens, span)
    kinds, partners = tokens.kinds, tokens.partners
    length = stop - start
    if length == 0 or depth > _DEEPEST:
        return UNKNOWN
    if kinds[start] == TEXT and length == 1:
        return None, tokens.values[start]
    if kinds[start] == OPEN and partners[start] == stop - 1:
        return joined(pieces(tokens, start, depth))
    if kinds[start] == ID:
        if length == 3 and kinds[start + 1] == "." and kinds[start + 2] == ID:
            return _named(tokens.values[start], tokens.values[start + 2]) or UNKNOWN
        called = call_at(tokens, start)
        if called is not None and partners[called + 1] == stop - 1:
            return _called(tokens, called, depth)
    return _unknown(tokens, start, stop)


def constant(tokens: Tokens, span: Span) -> str | None:
    """The text of an expression that needs nothing from elsewhere, None for every other."""
    base, text = value(tokens, span)
    return None if base is not None or ANY in text or REFERENCE in text else text


def is_told(piece: Piece) -> bool:
    """Whether a piece tells anything worth keeping."""
    base, text = piece
    return len(text) <= _LONGEST and (base is not None or text.strip(ANY) != "")


def placed(piece: Piece) -> str:
    """A piece as one text: the folder of a module that reads its own path is where it runs."""
    base, text = piece
    return text if base is None else f".{text}"


def pieces(tokens: Tokens, opener: int, depth: int = 0) -> Iterator[Piece]:
    """The literals and interpolations of the template that opens at `opener`."""
    kinds, parts, index = tokens.kinds, list[int](), opener + 1
    while index < min(tokens.partners[opener], len(kinds)):
        parts.append(index)
        index = tokens.partners[index] + 1
    directives = [
        number
        for number, part in enumerate(parts)
        if tokens.values[part].startswith("%{") and kinds[part] == INTERPOLATE
    ]
    if directives:  # which of its branches counts nobody knows
        parts[directives[0] : directives[-1] + 1] = [parts[directives[0]]]
    for part in parts:
        if kinds[part] == LITERAL:
            yield None, tokens.values[part]
        elif directives and part == parts[directives[0]]:
            yield UNKNOWN
        else:
            yield value(tokens, (part + 1, tokens.partners[part]), depth + 1)


def joined(parts: Iterable[Piece], separator: str = "") -> Piece:
    """Pieces side by side; a base counts where it begins the whole, elsewhere nobody can know what comes out."""
    found = list(parts)
    if not found:
        return None, ""
    texts = [text if index == 0 or base is None else ANY + text for index, (base, text) in enumerate(found)]
    return found[0][0], separator.join(texts)


def bare(tokens: Tokens, span: Span) -> Span:
    """The expression without line ends, strip marks and parentheses around it."""
    start, stop = span
    kinds = tokens.kinds
    stop = min(stop, len(kinds))
    while start < stop:
        if kinds[start] == NEWLINE:
            start += 1
        elif kinds[stop - 1] in {NEWLINE, "~"}:
            stop -= 1
        elif kinds[start] == "(" and tokens.partners[start] == stop - 1:
            start, stop = start + 1, stop - 1
        else:
            break
    return start, stop


def call_at(tokens: Tokens, index: int) -> int | None:
    """Where the name of the function stands that is called from `index` on (after its `core::`), None if none is."""
    kinds, stop = tokens.kinds, len(tokens) - 1
    while index < stop and kinds[index] == ID:
        if kinds[index + 1] == "(":
            return index
        if kinds[index + 1 : index + 3] != [":", ":"]:
            return None
        index += 3
    return None


def _named(scope: str, name: str) -> Piece | None:
    if scope == "path" and name in _BASES:
        return _BASES[name], ""
    return (None, f"{REFERENCE}{scope}.{name}{REFERENCE}") if scope in {"var", "local"} else None


def _unknown(tokens: Tokens, start: int, stop: int) -> Piece:
    """Anything, below the module where its path is used on the way."""
    values = tokens.values[start : min(stop, start + _WIDEST)]
    for index in (index for index, word in enumerate(values) if word == "path"):
        if values[index + 1 : index + 2] == ["."] and (base := _BASES.get("".join(values[index + 2 : index + 3]))):
            return base, ANY
    return UNKNOWN


def _called(tokens: Tokens, name: int, depth: int) -> Piece:
    given = list(items(tokens, name + 1))
    function = _FUNCTIONS.get(tokens.values[name])
    found = function(tokens, given, depth + 1) if function is not None and given else None
    return found or _unknown(tokens, name + 1, tokens.partners[name + 1])


def _same(tokens: Tokens, given: list[Span], depth: int) -> Piece:
    return value(tokens, given[0], depth)


def _dirname(tokens: Tokens, given: list[Span], depth: int) -> Piece | None:
    base, text = value(tokens, given[0], depth)
    folder, _, name = text.rpartition("/")
    return (base, folder) if folder and ANY not in name and REFERENCE not in text else None


def _basename(tokens: Tokens, given: list[Span], depth: int) -> Piece | None:
    base, text = value(tokens, given[0], depth)
    return (None, posixpath.basename(text)) if base is None and REFERENCE not in text else UNKNOWN


def _join(tokens: Tokens, given: list[Span], depth: int) -> Piece | None:
    """`join` of lists that are written out."""
    base, separator = value(tokens, given[0], depth)
    listed = [bare(tokens, span) for span in given[1:]]
    if base is not None or not all(tokens.kinds[a] == "[" and tokens.partners[a] == b - 1 for a, b in listed):
        return None
    parts = [part for opener, _ in listed for part in items(tokens, opener)]
    if any(tokens.kinds[start] == ID and tokens.values[start] == "for" for start, _ in parts):
        return None
    return joined((value(tokens, part, depth) for part in parts), separator)


def _format(tokens: Tokens, given: list[Span], depth: int) -> Piece | None:
    """`format` with `%s` and `%v` filled in; what other verbs give nobody knows."""
    pattern = constant(tokens, given[0])
    if pattern is None or "%[" in pattern:
        return None
    rest, at, parts = iter(given[1:]), 0, list[Piece]()
    for found in _VERB.finditer(pattern):
        literal = pattern[at : found.start()] + ("%" if found[0] == "%%" else "")
        parts += [(None, literal)] if literal else []
        if found[0] != "%%":
            argument = next(rest, None)
            is_plain = argument is not None and found[0] in {"%s", "%v"}
            parts.append(value(tokens, argument, depth) if argument is not None and is_plain else UNKNOWN)
        at = found.end()
    return joined([*parts, *([(None, pattern[at:])] if pattern[at:] else [])])


_FUNCTIONS: dict[str, Callable[[Tokens, list[Span], int], Piece | None]] = {
    **dict.fromkeys(_SAME, _same),
    "dirname": _dirname,
    "basename": _basename,
    "join": _join,
    "format": _format,
}
