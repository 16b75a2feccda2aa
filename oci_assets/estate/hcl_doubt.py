"""A file that our reader could not read to its end: python-hcl2 is asked, and what it refuses is read tolerantly.

Never drops anything: calls that may be there count as there, so that a change selects too much rather than too little.
"""

from __future__ import annotations

import re
from dataclasses import replace

from oci_assets.errors import HclError
from oci_assets.estate.facts import Call, FileFacts
from oci_assets.estate.hcl_reference import module_sources

UNKNOWN = "?"
_SOURCE = re.compile(rb'"?\bsource"?\s*[=:]\s*(?:"((?:\\.|[^"\\\n])*)"|(\S))')
_LARGEST_BYTES = 500_000  # python-hcl2 reads about 100 kB a second


def facts_in_doubt(data: bytes, path: str, facts: FileFacts) -> FileFacts:
    """The facts of a broken file: whole if python-hcl2 can read it, else with every source that it may name."""
    if len(data) > _LARGEST_BYTES:
        return _tolerant(data, facts, "too large for python-hcl2")
    known = {call.name: call for call in facts.calls}
    try:
        sources = module_sources(data, path)
    except HclError as error:
        return _tolerant(data, facts, f"python-hcl2 says {error.reason}")
    calls = (_call(s.name, s.source, known.get(s.name)) for s in sources)
    return replace(facts, calls=tuple(calls), broken=None)


def _tolerant(data: bytes, facts: FileFacts, reason: str) -> FileFacts:
    known = {call.source for call in facts.calls}
    maybe = sorted(possible_sources(data) - known, key=str)
    calls = (*facts.calls, *(_call(UNKNOWN, source, None) for source in maybe))
    return replace(facts, calls=calls, broken=f"{facts.broken}; {reason}")


def possible_sources(data: bytes) -> frozenset[str | None]:
    """Everything that may be the source of a module, comments included; None for one that is not a literal."""
    if b"module" not in data:
        return frozenset()
    return frozenset(
        None if other or any(mark in text for mark in (b"${", b"%{", b"\\")) else text.decode("utf-8", "replace")
        for text, other in _SOURCE.findall(data)
    )


def _call(name: str, source: str | None, known: Call | None) -> Call:
    """A call with the line and the expression of the one that our reader found under its name."""
    expression = (known.expression if known is not None else None) or UNKNOWN
    return Call(name, source, None if source is not None else expression, known.line if known is not None else None)
