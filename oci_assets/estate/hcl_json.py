"""`*.tf.json` -> facts: Terraform's JSON syntax, whose strings are templates.

https://developer.hashicorp.com/terraform/language/syntax/json
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from oci_assets.estate.facts import NOTHING, Call, FileFacts, Local, Read, State
from oci_assets.estate.hcl_lexer import lex_template
from oci_assets.estate.hcl_paths import FILE_ATTRIBUTES, attribute_reads, file_reads
from oci_assets.estate.hcl_pieces import UNKNOWN, Piece, is_told, placed
from oci_assets.estate.hcl_values import constant, value


def json_facts(data: bytes) -> FileFacts:
    """What a JSON configuration file says; a file that is no JSON object (or array of some) is broken."""
    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object)
        texts = list(_strings(document))
    except (ValueError, RecursionError) as error:
        return FileFacts(broken=f"not JSON: {error}")
    roots = list(_objects(document))
    if not roots and document != []:
        return FileFacts(broken="not a JSON object")
    return _facts(roots, texts) if roots else NOTHING


def _facts(roots: Sequence[Mapping[str, Any]], texts: Iterable[str]) -> FileFacts:
    settings = [item for root in roots for item in _objects(root.get("terraform"))]
    looked_up = [*_labelled(roots, "data"), *_labelled(roots, "ephemeral")]
    reads = [*(read for text in texts for read in file_reads(lex_template(text)))]
    reads += (read for block, kind in FILE_ATTRIBUTES for read in _attribute_reads(roots, block, kind))
    return FileFacts(
        calls=tuple(_call(name, body) for root in roots for name, body in _pairs(root.get("module"))),
        reads=tuple(dict.fromkeys(reads)),
        remote_states=tuple(_remote_state(body) for kind, body in looked_up if kind == "terraform_remote_state"),
        backend=next((found for item in settings for found in _backends(item)), None),
        resources=tuple(sorted({kind for kind, _ in _labelled(roots, "resource")})),
        data=tuple(sorted({kind for kind, _ in looked_up})),
        required_version=tuple(str(v) for item in settings if (v := item.get("required_version"))),
        local_texts=tuple(
            local for root in roots for block in _objects(root.get("locals")) for local in _locals(block)
        ),
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that is written twice is two blocks, as HCL reads JSON."""
    found: dict[str, Any] = {}
    for name, value_of in pairs:
        if name in found and isinstance(found[name], dict | list):
            found[name] = [*_listed(found[name]), *_listed(value_of)]
        else:
            found[name] = value_of
    return found


def _listed(item: Any) -> list[Any]:
    return item if isinstance(item, list) else [item]


def _objects(item: Any) -> Iterator[Mapping[str, Any]]:
    """A block may be an object or a list of them, and lists may hold lists."""
    return (found for found in _listed(item) if isinstance(found, Mapping))


def _pairs(item: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for found in _objects(item):
        for name, bodies in found.items():
            if name != "//":
                yield from ((name, body) for body in _objects(bodies))


def _labelled(roots: Iterable[Mapping[str, Any]], kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Type and body of every resource or data block."""
    for root in roots:
        for label, inner in _pairs(root.get(kind)):
            yield from ((label, body) for _, body in _pairs(inner))


def _piece(item: Any) -> Piece:
    """What a value stands for; only texts tell something."""
    if not isinstance(item, str):
        return UNKNOWN
    tokens = lex_template(item)
    return value(tokens, (0, len(tokens)))


def _call(name: str, body: Mapping[str, Any]) -> Call:
    source = body.get("source")
    if not isinstance(source, str):
        return Call(name, None, None, None)
    tokens = lex_template(source)
    known = constant(tokens, (0, len(tokens)))
    return Call(name, known, None, None) if known is not None else Call(name, None, f'"{source}"', None)


def _attribute_reads(roots: Sequence[Mapping[str, Any]], block: str, kind: str) -> Iterator[Read]:
    for found, body in _labelled(roots, block):
        for name, what in FILE_ATTRIBUTES[block, kind].items() if found == kind else ():
            for text in filter(lambda item: isinstance(item, str), _listed(body.get(name))):
                tokens = lex_template(text)
                yield from attribute_reads(tokens, (0, len(tokens)), what)


def _locals(block: Mapping[str, Any]) -> Iterator[Local]:
    for name, item in block.items():
        piece = _piece(item)
        if is_told(piece):
            yield Local(name, *piece)


def _remote_state(body: Mapping[str, Any]) -> State:
    return State(placed(_piece(body.get("backend"))), tuple(sorted(_settings(body.get("config")))), 1)


def _backends(settings: Mapping[str, Any]) -> Iterator[State]:
    for kind, body in _pairs(settings.get("backend")):
        yield State(kind, tuple(sorted(_settings(body))), 1)
    for body in _objects(settings.get("cloud")):
        yield State("cloud", tuple(sorted(_settings(body))), 1)


def _settings(config: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Names and values; of an object in it one level (`workspaces.name`)."""
    for found in _objects(config):
        for name, item in found.items():
            if isinstance(item, Mapping | list) and not before:
                yield from _settings(item, f"{name}.")
            else:
                yield f"{before}{name}", placed(_piece(item))


def _strings(item: Any) -> Iterator[str]:
    """Every string of the document that holds a template."""
    pending = [item]
    while pending:
        found = pending.pop()
        if isinstance(found, str):
            if "${" in found or "%{" in found:
                yield found
        elif isinstance(found, Mapping):
            pending += [*reversed([*found.values()]), *found]
        elif isinstance(found, list):
            pending += reversed(found)
