"""Which folders of a repository are stacks. Looks at names, and at who calls whom where names leave a doubt."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import PurePosixPath

from oci_assets.estate.edges import edge_of
from oci_assets.estate.filenames import is_configuration, is_nameable, is_root_hint, is_root_proof
from oci_assets.estate.services import CD3_REGIONS, canonical_service, normalised
from oci_assets.estate.snapshot import Snapshot
from oci_assets.model import Stack

GLOBAL = "global"
# Never a service; a region only when `regions:` names it, and then also with a word before or after: `tf-modules`.
_NEVER = frozenset({"module", "modules", "template", "templates", "example", "examples"})
_SELDOM = frozenset({"test", "tests", "docs"})  # may be an environment: taken only with proof, or named in `regions:`


class _Trust(IntEnum):
    """How much a folder's own names say that it is a root module."""

    POSSIBLE = 1
    LIKELY = 2
    PROVEN = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A folder with configuration. `service` is empty for the region's own folder."""

    region: str
    service: str
    files: tuple[str, ...]
    trust: _Trust

    @property
    def folder(self) -> str:
        return f"{self.region}/{self.service}".rstrip("/")


@dataclass(slots=True)
class Found:
    """The stacks by id; warnings about folders that cannot be stacks, notes about folders that look like some."""

    stacks: dict[str, Stack] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def discover(snapshot: Snapshot, regions: Collection[str] = ()) -> Found:
    """The stacks of a snapshot: `REGION/SERVICE` folders with configuration, and regions that are one root module.

    `regions` names the region folders (`global` is always one); empty: every folder that holds service folders.
    A folder that others call as a module is no stack, unless it has a backend or variable values of its own.
    """
    found = Found()
    candidates = {}
    for region, those in _candidates(snapshot, regions):
        if not regions or _is_named(region, regions):
            candidates[region] = those
        elif _holds_services(region, [c for c in those if c.trust == _Trust.PROVEN]):
            found.notes.append(f"folder {region!r} holds service folders but is left out: regions does not name it")
    doubtful = {c.folder for those in candidates.values() for c in those if c.trust < _Trust.PROVEN}
    called = _callers(snapshot, doubtful) if doubtful else {}
    for region, those in candidates.items():
        roots = [candidate for candidate in those if candidate.folder not in called]
        if _is_named(region, regions) or region in CD3_REGIONS or _holds_services(region, roots):
            found.notes += [
                f"{c.folder} is no stack of its own: {called[c.folder]} calls it as a module"
                for c in those
                if c.folder in called
            ]
            _add_region(roots, found)
    found.stacks = {stack: _with_version(found.stacks[stack], snapshot) for stack in sorted(found.stacks)}
    return found


def _is_named(region: str, regions: Collection[str]) -> bool:
    return region in regions or region == GLOBAL


def _candidates(snapshot: Snapshot, regions: Collection[str]) -> Iterator[tuple[str, list[_Candidate]]]:
    """The folders that may be stacks, by folder above them, in the order of names."""
    for region, services in sorted(_folders(snapshot).items()):
        named = _is_named(region, regions)
        if named or not _NEVER.intersection(normalised(region).split("-")):
            known = named or region in CD3_REGIONS
            found = (_candidate(region, service, files, known=known) for service, files in sorted(services.items()))
            yield region, [candidate for candidate in found if candidate]


def _with_version(stack: Stack, snapshot: Snapshot) -> Stack:
    real = snapshot.links.real(str(stack.path)).path
    versions = snapshot.folder(real).required_version if real is not None else ()
    return replace(stack, required_version=", ".join(versions)) if versions else stack


def _folders(snapshot: Snapshot) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """What Terraform would read, one and two levels below the root: region -> service (empty: the region) -> files."""
    found: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    linked = {path: real for path in snapshot.links.targets if (real := snapshot.links.real(path).path) in snapshot.raw}
    for folder in (*snapshot.raw, *linked):
        region, _, service = folder.partition("/")
        if folder and "/" not in service and not folder.startswith("."):
            inputs = snapshot.folder(linked.get(folder, folder)).inputs
            found[region][service] = [f"{folder}/{name}" for name in inputs]
    return found


def _callers(snapshot: Snapshot, wanted: Collection[str]) -> dict[str, str]:
    """By folder of `wanted` that another folder calls as a module: a file that does so."""
    found: dict[str, str] = {}
    for folder, targets in snapshot.targets.items():
        for target in targets:
            if target in wanted and target != folder and target not in found:
                calls = snapshot.folder(folder).calls
                edges = (edge_of(folder, call, file, snapshot.links) for call, file in calls)
                found[target] = next(edge.file for edge in edges if edge and edge.target == target)
    return found


def _candidate(region: str, service: str, files: Sequence[str], *, known: bool) -> _Candidate | None:
    names = [posixpath.basename(file) for file in files]
    if service.startswith(".") or normalised(service) in _NEVER or not any(map(is_configuration, names)):
        return None
    if any(map(is_root_proof, names)):
        trust = _Trust.PROVEN
    elif normalised(service) in _SELDOM:
        return None
    elif any(map(is_root_hint, names)) or (service and canonical_service(service)):
        trust = _Trust.LIKELY
    elif service or known:
        trust = _Trust.POSSIBLE
    else:  # versions.tf and the like beside the service folders of a region that nobody named
        return None
    return _Candidate(region, service, tuple(files), trust)


def _holds_services(region: str, roots: Sequence[_Candidate]) -> bool:
    least = _Trust.PROVEN if normalised(region) in _SELDOM else _Trust.LIKELY
    return any(candidate.trust >= least for candidate in roots)


def _add_region(roots: Sequence[_Candidate], found: Found) -> None:
    """The stacks of one region. Files straight in it that have no sign of a root are one only if nothing else is."""
    for candidate in roots:
        if not candidate.service and candidate.trust == _Trust.POSSIBLE and len(roots) > 1:
            continue
        if not is_nameable(candidate.folder):
            found.warnings.append(
                f"folder {candidate.folder!r} is left out: its name holds characters that cannot be shown"
            )
        elif (stack := _stack(candidate)).id in found.stacks:
            found.warnings.append(f"folder {candidate.folder!r} is left out: its region's folder has the same name")
        else:
            found.stacks[stack.id] = stack


def _stack(candidate: _Candidate) -> Stack:
    """A region that is one root module is its own service, known under no other name."""
    service = candidate.service
    return Stack(
        region=candidate.region,
        service=service or candidate.region,
        canonical=canonical_service(service) if service else None,
        path=PurePosixPath(candidate.folder),
        files=tuple(PurePosixPath(file) for file in candidate.files),
    )
