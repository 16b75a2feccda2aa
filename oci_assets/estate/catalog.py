"""The catalog: every stack of a tree with its dependencies and level. Cycles are broken and warned about here."""

from __future__ import annotations

import difflib
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from oci_assets.errors import UsageError
from oci_assets.estate.dependencies import Resolver
from oci_assets.estate.discovery import discover
from oci_assets.estate.graph import break_cycles, drop_soft_rings, levels
from oci_assets.estate.settings import Settings, without_effect
from oci_assets.estate.tree import Tree
from oci_assets.model import Catalog, Stack

MAX_NAMED = 10


def build_catalog(tree: Tree, settings: Settings) -> Catalog:
    """The catalog of a tree under these settings; empty when nothing in it looks like a stack."""
    found = discover(tree, settings.regions)
    resolver = Resolver(found.stacks, settings.service_dependencies, settings.home_region)
    wanted = {stack.id: resolver.upstream(stack) for stack in found.stacks.values()}
    without_rings, dropped = drop_soft_rings(wanted)
    upstream, cycles = break_cycles(without_rings)
    unknown = [stack for stack in found.stacks.values() if not resolver.is_known(stack)]
    return Catalog(
        stacks=found.stacks,
        upstream=upstream,
        levels=levels(upstream, cycles),
        cycles=cycles,
        warnings=(
            *_settings_warnings(found.stacks, settings, resolver),
            *found.warnings,
            *_unknown_warnings(unknown),
            *cycle_warnings(cycles),
        ),
        notes=(
            *found.notes,
            *_missing_notes(resolver.missing),
            *(f"{stack} does not wait for {name}: that would be a cycle" for stack, name in dropped),
        ),
    )


def find_stacks(catalog: Catalog, names: Iterable[str]) -> tuple[str, ...]:
    """The ids that these names mean, sorted; a name may be written as a path (`./toronto/network/`).

    Raises:
        UsageError: names that are no stack, all of them, with what they may have meant.
    """
    by_path = {str(stack.path): stack.id for stack in catalog.stacks.values()}
    wanted = {name: posixpath.normpath(name) for name in names}
    known = {name: id_ if id_ in catalog.stacks else by_path.get(id_) for name, id_ in wanted.items()}
    unknown = [name for name, stack in known.items() if stack is None]
    if unknown:
        raise UsageError("\n".join(_unknown_stack(catalog, name) for name in unknown))
    return tuple(sorted({stack for stack in known.values() if stack is not None}))


def cycle_warnings(cycles: Sequence[Sequence[str]]) -> Iterator[str]:
    """The predecessor's two sentences (P3): bare service names where a cycle lies within one region."""
    rings = {tuple(_bare(members)): None for members in cycles}
    for ring in rings:
        yield f"Circular dependency detected for: {', '.join(ring)}"
    if rings:
        yield "These services will be executed last in alphabetical order"


def _bare(members: Sequence[str]) -> list[str]:
    regions = {member.split("/", 1)[0] for member in members}
    return [member.split("/", 1)[1] for member in members] if len(regions) == 1 else list(members)


def _unknown_stack(catalog: Catalog, name: str) -> str:
    stacks = list(catalog.stacks)
    by_service = [stack for stack in stacks if stack.split("/", 1)[1].casefold() == name.casefold()]
    close = by_service[:3] or difflib.get_close_matches(name, stacks, n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else "see the stacks with: oci-assets services"
    return f"no stack {name!r} in the estate: {hint}"


def _settings_warnings(stacks: Mapping[str, Stack], settings: Settings, resolver: Resolver) -> Iterator[str]:
    for path in without_effect(settings):
        yield f"oci-assets.yaml: {path} is read but has no effect yet in this release"
    regions = {stack.region for stack in stacks.values()}
    for region in sorted(set(settings.regions) - regions):
        yield f"oci-assets.yaml: regions names {region!r}, which holds no service folders"
    if settings.home_region and settings.home_region not in regions:
        yield f"oci-assets.yaml: home_region {settings.home_region!r} holds no service folders"
    for name in resolver.declarations.unused:
        yield f"oci-assets.yaml: service_dependencies names {name!r}, and no folder is called that"
    for name in resolver.mistyped():
        yield f"oci-assets.yaml: service_dependencies needs {name!r}, and no folder is called that"
    strangers = sorted(set(settings.stacks) - set(stacks))
    for name in strangers[:MAX_NAMED]:  # each look for a name like it walks over all stacks
        close = difflib.get_close_matches(name, stacks, n=1)
        yield f"oci-assets.yaml: stacks names {name!r}, which is no stack" + (f": is it {close[0]}?" if close else "")
    if len(strangers) > MAX_NAMED:
        yield f"oci-assets.yaml: stacks names {len(strangers) - MAX_NAMED} more that are no stacks"


def _missing_notes(missing: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """One sentence for each service that is looked for in vain, however many stacks need it."""
    for name, stacks in sorted(missing.items()):
        yield f"no {name!r} for {_listing(stacks)}: it is in neither the own nor the home region"


def _listing(names: Sequence[str]) -> str:
    more = len(names) - MAX_NAMED
    return ", ".join(names[:MAX_NAMED]) + (f" and {more} more" if more > 0 else "")


def _unknown_warnings(unknown: Sequence[Stack]) -> Iterator[str]:
    """One sentence for each unknown name, however many regions have it."""
    places: dict[str, list[str]] = defaultdict(list)
    for stack in unknown:
        places[stack.service].append(stack.id)
    for service, ids in sorted(places.items())[:MAX_NAMED]:
        yield (
            f"{service!r} is not a known service ({_listing(ids)}): it is taken to need identity and network; "
            "say what it needs under service_dependencies in oci-assets.yaml"
        )
    if len(places) > MAX_NAMED:
        yield f"and {len(places) - MAX_NAMED} more folders are not known services"
