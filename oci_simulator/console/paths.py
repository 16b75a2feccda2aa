"""`PATH=VALUE`, `PATH+=VALUE`, `PATH-=`: what a person wants to change, read from text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from oci_simulator.console.trouble import Trouble

_EDIT = re.compile(r'(?P<path>(?:[^=\["]|\[(?:"[^"]*"|[^\]"]*)\])+?)(?P<sign>\+=|-=|=)(?P<value>.*)', re.DOTALL)
_STEP = re.compile(r'(?:^|\.)(?P<name>[^.\["]+)|\[(?P<number>-?\d+)\]|\[(?:"(?P<key>[^"]*)"|(?P<bare>[^\]"]+))\]')
Step = str | int


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: `sign` is `=`, `+=` or `-=`, `value` is the text as it was written."""

    path: str
    steps: tuple[Step, ...]
    sign: str
    value: str


def parse(text: str) -> Edit:
    """The change that a text describes.

    Raises:
        Trouble: it describes none.
    """
    found = _EDIT.fullmatch(text)
    if found is None:
        raise Trouble(f"{text!r} is no change; write PATH=VALUE, PATH+=VALUE or PATH-=")
    return Edit(found["path"].strip(), steps(found["path"].strip()), found["sign"], found["value"])


def steps(path: str) -> tuple[Step, ...]:
    """`ingress_security_rules[0].source` as its steps.

    Raises:
        Trouble: it is no path.
    """
    made: list[Step] = []
    end = 0
    while end < len(path):
        found = _STEP.match(path, end)
        if found is None:
            raise Trouble(f'{path!r} is no path; write name, name.inner, name[0].inner or name["key.with.dots"]')
        text = next(part for part in (found["name"], found["key"], found["bare"], found["number"]) if part is not None)
        made.append(int(text) if found["number"] is not None else text)
        end = found.end()
    return tuple(made)
