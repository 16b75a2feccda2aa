"""What a plan file (a zip archive of Terraform's) says beside its JSON: which state it is for, whether that drifted.

Only what is as expected is told; everything else is None, and then somebody has to ask Terraform. Members and meaning:
https://github.com/hashicorp/terraform/blob/v1.11.4/internal/plans/planfile/writer.go
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AFTER_REFRESH, BEFORE_REFRESH = "tfstate", "tfstate-prev"
_STATE_VERSION = 4
_ABOUT_THE_FILE = frozenset({"serial", "lineage", "terraform_version"})
_CONTENT = frozenset({"version", "outputs", "resources", "check_results"})


@dataclass(frozen=True, slots=True)
class StateId:
    """Which state at which moment: `lineage` is empty and `serial` 0 where there is none yet."""

    lineage: str
    serial: int

    @classmethod
    def of(cls, state: Any) -> StateId | None:
        """Of a parsed state file of version 4; None when it is none."""
        if not isinstance(state, Mapping) or state.get("version") != _STATE_VERSION:
            return None
        lineage, serial = state.get("lineage"), state.get("serial")
        return cls(lineage, serial) if isinstance(lineage, str) and type(serial) is int else None


NO_STATE = StateId("", 0)


@dataclass(frozen=True, slots=True)
class States:
    """The two states in a plan file.

    Attributes:
        id: of the state that the plan is for.
        undrifted: refreshing has changed nothing in it: certain when True, to be found out by Terraform when False.
        sensitive: values that the state calls sensitive, which must go to a `Redaction` only.
    """

    id: StateId
    undrifted: bool
    sensitive: tuple[Any, ...] = field(default=(), repr=False)


def states_in(plan_file: Path) -> States | None:
    """The states of a plan file; None when it cannot be read so (OpenTofu may encrypt it)."""
    after, before = _members(plan_file, AFTER_REFRESH, BEFORE_REFRESH)
    found = StateId.of(after)
    if found is None or StateId.of(before) is None:
        return None
    if not (_is_known(after) and _is_known(before) and _content(after) == _content(before)):
        return States(found, undrifted=False)
    try:
        return States(found, undrifted=True, sensitive=tuple(_sensitive(after)))
    except (AttributeError, KeyError, IndexError, TypeError):  # not as we know it: Terraform shall tell
        return States(found, undrifted=False)


def state_in(plan_file: Path) -> StateId | None:
    """Which state a plan file is for; None as for `states_in`."""
    return StateId.of(*_members(plan_file, AFTER_REFRESH))


def file_digest(file: Path) -> str:
    """SHA-256 of a file's content.

    Raises:
        OSError: it cannot be read.
    """
    with file.open("rb") as stream:
        digest = hashlib.sha256()
        for chunk in iter(lambda: stream.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()


def _members(plan_file: Path, *names: str) -> list[Any]:
    """Members of the archive, parsed; None for each when one of them cannot be read."""
    try:
        with zipfile.ZipFile(plan_file) as archive:
            return [json.loads(archive.read(name)) for name in names]
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return [None] * len(names)


def _is_known(state: Mapping[str, Any]) -> bool:
    """Whether we know every part of it, so that nothing that we leave out can differ."""
    return set(state) <= _CONTENT | _ABOUT_THE_FILE and isinstance(state.get("resources"), list)


def _sensitive(state: Mapping[str, Any]) -> Iterator[Any]:
    """Sensitive outputs, and attributes with a sensitive part, whole."""
    yield from (each.get("value") for each in (state.get("outputs") or {}).values() if each.get("sensitive"))
    for resource in state["resources"]:
        for instance in resource.get("instances") or ():
            attributes = instance.get("attributes") or {}
            for path in instance.get("sensitive_attributes") or ():
                yield attributes.get(path[0].get("value")) if path else attributes


def _content(state: Mapping[str, Any]) -> list[Any]:
    """All that refreshing may change, without data sources: they are read anew each time, and are no drift."""
    parts = {part: state.get(part) for part in sorted(_CONTENT)}
    resources = parts["resources"]
    if isinstance(resources, list):
        parts["resources"] = [
            each for each in resources if not (isinstance(each, Mapping) and each.get("mode") == "data")
        ]
    return list(parts.values())
