"""The catalog: every stack of a tree with its dependencies and level. Cycles are broken and warned about here."""

from __future__ import annotations

import difflib
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from oci_assets.errors import UsageError
from oci_assets.estate.backend_keys import Place, backend_key, clashes
from oci_assets.estate.dependencies import Resolver
from oci_assets.estate.discovery import discover
from oci_assets.estate.graph import Upstream, ancestors, break_cycles, levels
from oci_assets.estate.inferred import infer
from oci_assets.estate.precedence import settle, united
from oci_assets.estate.problems import find_problems, undeclared
from oci_assets.estate.reach import Reach
from oci_assets.estate.settings import Settings, without_effect
from oci_assets.estate.snapshot import Snapshot
from oci_assets.model import Catalog, Dependency, DependencyKind, Stack

MAX_NAMED = 10


def build_catalog(snapshot: Snapshot, settings: Settings) -> Catalog:
    """The catalog of a snapshot under these settings; empty when nothing in it looks like a stack."""
    found = discover(snapshot, settings.regions)
    resolver = Resolver(found.stacks, settings.service_dependencies, settings.home_region)
    named = {stack.id: resolver.upstream(stack) for stack in found.stacks.values()}
    shown = infer(found.stacks, Reach(snapshot), resolver.home, partial(ancestors, break_cycles(named)[0]))
    settled = settle(united(*_by_precedence(found.stacks, resolver, named, shown)))
    upstream, cycles = break_cycles(settled.upstream)
    unknown = [stack for stack in found.stacks.values() if not (resolver.is_known(stack) or shown.get(stack.id))]
    missing = missing_edges(upstream, shown)
    places = dict(_places(found.stacks, snapshot))
    refused = clashes(places)
    return Catalog(
        stacks=found.stacks,
        upstream=upstream,
        levels=levels(upstream, cycles),
        cycles=cycles,
        missing=missing,
        problems=tuple(find_problems(missing, unknown, resolver)),
        warnings=(
            *_settings_warnings(found.stacks, settings, resolver),
            *found.warnings,
            *_unknown_warnings(unknown),
            *cycle_warnings(cycles),
            *dict.fromkeys(refused.values()),
        ),
        refused=refused,
        state_keys={stack: place.key.name for stack, place in places.items()},
        notes=(*found.notes, *_missing_notes(resolver.missing), *_dropped_notes(settled.dropped)),
    )


def _places(stacks: Mapping[str, Stack], snapshot: Snapshot) -> Iterator[tuple[str, Place]]:
    """Where the state of each stack lies, as far as its files tell."""
    for stack in stacks.values():
        real = snapshot.links.real(str(stack.path)).path
        if real is not None:
            folder = snapshot.folder(real)
            key, backend = backend_key(folder.backend, real), folder.backend
            if key is not None:
                said_at = f"{folder.backend_file}:{backend.line}" if backend else f"{real}, without a backend"
                yield stack.id, Place(key, said_at)


def _by_precedence(
    stacks: Mapping[str, Stack], resolver: Resolver, named: Upstream, shown: Upstream
) -> tuple[Upstream, Upstream]:
    """Named and shown edges, without what a stronger source replaces.

    A declared list is the whole list of a stack's hard upstreams, and what is merely assumed of an unknown service
    gives way to what its files show.
    """
    kept_named = {
        stack: tuple(edge for edge in edges if edge.kind is DependencyKind.SOFT)
        if shown.get(stack) and not resolver.is_known(stacks[stack])
        else edges
        for stack, edges in named.items()
    }
    declared = {stack.id for stack in stacks.values() if resolver.declarations.of(stack) is not None}
    return kept_named, {stack: edges for stack, edges in shown.items() if stack not in declared}


def missing_edges(upstream: Upstream, shown: Upstream) -> tuple[tuple[str, Dependency], ...]:
    """Upstreams that the configuration shows and that the graph does not put first: (stack, edge), sorted."""
    found: list[tuple[str, Dependency]] = []
    for stack in sorted(shown):
        direct = {edge.upstream for edge in upstream[stack]}
        if absent := [edge for edge in shown[stack] if edge.upstream not in direct]:
            before = ancestors(upstream, stack)
            found += ((stack, edge) for edge in absent if edge.upstream not in before)
    return tuple(found)


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
    close = by_service[:3] or difflib.get_close_matches(name, stacks, n=3) or _like_service(name, stacks)
    hint = f"did you mean {' or '.join(close)}?" if close else "see the stacks with: oci-assets services"
    return f"no stack {name!r} in the estate: {hint}"


def _like_service(name: str, stacks: Sequence[str]) -> list[str]:
    """Stacks whose service is nearly called that: the region was left out."""
    near = difflib.get_close_matches(name, {stack.split("/", 1)[1] for stack in stacks}, n=1)
    return [stack for stack in stacks if stack.split("/", 1)[1] in near][:3]


def _settings_warnings(stacks: Mapping[str, Stack], settings: Settings, resolver: Resolver) -> Iterator[str]:
    for path in without_effect(settings):
        yield f"oci-assets.yaml: {path} is read but has no effect yet in this release"
    regions = {stack.region for stack in stacks.values()}
    for region in sorted(set(settings.regions) - regions):
        yield f"oci-assets.yaml: regions names {region!r}, which holds no service folders"
    if settings.home_region and settings.home_region not in regions:
        yield f"oci-assets.yaml: home_region {settings.home_region!r} holds no service folders"
    yield from undeclared(resolver)
    strangers = sorted(set(settings.stacks) - set(stacks))
    for name in strangers[:MAX_NAMED]:  # each look for a name like it walks over all stacks
        close = difflib.get_close_matches(name, stacks, n=1)
        yield f"oci-assets.yaml: stacks names {name!r}, which is no stack" + (f": is it {close[0]}?" if close else "")
    if len(strangers) > MAX_NAMED:
        yield f"oci-assets.yaml: stacks names {len(strangers) - MAX_NAMED} more that are no stacks"


def _dropped_notes(dropped: Iterable[tuple[str, Dependency]]) -> Iterator[str]:
    for stack, edge in dropped:
        yield f"{stack} does not wait for {edge.upstream} ({edge.source}): that would be a cycle"


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
