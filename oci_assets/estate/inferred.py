"""Dependencies that the configuration itself shows: remote states that are read, and resources that are looked up.

A stack that reads `data.oci_core_subnets` needs the stack whose modules create `oci_core_subnet`: CD3's stacks find
each other only so (oci-services.md). Pure: facts in, edges out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from oci_assets.estate.contents import Contents, ContentsReader
from oci_assets.estate.discovery import GLOBAL
from oci_assets.estate.reach import Reach
from oci_assets.estate.states import StateIndex
from oci_assets.model import Dependency, DependencyKind, Stack

Before = Callable[[str], frozenset[str]]

REMOTE_STATE, LOOKED_UP = "remote state in ", "inferred from "
_ENDINGS = (
    ("_summaries", ("",)),
    ("ies", ("y",)),
    ("ses", ("se", "s")),
    ("xes", ("x",)),
    ("ches", ("ch",)),
    ("s", ("",)),
)


def infer(
    stacks: Mapping[str, Stack], reach: Reach, home: str | None, before: Before
) -> dict[str, tuple[Dependency, ...]]:
    """The upstreams of each stack that its configuration shows, sorted by id; remote states go before look-ups.

    `before` gives what comes before a stack anyway: where several stacks create what one looks up, those are meant.
    """
    links = reach.snapshot.links
    folders = {stack.id: real for stack in stacks.values() if (real := links.real(str(stack.path)).path) is not None}
    reader = ContentsReader(reach)
    contents = {stack: reader.of(folder) for stack, folder in folders.items()}
    states = StateIndex({stack: reach.snapshot.folder(folder).backend for stack, folder in folders.items()}, folders)
    creators = _creators(contents)
    found: dict[str, tuple[Dependency, ...]] = {}
    for stack, holds in contents.items():
        edges: dict[str, Dependency] = {}
        for upstream, source in (
            *_by_state(stack, holds, states),
            *_by_lookup(stacks[stack], holds, creators, home, before),
        ):
            edges.setdefault(upstream, Dependency(upstream, source, DependencyKind.HARD))
        found[stack] = tuple(edges[upstream] for upstream in sorted(edges))
    return found


def _by_state(stack: str, holds: Contents, states: StateIndex) -> Iterator[tuple[str, str]]:
    for state, file in holds.states:
        for upstream in states.owners(state, stack):
            yield upstream, f"{REMOTE_STATE}{file}"


def _by_lookup(
    stack: Stack,
    holds: Contents,
    creators: Mapping[tuple[str, str], list[str]],
    home: str | None,
    before: Before,
) -> Iterator[tuple[str, str]]:
    """What a stack creates itself it may also look up for itself, so that tells nothing."""
    for kind, file in sorted(holds.reads.items()):
        wanted = list(resource_types(kind))
        if not holds.creates.intersection(wanted):
            found = _in_reach(stack, wanted, creators, home)
            yield from ((upstream, f"{LOOKED_UP}{file}") for upstream in _likely(stack.id, found, before))


def _likely(stack: str, found: list[str], before: Before) -> list[str]:
    if len(found) < 2:
        return found
    earlier = before(stack)
    return [upstream for upstream in found if upstream in earlier] or found


def _in_reach(
    stack: Stack, wanted: Iterable[str], creators: Mapping[tuple[str, str], list[str]], home: str | None
) -> list[str]:
    """Creators of the own region, else of the home region; `global` sees every region."""
    names = list(wanted)
    if stack.region == GLOBAL:
        return sorted({other for (_, kind), those in creators.items() if kind in names for other in those} - {stack.id})
    for region in dict.fromkeys((stack.region, home or "", GLOBAL)):
        found = {other for name in names for other in creators.get((region, name), ())} - {stack.id}
        if found:
            return sorted(found)
    return []


def resource_types(data_type: str) -> Iterator[str]:
    """The resource types that a data source of this type may be about: `oci_core_subnets` -> `oci_core_subnet`."""
    yield data_type
    for ending, instead in _ENDINGS:
        if data_type.endswith(ending):
            yield from (data_type[: -len(ending)] + one for one in instead)
            return


def _creators(contents: Mapping[str, Contents]) -> Mapping[tuple[str, str], list[str]]:
    """Stacks by region and resource type."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for stack, holds in contents.items():
        for kind in holds.creates:
            found[stack.split("/", 1)[0], kind].append(stack)
    return found
