"""The one door to python-hcl2: the reference for the modules that a file calls, asked where our own reader is in doubt.

It is loaded at first use only: most commands never need it, and its grammar takes a moment.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from oci_assets.errors import HclError

_FILES_KEPT = 256


class ModuleSource(NamedTuple):
    """One `module` block: its label and its literal source, None when it is not a literal."""

    name: str
    source: str | None


def module_sources(data: bytes, path: str) -> tuple[ModuleSource, ...]:
    """The module calls of one file, in the order in which they are written; `path` tells JSON from HCL.

    Raises:
        HclError: the file cannot be parsed.
    """
    return tuple(_source(name, body) for name, body in _pairs(_document(data, path).get("module")))


@lru_cache(maxsize=_FILES_KEPT)
def _document(data: bytes, path: str) -> Mapping[str, Any]:
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    try:
        document = json.loads(text) if path.endswith(".json") else _loader()(text)
    except (ValueError, RecursionError) as error:
        raise HclError(path, str(error).splitlines()[0]) from error
    if not isinstance(document, Mapping):
        raise HclError(path, "not an object")
    return document


@lru_cache(maxsize=1)
def _loader() -> Callable[[str], Any]:
    """`hcl2.loads` with plain strings; its refusals are `ValueError`s.

    python-hcl2 keeps its grammar (1.8 s to build, 0.06 s to load) beside its own code; where that is read-only (a
    system package, a container), the user's cache folder serves. Never a shared folder: the file is a pickle.
    """
    import hcl2  # noqa: PLC0415 - see the module's docstring
    import hcl2.parser  # noqa: PLC0415
    from lark.exceptions import LarkError  # noqa: PLC0415

    kept = hcl2.parser.PARSER_FILE
    if not (kept.exists() or os.access(kept.parent, os.W_OK)):
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "oci-assets"
        if _make_private(home):
            versions = f"{version('python-hcl2')}-python{sys.version_info[0]}.{sys.version_info[1]}"
            hcl2.parser.PARSER_FILE = home / f"hcl2-{versions}.bin"
    plain = hcl2.SerializationOptions(strip_string_quotes=True, explicit_blocks=False, with_comments=False)

    def load(text: str) -> Any:
        try:
            return hcl2.loads(text, serialization_options=plain)
        except (LarkError, TypeError) as error:
            raise ValueError(str(error) or type(error).__name__) from error

    return load


def _make_private(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:  # then the grammar is built in each process, which works as well
        return False
    return True


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """A block may be an object or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield item


def _pairs(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for item in _objects(value):
        for name, bodies in item.items():
            yield from ((name, body) for body in _objects(bodies))


def _source(name: str, body: Mapping[str, Any]) -> ModuleSource:
    if "\n" in body:  # a line end before the brace is a label to python-hcl2
        body = body["\n"]
    source = body.get("source")
    is_literal = isinstance(source, str) and "${" not in source and "%{" not in source
    return ModuleSource(name, source if is_literal else None)
