"""HCL tokens -> blocks and attributes. Knows HCL's grammar of bodies; what blocks mean is for others. Never fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from oci_assets.estate.hcl_tokens import ID, NEWLINE, TEXT, Span, Tokens


@dataclass(slots=True)
class Body:
    """Attributes by name as spans of their expressions, and the blocks inside, in order."""

    attributes: dict[str, Span] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """One block: `resource "type" "name" { ... }`; `position` is where its type ends in the text."""

    type: str
    labels: list[str]
    body: Body
    position: int


def parse(tokens: Tokens) -> Body:
    """The body of a whole text; mistakes go to `tokens.broken`, what follows one is read as far as it makes sense."""
    top = Body()
    pending = [(top, 0, len(tokens))]
    while pending:
        _read(tokens, *pending.pop(), pending)
    return top


def _read(tokens: Tokens, body: Body, index: int, stop: int, pending: list[tuple[Body, int, int]]) -> None:
    """The attributes of one body and the heads of its blocks; what is inside those is left for later."""
    kinds = tokens.kinds
    while index < stop:
        if kinds[index] == NEWLINE:
            index += 1
        elif kinds[index] != ID:
            tokens.fail(f"unexpected {tokens.values[index]!r}", tokens.ends[index])
            index += 1
        elif index + 1 < stop and kinds[index + 1] == "=":
            end = _line_end(tokens, index + 2, stop)
            if end == index + 2:
                tokens.fail(f"no value for {tokens.values[index]!r}", tokens.ends[index])
            body.attributes[tokens.values[index]] = (index + 2, end)
            index = end
        else:
            index = _block(tokens, body, index, stop, pending)


def _block(tokens: Tokens, body: Body, first: int, stop: int, pending: list[tuple[Body, int, int]]) -> int:
    """The block whose type stands at `first`; gives where it ends."""
    kinds, values, brace = tokens.kinds, tokens.values, first + 1
    while brace < stop and kinds[brace] in {ID, TEXT}:
        brace += 1
    if brace == stop or kinds[brace] != "{":
        tokens.fail(f"neither a block nor an attribute: {values[first]!r}", tokens.ends[first])
        return brace
    block = Block(values[first], values[first + 1 : brace], Body(), tokens.ends[first])
    body.blocks.append(block)
    end = tokens.partners[brace]
    pending.append((block.body, brace + 1, end))
    if end + 1 < stop and kinds[end + 1] != NEWLINE:
        tokens.fail(f"no line end after the block {block.type!r}", tokens.ends[end])
    return end + 1


def _line_end(tokens: Tokens, index: int, stop: int) -> int:
    """The end of an expression: the line's, or that of the block around; line ends inside brackets do not count."""
    kinds, partners = tokens.kinds, tokens.partners
    while index < stop and kinds[index] != NEWLINE:
        index = partners[index] + 1
    return min(index, stop)


def items(tokens: Tokens, opener: int, separators: tuple[str, ...] = (",",)) -> Iterator[Span]:
    """The items of the bracket that opens at `opener`, without line ends around them; empty ones are left out."""
    kinds, partners = tokens.kinds, tokens.partners
    stop = min(partners[opener], len(kinds))
    start = index = opener + 1
    while index < stop:
        if kinds[index] in separators:
            yield from _trimmed(tokens, start, index)
            start = index + 1
        index = partners[index] + 1
    yield from _trimmed(tokens, start, stop)


def _trimmed(tokens: Tokens, start: int, stop: int) -> Iterator[Span]:
    while start < stop and tokens.kinds[start] == NEWLINE:
        start += 1
    while start < stop and tokens.kinds[stop - 1] == NEWLINE:
        stop -= 1
    if start < stop:
        yield start, stop


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
        if kinds[index + 1 : index + 3] != [":", ":"] or tokens.values[index] != "core":
            return None
        index += 3
    return None
