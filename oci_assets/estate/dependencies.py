"""What each stack needs: names of services from the settings or the built-in map -> edges between stacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from oci_assets.estate import services as built_in
from oci_assets.estate.discovery import GLOBAL
from oci_assets.estate.services import HOME_REGION_SERVICES, canonical_service, normalised
from oci_assets.model import Dependency, DependencyKind, Stack

BUILT_IN, FROM_SETTINGS = "built-in", "oci-assets.yaml"
_NO_TAGGING = frozenset({"identity", "tagging"})


class Resolver:
    """Finds the edges of stacks and remembers what it could not find.

    Attributes:
        home: the home region, None when no folder tells.
        missing: stack id and service name of every upstream that the estate lacks.
        unused: names of `service_dependencies` that no stack goes by, known once all stacks were asked for.
    """

    def __init__(
        self, stacks: Mapping[str, Stack], declared: Mapping[str, Sequence[str]], home_region: str | None
    ) -> None:
        self._stacks = stacks
        self._declared = {_key(name): (name, tuple(upstream)) for name, upstream in declared.items()}
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        for stack in stacks.values():
            for name in {normalised(stack.service), stack.canonical or normalised(stack.service)}:
                self._named[stack.region, name].append(stack.id)
        self._single = {stack.region: stack.id for stack in stacks.values() if "/" not in str(stack.path)}
        self._regions = sorted({stack.region for stack in stacks.values()})
        self.home = home_region or self._guess_home()
        self.missing: list[tuple[str, str]] = []
        self.unused = {name for name, _ in self._declared.values()}

    def upstream(self, stack: Stack) -> tuple[Dependency, ...]:
        """The direct upstreams of one stack, sorted by id; hard where a hard and a soft name mean the same stack."""
        found: dict[str, Dependency] = {}
        for name, source, kind in self._needs(stack):
            for upstream, is_stand_in in self._find(stack, name, explicit=source == FROM_SETTINGS):
                edge = Dependency(upstream, source, DependencyKind.SOFT if is_stand_in else kind)
                if upstream not in found or (edge.kind, found[upstream].kind) == (DependencyKind.HARD, DependencyKind.SOFT):
                    found[upstream] = edge
        return tuple(found[upstream] for upstream in sorted(found))

    def is_known(self, stack: Stack) -> bool:
        """Whether the map or the settings say what this stack needs."""
        return stack.canonical is not None or self._declaration(stack) is not None or stack.id in self._single.values()

    def _needs(self, stack: Stack) -> Iterator[tuple[str, str, DependencyKind]]:
        """Service names with where they come from; hard ones first."""
        declared = self._declaration(stack)
        if declared is not None:
            self.unused.discard(declared[0])
            yield from ((name, FROM_SETTINGS, DependencyKind.HARD) for name in declared[1])
        else:
            yield from ((name, BUILT_IN, DependencyKind.HARD) for name in self._built_in(stack))
        service = stack.canonical or ""
        soft = list(built_in.SOFT_DEPENDENCIES.get(service, ()))
        soft += built_in.SOFT_DEPENDENCIES.get("*", []) if service not in _NO_TAGGING else []
        yield from ((name, BUILT_IN, DependencyKind.SOFT) for name in soft)

    def _declaration(self, stack: Stack) -> tuple[str, tuple[str, ...]] | None:
        keys = (stack.id.casefold(), normalised(stack.service), stack.canonical or "")
        return next((self._declared[key] for key in keys if key in self._declared), None)

    def _built_in(self, stack: Stack) -> Sequence[str]:
        if stack.canonical is not None:
            return built_in.SERVICE_DEPENDENCIES.get(stack.canonical, ())
        # A region that is one root module holds its own network, and needs what lies in the home region.
        return ("identity",) if stack.id in self._single.values() else built_in.ASSUMED_DEPENDENCIES

    def _find(self, stack: Stack, name: str, *, explicit: bool) -> Iterator[tuple[str, bool]]:
        """The stacks that `name` means for this one. What the estate lacks is stood in for by its own upstreams: order
        holds across a gap, but nothing is blocked by it. Gives the stack id and whether it is such a stand-in.
        """
        if "/" in name:
            found = [name] if name in self._stacks else []
        else:
            found = self._called(stack, canonical_service(name) or normalised(name))
        # An alias can mean the stack itself (vcn and drg are both network); only a declared name can be meant so.
        own = explicit and normalised(name) in {normalised(stack.service), stack.id}
        yield from ((upstream, False) for upstream in found if own or upstream != stack.id)
        if not found:
            self.missing.append((stack.id, name))
            for further in built_in.SERVICE_DEPENDENCIES.get(canonical_service(name) or "", ()):
                yield from ((upstream, True) for upstream, _ in self._find(stack, further, explicit=False))

    def _called(self, stack: Stack, name: str) -> list[str]:
        """Own region first, then the home region, then `global`; a stack of `global` sees every region."""
        if stack.region == GLOBAL and name not in HOME_REGION_SERVICES:
            return [found for region in self._regions for found in self._in_region(region, name, stack)]
        places = dict.fromkeys(region for region in (stack.region, self.home, GLOBAL) if region)
        return next((found for region in places if (found := self._in_region(region, name, stack))), [])

    def _in_region(self, region: str, name: str, stack: Stack) -> list[str]:
        found = self._named.get((region, name), [])
        single = self._single.get(region)
        return found or ([single] if single and single != stack.id else [])

    def _guess_home(self) -> str | None:
        """The region that holds what OCI keeps in the home region only."""
        for service in ("identity", "tagging", "budget", "quota"):
            for region in self._regions:
                if (region, service) in self._named:
                    return region
        return None


def _key(name: str) -> str:
    """A key of `service_dependencies` as stacks are looked up: a stack id, or a service by its known name."""
    return name.casefold() if "/" in name else canonical_service(name) or normalised(name)


def unknown_upstreams(declared: Mapping[str, Sequence[str]], missing: Iterable[tuple[str, str]]) -> list[str]:
    """Declared upstream names that no stack and no known service goes by: most likely mistyped."""
    names = {name for upstream in declared.values() for name in upstream}
    absent = {name for _, name in missing if name in names}
    return sorted(name for name in absent if "/" in name or canonical_service(name) is None)
