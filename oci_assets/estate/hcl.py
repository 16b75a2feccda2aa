"""Which modules a Terraform file calls: the one door to python-hcl2. Bytes in, module calls out; knows no folders.

python-hcl2 refuses about 2 valid files in 1,000: `module_sources` says so, and `scan_module_sources` reads them tolerantly.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import hcl2
import hcl2.parser
from hcl2 import SerializationOptions
from lark.exceptions import LarkError

from oci_assets.errors import HclError

_FILES_KEPT = 4096
_PLAIN = SerializationOptions(strip_string_quotes=True, explicit_blocks=False, with_comments=False)
# A block header ends with its brace on the same line, so anything else that says "module" is not worth a parse.
_MAY_CALL = re.compile(rb"(?<![\w.-])module\b[^\n{]*\{")
_HEADER = re.compile(r'^[ \t]*module[ \t]+"?([^"\s{]+)"?[ \t]*\{', re.MULTILINE)
_SOURCE = re.compile(r'^[ \t]*source[ \t]*=[ \t]*(?:"([^"\n]*)"|(\S))', re.MULTILINE)
_NOT_CODE = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*")"""
    r"""|\#[^\n]*|//[^\n]*|/\*.*?(?:\*/|\Z)"""
    r"""|<<-?[ \t]*(?P<mark>[\w.-]+)[ \t]*\n.*?\n[ \t]*(?P=mark)[ \t]*(?=\n|\Z)""",
    re.DOTALL,
)
_LOOSE_SOURCE = re.compile(rb'"?source"?\s*[=:]\s*(?:"((?:\\.|[^"\\\n])*)"|(\S))')


@dataclass(frozen=True, slots=True)
class ModuleCall:
    """One `module` block.

    Attributes:
        name: its label.
        source: the literal source as written, None when it is not a literal (a variable, an interpolation).
        line: where the block begins, from 1; None when it is not known (JSON).
    """

    name: str
    source: str | None
    line: int | None


def module_sources(data: bytes, path: str) -> tuple[ModuleCall, ...]:
    """The module calls of one file, in the order in which they are written; `path` tells JSON from HCL.

    Raises:
        HclError: the file cannot be parsed; `scan_module_sources` still reads what it can.
    """
    if b"module" not in data:
        return ()
    found = _from_json(data) if path.endswith(".json") else _from_hcl(data)
    if isinstance(found, str):
        raise HclError(path, found)
    return found


def scan_module_sources(data: bytes) -> tuple[ModuleCall, ...]:
    """The module calls that a tolerant reader finds in HCL of any kind; comments and heredocs do not count."""
    text = _NOT_CODE.sub(_blanked, _text(data))
    headers = [*_HEADER.finditer(text)]
    ends = [*(header.start() for header in headers[1:]), len(text)]
    return tuple(_scanned(text, header, end) for header, end in zip(headers, ends, strict=False))


def loose_sources(data: bytes) -> frozenset[str | None]:
    """Everything that may be the source of a module, comments included: never too few, so that a parse can be saved.

    None stands for a source that is not a literal.
    """
    if b"module" not in data:
        return frozenset()
    found = _LOOSE_SOURCE.findall(data)
    return frozenset(
        None if other or b"${" in literal or b"\\" in literal else literal.decode("utf-8", "replace")
        for literal, other in found
    )


@lru_cache(maxsize=_FILES_KEPT)
def _from_hcl(data: bytes) -> tuple[ModuleCall, ...] | str:
    """What python-hcl2 finds, or why it refuses; refusals are kept too, they cost as much as a parse."""
    if not _MAY_CALL.search(data):
        return ()
    try:
        _prepare_parser()
        blocks = hcl2.loads(_text(data), serialization_options=_PLAIN).get("module", [])
    except (LarkError, ValueError, TypeError, RecursionError) as error:
        return str(error).splitlines()[0] if str(error) else type(error).__name__
    lines = {call.name: call.line for call in scan_module_sources(data)}
    return tuple(_call(name, body, lines.get(name)) for block in blocks for name, body in block.items())


@lru_cache(maxsize=_FILES_KEPT)
def _from_json(data: bytes) -> tuple[ModuleCall, ...] | str:
    """What a `*.tf.json` file calls: an object by name, or a list of such objects."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return str(error)
    blocks = document.get("module", {}) if isinstance(document, Mapping) else {}
    return tuple(_call(name, body, None) for block in _objects(blocks) for name, body in block.items())


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield item


def _call(name: str, body: object, line: int | None) -> ModuleCall:
    source = next((found["source"] for found in _objects(body) if "source" in found), None)
    literal = isinstance(source, str) and "${" not in source
    return ModuleCall(name, str(source) if literal else None, line)


def _scanned(text: str, header: re.Match[str], end: int) -> ModuleCall:
    source = _SOURCE.search(text, header.end(), end) or re.search(r'source\s*=\s*"([^"\n]*)"', text[header.end() : end])
    literal = source[1] if source and source[1] is not None and "${" not in source[1] else None
    return ModuleCall(header[1], literal, text.count("\n", 0, header.start()) + 1)


def _blanked(match: re.Match[str]) -> str:
    """Strings stay; what is no code goes, its line breaks stay so that line numbers hold."""
    return match[0] if match["string"] is not None else "\n" * match[0].count("\n")


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


@lru_cache(maxsize=1)
def _prepare_parser() -> None:
    """Let python-hcl2 keep its grammar (1.8 s to build, 0.06 s to load) where it may write.

    It keeps it beside its own code; where that is read-only (a system package, a container), the user's cache folder
    serves. Never a shared folder such as /tmp: the file is a pickle.
    """
    kept = hcl2.parser.PARSER_FILE
    if kept.exists() or os.access(kept.parent, os.W_OK):
        return
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "oci-assets"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:  # then it is built in each process, which works as well
        return
    versions = f"{version('python-hcl2')}-python{sys.version_info[0]}.{sys.version_info[1]}"
    hcl2.parser.PARSER_FILE = home / f"hcl2-{versions}.bin"
