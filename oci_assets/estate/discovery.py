"""Which folders of a repository are stacks. Looks at names; opens files only where names leave a doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from oci_assets.estate.filenames import is_configuration, is_input, is_nameable, is_root_evidence
from oci_assets.estate.modules import called_folders
from oci_assets.estate.services import CD3_REGIONS, canonical_service
from oci_assets.estate.tree import Tree
from oci_assets.model import Stack

GLOBAL = "global"
# Folders that hold modules or none of the estate's own configuration, unless they are named in `regions:`.
_NO_REGION = frozenset({"module", "modules", "template", "templates", "example", "examples", "test", "tests", "docs"})

Folders = Mapping[str, Mapping[str, tuple[str, ...]]]  # region -> service (empty for the region itself) -> input files


@dataclass(slots=True)
class Found:
    """The stacks by id, and the folders that look like stacks but cannot be."""

    stacks: dict[str, Stack] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def discover(tree: Tree, regions: Collection[str] = ()) -> Found:
    """The stacks of a tree: `REGION/SERVICE` folders with configuration, and regions that are one root module.

    `regions` names the region folders (`global` is always one); empty: every folder that holds service folders.
    """
    folders = _folders(tree)
    found = Found()
    for region in sorted(folders):
        if region in regions or region == GLOBAL or (not regions and _is_region(region, folders[region])):
            known = region in regions or region in CD3_REGIONS or region == GLOBAL
            _add_region(tree, region, folders[region], found, known=known)
    found.stacks = dict(sorted(found.stacks.items()))
    return found


def _folders(tree: Tree) -> Folders:
    """What Terraform would read, by folder, one and two levels below the root."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in tree.paths():
        region, *rest = path.split("/", 3)
        if 1 <= len(rest) <= 2 and is_input(rest[-1]) and not region.startswith("."):
            found[region][rest[0] if len(rest) == 2 else ""].append(path)
    return {region: {name: tuple(files) for name, files in services.items()} for region, services in found.items()}


def _is_region(name: str, services: Mapping[str, tuple[str, ...]]) -> bool:
    if name in _NO_REGION:
        return False
    if name in CD3_REGIONS:
        return True
    return any(
        _has_configuration(files) and ((service and canonical_service(service)) or _has_evidence(files))
        for service, files in services.items()
    )


def _add_region(
    tree: Tree, region: str, services: Mapping[str, tuple[str, ...]], found: Found, *, known: bool
) -> None:
    doubtful = []
    for service, files in sorted(services.items()):
        folder = f"{region}/{service}".rstrip("/")
        if not _has_configuration(files) or service.startswith("."):
            continue
        if not (is_nameable(region) and is_nameable(service)):
            found.warnings.append(f"folder {folder!r} is left out: its name holds characters that cannot be shown")
        elif _has_evidence(files) or (canonical_service(service) if service else known):
            _add(found, region, service, files)
        elif service and service not in _NO_REGION:
            doubtful.append((service, files))
    if doubtful:
        called = called_folders(tree, [path for files in services.values() for path in files])
        for service, files in doubtful:
            if f"{region}/{service}" not in called:
                _add(found, region, service, files)


def _add(found: Found, region: str, service: str, files: tuple[str, ...]) -> None:
    """One stack; a region that is one root module is its own service, known under no other name."""
    path = PurePosixPath(region, service)
    canonical = canonical_service(service) if service else None
    stack = Stack(region, service or region, canonical, path, tuple(PurePosixPath(file) for file in files))
    found.stacks[stack.id] = stack


def _has_configuration(files: Collection[str]) -> bool:
    return any(is_configuration(PurePosixPath(file).name) for file in files)


def _has_evidence(files: Collection[str]) -> bool:
    return any(is_root_evidence(PurePosixPath(file).name) for file in files)
