"""One folder of configuration -> what it says as a whole: Terraform's merge of its files, override files last.

https://developer.hashicorp.com/terraform/language/files/override
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from oci_assets.estate.facts import Call, FileFacts, Read, State
from oci_assets.estate.filenames import is_configuration
from oci_assets.estate.local_texts import LocalTexts

_SUFFIXES = (".tf", ".tofu", ".tf.json", ".tofu.json")
_OVERRIDES = tuple(f"_override{suffix}" for suffix in _SUFFIXES)
_OVERRIDE_NAMES = frozenset(f"override{suffix}" for suffix in _SUFFIXES)


class Link(NamedTuple):
    """A file of the folder that is a symbolic link: its path, and every path it leads through, the file itself last."""

    path: str
    targets: tuple[str, ...]


class Broken(NamedTuple):
    """A file that could not be read to its end: path and reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Folder:
    """What the configuration in one folder says.

    Attributes:
        calls: module calls as they stand after the merge, each with the file that names its source.
        reads: files that it reads.
        inputs: names of the files in it that Terraform reads, sorted.
        links: its files that are symbolic links.
        states, backend: of its remote state data sources, and its own; `backend_file` names it.
        resources: types that it creates, sorted.
        data: types that it reads, sorted, each with the first file that does.
        required_version: constraints on Terraform.
        broken: files that could not be read to their end.
    """

    calls: tuple[tuple[Call, str], ...] = ()
    reads: tuple[Read, ...] = ()
    inputs: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    states: tuple[tuple[State, str], ...] = ()
    backend: State | None = None
    resources: tuple[str, ...] = ()
    data: tuple[tuple[str, str], ...] = ()
    required_version: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()
    backend_file: str | None = None

    @property
    def has_configuration(self) -> bool:
        """Whether Terraform would find a module here."""
        return any(map(is_configuration, self.inputs))

    def to_json(self) -> list[Any]:
        """The folder as plain lists; trailing empty ones are left out."""
        fields: list[Any] = [
            *(self.calls, self.reads, self.inputs, self.links, self.states, self.backend),
            *(self.resources, self.data, self.required_version, self.broken, self.backend_file),
        ]
        while fields and not fields[-1]:
            fields.pop()
        return fields

    @classmethod
    def from_json(cls, fields: Sequence[Any]) -> Folder:
        """The folder that `to_json` gave, after a trip through JSON."""
        every: list[Any] = [*fields, *([None] * (11 - len(fields)))]
        calls, reads, inputs, links, states, backend, resources, data, versions, broken, file = every
        return cls(
            calls=tuple((Call(*call), file) for call, file in calls or ()),
            reads=tuple(Read(*read) for read in reads or ()),
            inputs=tuple(inputs or ()),
            links=tuple(Link(path, tuple(targets)) for path, targets in links or ()),
            states=tuple((State.of(state), file) for state, file in states or ()),
            backend=State.of(backend) if backend else None,
            resources=tuple(resources or ()),
            data=tuple((kind, file) for kind, file in data or ()),
            required_version=tuple(versions or ()),
            broken=tuple(Broken(*item) for item in broken or ()),
            backend_file=file,
        )


_ORDER = ("calls", "reads", "inputs", "links")


def raw_field(fields: Sequence[Any], name: str) -> Sequence[Any]:
    """One of a folder's first fields as `to_json` gave it, without making values: for walks over a whole estate."""
    place = _ORDER.index(name)
    return (fields[place] if len(fields) > place else None) or ()


def merge(files: Iterable[tuple[str, FileFacts]], inputs: Iterable[str], links: Iterable[Link] = ()) -> Folder:
    """The folder of these configuration files (by repository path), override files last."""
    ordered = sorted(files, key=lambda file: loading_order(posixpath.basename(file[0])))
    calls: list[tuple[Call, str]] = []
    versions: tuple[str, ...] = ()
    for path, facts in ordered:
        if is_override(posixpath.basename(path)):
            calls = _overridden(calls, facts.calls, path)
            versions = facts.required_version or versions
        else:
            calls += ((call, path) for call in facts.calls)
            versions += facts.required_version
    every = [facts for _, facts in ordered]
    texts = LocalTexts(text for facts in every for text in facts.local_texts)
    backend_file, backend = next(((p, f.backend) for p, f in reversed(ordered) if f.backend), (None, None))
    reads = (found for facts in every for read in facts.reads if (found := texts.read(read)) is not None)
    return Folder(
        calls=tuple(calls),
        reads=tuple(dict.fromkeys(reads)),
        inputs=tuple(sorted(inputs)),
        links=tuple(links),
        states=tuple((texts.state(state), path) for path, facts in ordered for state in facts.remote_states),
        backend=backend,
        backend_file=backend_file,
        resources=tuple(sorted({kind for facts in every for kind in facts.resources})),
        data=tuple(sorted({kind: path for path, facts in reversed(ordered) for kind in facts.data}.items())),
        required_version=versions,
        broken=tuple(Broken(path, facts.broken) for path, facts in ordered if facts.broken),
    )


def loading_order(name: str) -> tuple[bool, str]:
    """Sorts the configuration files of a folder as Terraform loads them: by name, override files last."""
    return is_override(name), name


def is_override(name: str) -> bool:
    """Whether a file only changes what others say."""
    return name in _OVERRIDE_NAMES or name.endswith(_OVERRIDES)


def _overridden(calls: list[tuple[Call, str]], overrides: Sequence[Call], path: str) -> list[tuple[Call, str]]:
    """An override replaces the source of the call of its name, and leaves it where it names none itself."""
    sources = {call.name: (call, path) for call in overrides if call.source is not None or call.expression is not None}
    return [sources.get(call.name, (call, file)) for call, file in calls]
