"""What one configuration file says that matters to others: module calls, files it reads, states, resource types.

Plain values that travel to the cache and back as JSON. Nothing here reads or parses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

ANY = "\0"
"""Stands in a path for a piece that only an evaluation would know."""

REFERENCE = "\1"
"""Around the name of a local or variable (`local.x`) that stands for a piece of a path, until its value is known."""

MODULE, ROOT = "module", "root"
"""What a path is relative to: the module's own folder, or the stack's folder (`path.root`, `path.cwd`, no prefix)."""

CONTENT, NAMES, NAMES_GLOB, TREE, ARCHIVE = "content", "names", "names*", "tree", "archive"
"""What is read there: a file's content, whether it exists, which files a pattern finds, a file or all below a folder.

`ARCHIVE` is certainly read; `TREE` is only named, so that a folder around the configuration counts as a mere place.
"""


class Call(NamedTuple):
    """A `module` block: its label, the literal source or None, else the source's expression, the line from 1."""

    name: str
    source: str | None
    expression: str | None
    line: int | None


class Read(NamedTuple):
    """A file that is read: base (`MODULE`, `ROOT`), path or pattern with `ANY` for the unknown, and what is read."""

    base: str
    path: str
    what: str


class Local(NamedTuple):
    """A local value that is a text: its name, the base that it begins with (None without one), its text."""

    name: str
    base: str | None
    text: str


class State(NamedTuple):
    """A state: backend type and the settings that identify it, values with `ANY` for the unknown; line from 1."""

    backend: str
    settings: tuple[tuple[str, str], ...]
    line: int

    @classmethod
    def of(cls, fields: Sequence[Any]) -> State:
        """The state after a trip through JSON."""
        backend, settings, line = fields
        return cls(backend, tuple((key, value) for key, value in settings), line)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What one file says.

    Attributes:
        calls: module blocks, in order.
        reads: files that functions and data sources read.
        remote_states: `data "terraform_remote_state"` blocks.
        backend: the backend block, None without one.
        resources, data: types of the resource and data blocks, sorted.
        required_version: constraints on Terraform itself.
        broken: why the file cannot be read to its end, None when it can.
        local_texts: local values that are texts, as paths may be made of them.
    """

    calls: tuple[Call, ...] = ()
    reads: tuple[Read, ...] = ()
    remote_states: tuple[State, ...] = ()
    backend: State | None = None
    resources: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    required_version: tuple[str, ...] = ()
    broken: str | None = None
    local_texts: tuple[Local, ...] = ()

    def to_json(self) -> list[Any]:
        """The facts as plain lists; trailing empty ones are left out, most files say little."""
        fields: list[Any] = [
            *(self.calls, self.reads, self.remote_states, self.backend),
            *(self.resources, self.data, self.required_version, self.broken, self.local_texts),
        ]
        while fields and not fields[-1]:
            fields.pop()
        return fields

    @classmethod
    def from_json(cls, fields: Sequence[Any]) -> FileFacts:
        """The facts that `to_json` gave, after a trip through JSON."""
        every: list[Any] = [*fields, *([None] * (9 - len(fields)))]
        calls, reads, states, backend, resources, data, versions, broken, texts = every
        return cls(
            calls=tuple(Call(*call) for call in calls or ()),
            reads=tuple(Read(*read) for read in reads or ()),
            remote_states=tuple(State.of(state) for state in states or ()),
            backend=State.of(backend) if backend else None,
            resources=tuple(resources or ()),
            data=tuple(data or ()),
            required_version=tuple(versions or ()),
            broken=broken or None,
            local_texts=tuple(Local(*text) for text in texts or ()),
        )


NOTHING = FileFacts()
