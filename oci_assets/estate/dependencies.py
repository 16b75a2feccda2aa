"""What each stack needs: names of services from the settings or the built-in map -> edges between stacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from oci_assets.estate import services as built_in
from oci_assets.estate.declarations import Declarations
from oci_assets.estate.discovery import GLOBAL
from oci_assets.estate.services import HOME_REGION_SERVICES, canonical_service, normalised
from oci_assets.model import Dependency, DependencyKind, Stack

BUILT_IN, FROM_SETTINGS = "built-in", "oci-assets.yaml"
_NO_TAGGING = frozenset({"identity", "tagging"})


class Resolver:
    """Finds the edges of stacks and remembers what it could not find.

    Attributes:
        home: the home region, None when no folder tells.
        declarations: the settings' entries; which of them were of use is known once all stacks were asked for.
        missing: service name -> ids of the stacks that need it and found it nowhere (order-only needs left out).
    """

    def __init__(
        self, stacks: Mapping[str, Stack], declared: Mapping[str, Sequence[str]], home_region: str | None
    ) -> None:
        self._stacks = stacks
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)  # a folder goes by its own and its known name
        self._ids: dict[str, list[str]] = defaultdict(list)
        for stack in stacks.values():
            self._ids[normalised(stack.id)].append(stack.id)
            for name in {normalised(stack.service), normalised(stack.canonical or stack.service)}:
                self._named[stack.region, name].append(stack.id)
        self._single = {stack.region: stack.id for stack in stacks.values() if len(stack.path.parts) == 1}
        self._regions = sorted({stack.region for stack in stacks.values()})
        self.declarations = Declarations(declared, {normalised(stack.service) for stack in stacks.values()})
        self.home = home_region or self._guess_home()
        self.missing: dict[str, list[str]] = defaultdict(list)

    def upstream(self, stack: Stack) -> tuple[Dependency, ...]:
        """The direct upstreams of one stack, sorted by id; hard where a hard and a soft name mean the same stack.

        What the estate lacks is stood in for by its own upstreams: order holds across the gap, nothing is blocked.
        """
        found: dict[str, Dependency] = {}
        absent = []
        for name, source, kind in self._needs(stack):
            there = self._find(stack, name)
            # An alias can mean the stack itself (vcn and drg are both network); only its own name can be meant so.
            own = normalised(name) in {normalised(stack.service), normalised(stack.id)}
            for upstream in there:
                if own or upstream != stack.id:
                    found.setdefault(upstream, Dependency(upstream, source, kind))
            if not there and kind is DependencyKind.HARD:
                absent.append((name, source))
                if source == FROM_SETTINGS or not self._is_single(stack):
                    self.missing[name].append(stack.id)
        for name, source in absent:
            for upstream in self._stand_ins(stack, name):
                found.setdefault(upstream, Dependency(upstream, source, DependencyKind.SOFT))
        return tuple(found[upstream] for upstream in sorted(found))

    def is_known(self, stack: Stack) -> bool:
        """Whether the map or the settings say what this stack needs."""
        return stack.canonical is not None or self._is_single(stack) or self.declarations.of(stack) is not None

    def mistyped(self) -> list[str]:
        """Declared upstream names that no stack and no known service goes by, sorted."""
        names = {name for _, name in self._named}
        return sorted(
            name
            for name in self.declarations.upstream_names.intersection(self.missing)
            if canonical_service(name) is None and normalised(name) not in names
        )

    def _needs(self, stack: Stack) -> Iterator[tuple[str, str, DependencyKind]]:
        """Service names with where they come from; hard ones first."""
        declared = self.declarations.of(stack)
        if declared is not None:
            yield from ((name, FROM_SETTINGS, DependencyKind.HARD) for name in declared)
        else:
            yield from ((name, BUILT_IN, DependencyKind.HARD) for name in self._built_in(stack))
        service = stack.canonical or ""
        soft = list(built_in.SOFT_DEPENDENCIES.get(service, ()))
        soft += built_in.SOFT_DEPENDENCIES.get("*", []) if service not in _NO_TAGGING else []
        yield from ((name, BUILT_IN, DependencyKind.SOFT) for name in soft)

    def _built_in(self, stack: Stack) -> Sequence[str]:
        if stack.canonical is not None:
            return built_in.SERVICE_DEPENDENCIES.get(stack.canonical, ())
        # A region that is one root module holds its own network, and needs what lies in the home region.
        return ("identity",) if self._is_single(stack) else built_in.ASSUMED_DEPENDENCIES

    def _is_single(self, stack: Stack) -> bool:
        return self._single.get(stack.region) == stack.id

    def _find(self, stack: Stack, name: str) -> Sequence[str]:
        """The stacks that a name means for this one, itself included: own region, then the home region, then `global`.

        A stack of `global` sees every region.
        """
        if "/" in name:
            return [name] if name in self._stacks else self._ids.get(normalised(name), [])
        service = normalised(canonical_service(name) or name)
        if stack.region == GLOBAL and service not in HOME_REGION_SERVICES:
            return [found for region in self._regions for found in self._in_region(region, name, service, stack)]
        places = dict.fromkeys(region for region in (stack.region, self.home, GLOBAL) if region)
        return next((found for place in places if (found := self._in_region(place, name, service, stack))), [])

    def _in_region(self, region: str, name: str, service: str, stack: Stack) -> list[str]:
        """Folders of just that name go before folders of the same service; a single-folder region is all services."""
        found = self._named.get((region, normalised(name))) or self._named.get((region, service), [])
        single = self._single.get(region)
        return found or ([single] if single and single != stack.id else [])

    def _stand_ins(self, stack: Stack, absent: str) -> Iterator[str]:
        """The nearest stacks upstream of a service that the estate lacks; circles in what is absent do no harm."""
        pending = [absent]
        for name in pending:
            entry = self.declarations.of_name(name)
            further = (
                entry if entry is not None else built_in.SERVICE_DEPENDENCIES.get(canonical_service(name) or "", ())
            )
            for needed in further:
                found = self._find(stack, needed)
                yield from (upstream for upstream in found if upstream != stack.id)
                if not found and needed not in pending:
                    pending.append(needed)

    def _guess_home(self) -> str | None:
        """The region that holds what OCI keeps in the home region only."""
        for service in ("identity", "tagging", "budget", "quota"):
            for region in self._regions:
                if (region, service) in self._named:
                    return region
        return None
