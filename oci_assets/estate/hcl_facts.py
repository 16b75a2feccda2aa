"""One configuration file -> its facts. HCL by our own reader, JSON by the library; bytes in, facts out, never fails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oci_assets.estate.facts import ANY, NOTHING, Call, FileFacts, Local, Read, State
from oci_assets.estate.hcl_body import Block, Body, bare, items, parse
from oci_assets.estate.hcl_json import json_facts
from oci_assets.estate.hcl_lexer import lex
from oci_assets.estate.hcl_paths import FILE_ATTRIBUTES, attribute_reads, file_reads
from oci_assets.estate.hcl_pieces import is_told, placed
from oci_assets.estate.hcl_tokens import ID, TEXT, Span, Tokens
from oci_assets.estate.hcl_values import constant, value

# What makes a file worth reading; a file without any of these says nothing that we ask for.
_TELLING = re.compile(rb"module|resource|data|ephemeral|terraform|locals|file|path\s*\.")


def read_facts(data: bytes, name: str) -> FileFacts:
    """What a configuration file says; `name` tells JSON from HCL. A file that is broken is read as far as it goes."""
    if name.endswith(".json"):
        return json_facts(data)
    return hcl_facts(plain_text(data)) if _TELLING.search(data) else NOTHING


def plain_text(data: bytes) -> str:
    """The text of a file: without a byte order mark, with Unix line ends, bytes that are not UTF-8 replaced."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def hcl_facts(text: str) -> FileFacts:
    """What a text in HCL's own syntax says."""
    tokens = lex(text)
    top = parse(tokens)
    settings = _named(top, "terraform", 0)
    looked_up = [*_named(top, "data", 2), *_named(top, "ephemeral", 2)]
    reads = [*file_reads(tokens), *(read for block in top.blocks for read in _attribute_reads(tokens, block))]
    versions = [_text(tokens, block.body, "required_version") for block in settings]
    return FileFacts(
        calls=tuple(_call(tokens, block) for block in _named(top, "module", 1)),
        reads=tuple(dict.fromkeys(reads)),
        remote_states=tuple(_remote_state(tokens, b) for b in looked_up if b.labels[0] == "terraform_remote_state"),
        backend=next((state for block in settings for state in _backends(tokens, block)), None),
        resources=tuple(sorted({block.labels[0] for block in _named(top, "resource", 2)})),
        data=tuple(sorted({block.labels[0] for block in looked_up})),
        required_version=tuple(version for version in versions if version is not None),
        broken=tokens.broken,
        local_texts=tuple(local for block in _named(top, "locals", 0) for local in _locals(tokens, block)),
    )


def _named(body: Body, kind: str, labels: int) -> list[Block]:
    return [block for block in body.blocks if block.type == kind and len(block.labels) == labels]


def _text(tokens: Tokens, body: Body, name: str) -> str | None:
    """The value of an attribute, None when it is missing or needs something from elsewhere."""
    span = body.attributes.get(name)
    return None if span is None else constant(tokens, span)


def _call(tokens: Tokens, block: Block) -> Call:
    span = block.body.attributes.get("source")
    line = tokens.line(block.position)
    if span is None:
        return Call(block.labels[0], None, None, line)
    source = constant(tokens, span)
    return Call(block.labels[0], source, None if source is not None else tokens.written(span), line)


def _attribute_reads(tokens: Tokens, block: Block) -> Iterator[Read]:
    attributes = block.body.attributes
    for name, what in FILE_ATTRIBUTES.get((block.type, "".join(block.labels[:1])), {}).items():
        if name in attributes:
            yield from attribute_reads(tokens, attributes[name], what)


def _locals(tokens: Tokens, block: Block) -> Iterator[Local]:
    for name, span in block.body.attributes.items():
        piece = value(tokens, span)
        if is_told(piece):
            yield Local(name, *piece)


def _remote_state(tokens: Tokens, block: Block) -> State:
    config = block.body.attributes.get("config", (0, 0))
    return State(
        _text(tokens, block.body, "backend") or ANY,
        tuple(sorted(dict(_settings(tokens, config)).items())),
        tokens.line(block.position),
    )


def _backends(tokens: Tokens, block: Block) -> Iterator[State]:
    for inner in block.body.blocks:
        if inner.type in {"backend", "cloud"}:
            kind = inner.labels[0] if inner.labels else "cloud"
            yield State(kind, tuple(sorted(_attributes(tokens, inner.body))), tokens.line(inner.position))


def _attributes(tokens: Tokens, body: Body, before: str = "") -> Iterator[tuple[str, str]]:
    """Names and values of a backend, also of the blocks in it (`workspaces.name`)."""
    for name, span in body.attributes.items():
        inner = [(f"{before}{name}.{key}", text) for key, text in _settings(tokens, span)]
        yield from inner or [(f"{before}{name}", placed(value(tokens, span)))]
    for block in body.blocks:
        if not before:
            yield from _attributes(tokens, block.body, f"{block.type}.")


def _settings(tokens: Tokens, span: Span) -> Iterator[tuple[str, str]]:
    """The pairs of an object, or of those that an expression such as `merge` puts together."""
    start, stop = bare(tokens, span)
    pending: list[tuple[int, int, str]] = [(start, stop, "")]
    for first, last, before in pending:
        index = first
        while index < last:
            if tokens.kinds[index] == "{":
                yield from _pairs(tokens, index, before, pending)
            elif tokens.kinds[index] in {"(", "["} and not before:
                pending.append((index + 1, min(tokens.partners[index], last), before))
            index = tokens.partners[index] + 1


def _pairs(tokens: Tokens, opener: int, before: str, pending: list[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    for start, stop in items(tokens, opener, (",", "newline")):
        if tokens.kinds[start] not in {ID, TEXT} or tokens.kinds[start + 1 : start + 2] not in (["="], [":"]):
            continue
        name = f"{before}{tokens.values[start]}"
        if tokens.kinds[start + 2 : start + 3] == ["{"] and not before:
            pending.append((start + 2, stop, f"{name}."))
        else:
            yield name, placed(value(tokens, (start + 2, stop)))
