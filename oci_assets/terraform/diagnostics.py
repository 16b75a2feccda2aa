"""Terraform's error messages as values: headline, place, detail. Reads the printed form (with or without boxes)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_BOX = re.compile(r"^[│╷╵] ?", re.MULTILINE)
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_START = re.compile(r"^(Error|Warning): ", re.MULTILINE)
_PLACE = re.compile(r"^\s+on (?P<file>.+?) line (?P<line>\d+)", re.MULTILINE)
_PLACE_IN_TEXT = re.compile(r"\bat (?P<file>[^\s:]+\.tf(?:\.json)?):(?P<line>\d+)")
_ADDRESS = re.compile(r"^\s+with (?P<address>[^\n]+?),$", re.MULTILINE)
_READ = re.compile(r"\bdata\.[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*")
_SOURCE_LINE = re.compile(r"^\s+(?:on .+? line \d+.*|with .+,|\d+: .*|├.*|│.*)$")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One error of Terraform.

    Attributes:
        headline: the line after `Error:`.
        detail: the sentences below, without the quoted source lines.
        place: `main.tf:3`, None when Terraform named none.
        address: the resource it is about, None when it is about the configuration or the run.
        reads: the data sources that the quoted source reads, as `data.terraform_remote_state.network`; names only.
    """

    headline: str
    detail: str = ""
    place: str | None = None
    address: str | None = None
    reads: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is read, headline and detail in one line, for rules."""
        return " ".join([*self.reads, self.headline, self.detail])


def find_errors(text: str) -> tuple[Diagnostic, ...]:
    """The errors in Terraform's output, in order; warnings are left out."""
    plain = _BOX.sub("", _ANSI.sub("", text))
    starts = list(_START.finditer(plain))
    ends = [*(start.start() for start in starts[1:]), len(plain)] if starts else []
    return tuple(
        _parse(plain[start.end() : end]) for start, end in zip(starts, ends, strict=True) if start[1] == "Error"
    )


def from_json(diagnostic: Mapping[str, Any]) -> Diagnostic:
    """One `diagnostic` object of the machine readable output; its source snippet and values are not taken over."""
    place = diagnostic.get("range") or {}
    line = (place.get("start") or {}).get("line")
    return Diagnostic(
        headline=str(diagnostic.get("summary", "")),
        detail=_squash(str(diagnostic.get("detail", ""))),
        place=f"{place['filename']}:{line}" if place.get("filename") else None,
        address=diagnostic.get("address"),
    )


def as_text(errors: Iterable[Diagnostic]) -> str:
    """Errors for people, each on its own paragraph."""
    return "\n".join(
        f"Error: {error.headline}{f' ({error.place})' if error.place else ''}\n  {error.detail}".rstrip()
        for error in errors
    )


def _parse(block: str) -> Diagnostic:
    headline, _, body = block.partition("\n\n")
    place = _PLACE.search(body) or _PLACE_IN_TEXT.search(_squash(body))
    address = _ADDRESS.search(body)
    lines = [line for line in body.splitlines() if not _SOURCE_LINE.match(line)]
    return Diagnostic(
        headline=_squash(headline),
        detail=_squash("\n".join(lines)),
        place=f"{place['file']}:{place['line']}" if place else None,
        address=address["address"] if address else None,
        reads=tuple(dict.fromkeys(_READ.findall(body))),
    )


def _squash(text: str) -> str:
    """Terraform wraps at 78 columns, in the middle of what a rule looks for."""
    return " ".join(text.split())
