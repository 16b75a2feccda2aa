"""Which files the expressions of a configuration file read, and from where; `hcl_values.py` tells what paths stand for.

Which functions read files: https://developer.hashicorp.com/terraform/language/functions (Filesystem Functions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oci_assets.estate.facts import ANY, ARCHIVE, CONTENT, NAMES, NAMES_GLOB, REFERENCE, ROOT, TREE, Read
from oci_assets.estate.hcl_body import bare, call_at, items
from oci_assets.estate.hcl_pieces import joined
from oci_assets.estate.hcl_tokens import ID, OPEN, Span, Tokens
from oci_assets.estate.hcl_values import pieces, value

READS = {
    **dict.fromkeys(("file", "filebase64", "templatefile", "filemd5", "filesha1", "filesha256", "filesha512"), CONTENT),
    **dict.fromkeys(("filebase64sha256", "filebase64sha512"), CONTENT),
    "fileexists": NAMES,
    "fileset": NAMES_GLOB,
}
# What reads files while planning, by kind of block and type: the attributes that name them.
FILE_ATTRIBUTES: dict[tuple[str, str], dict[str, str]] = {
    ("data", "archive_file"): {"source_dir": ARCHIVE, "source_file": CONTENT},
    ("data", "external"): {"program": TREE, "working_dir": TREE},
    ("data", "local_file"): {"filename": CONTENT},
    ("data", "local_sensitive_file"): {"filename": CONTENT},
    ("data", "sops_file"): {"source_file": CONTENT},
    ("resource", "helm_release"): {"chart": TREE},
    ("resource", "local_file"): {"source": CONTENT},
    ("resource", "oci_objectstorage_object"): {"source": CONTENT},
}
_EITHER = frozenset({"try", "coalesce"})
_MAY_READ = re.compile(r"\bfile|\bpath\b")
_WORD_END = re.compile(r"""[\s'"`;|&<>()=,]""")
_OUTSIDE = ("/", "~")


def file_reads(tokens: Tokens) -> Iterator[Read]:
    """Every file that a text reads through a function, or names below `path.module` and its kin."""
    if not _MAY_READ.search(tokens.text):
        return
    kinds, values, told = tokens.kinds, tokens.values, set[int]()
    for index, kind in enumerate(kinds):
        if kind == ID and values[index] in READS and _is_function(tokens, index):
            given = list(items(tokens, index + 1))
            for path in either(tokens, given[0]) if given else ():
                found = list(_read(tokens, path, READS[values[index]], given[1:]))
                told.update(range(*path) if found and _is_certain(found[0]) else path[:1])
                yield from found
        elif kind == OPEN and index not in told:
            yield from _named(tokens, index)


def attribute_reads(tokens: Tokens, span: Span, what: str) -> Iterator[Read]:
    """The files or folders that an attribute names, or the items of a list; none outside the repository."""
    for start, stop in either(tokens, span):
        is_list = tokens.kinds[start] == "[" and tokens.partners[start] == stop - 1
        for path in items(tokens, start) if is_list else [(start, stop)]:
            yield from _read(tokens, path, what, [])


def either(tokens: Tokens, span: Span) -> Iterator[Span]:
    """The expressions that may become the value of one: the arms of a conditional, the arguments of `try`."""
    pending = [span]
    while pending:
        start, stop = bare(tokens, pending.pop())
        arms = _arms(tokens, start, stop)
        if arms:
            pending += arms
        elif start < stop:
            yield start, stop


def _arms(tokens: Tokens, start: int, stop: int) -> list[Span]:
    called = call_at(tokens, start) if start < stop else None
    if called is not None and tokens.values[called] in _EITHER and tokens.partners[called + 1] == stop - 1:
        return list(items(tokens, called + 1))
    question, level, index = start, 0, start
    while index < stop:
        kind = tokens.kinds[index]
        if kind == "?":
            question = index if level == 0 else question
            level += 1
        elif kind == ":" and level:
            level -= 1
            if level == 0:
                return [(question + 1, index), (index + 1, stop)]
        index = tokens.partners[index] + 1
    return []


def _is_certain(read: Read) -> bool:
    return ANY not in read.path and REFERENCE not in read.path


def _is_function(tokens: Tokens, index: int) -> bool:
    """Whether a name is called, and is no attribute of something else."""
    return tokens.kinds[index + 1 : index + 2] == ["("] and (index == 0 or tokens.kinds[index - 1] != ".")


def _read(tokens: Tokens, span: Span, what: str, others: list[Span]) -> Iterator[Read]:
    base, path = value(tokens, span)
    if what == NAMES_GLOB:
        if not others:
            return
        base, path = joined([(base, path if base or path else "."), value(tokens, others[0])], "/")
    if base is not None or not path.startswith(_OUTSIDE):
        yield Read(base or ROOT, path.lstrip("/") if base else path, what)


def _named(tokens: Tokens, opener: int) -> Iterator[Read]:
    """What a template names below `path.module` or its kin, wherever it stands: in a setting, in a command."""
    parts = list(pieces(tokens, opener))
    starts = [number for number, (base, _) in enumerate(parts) if base is not None]
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=False):  # without a start there is nothing to end
        base, path = joined(parts[start:end])
        word = _WORD_END.split(path.lstrip("/"), maxsplit=1)[0]
        found = {word} if start else {path.lstrip("/"), word}
        yield from (Read(base or ROOT, text, TREE) for text in sorted(found) if text.strip("/" + ANY))
