"""Which entry of `service_dependencies:` speaks for which folder. Names alike: case, `-` and `_`, aliases."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from oci_assets.estate.services import canonical_service, normalised
from oci_assets.model import Stack


class Declarations:
    """The entries: a stack's own id first, then its folder's name, then the known service that the folder stands for.

    An entry under another name of a service (`vcn`) speaks for all folders of it only where no folder has that name.
    """

    def __init__(self, declared: Mapping[str, Sequence[str]], folder_names: Collection[str]) -> None:
        """`folder_names` are the normalised names of all service folders of the estate."""
        self._entries = {normalised(name): (name, tuple(upstream)) for name, upstream in declared.items()}
        self._by_service: dict[str, str] = {}
        for key, (name, _) in self._entries.items():
            service = canonical_service(name)
            if service is not None and (key == normalised(service) or key not in folder_names):
                taken = self._by_service.get(service)
                self._by_service[service] = key if key == normalised(service) else taken or key
        self.upstream_names = frozenset(name for _, upstream in self._entries.values() for name in upstream)
        self._unused = set(declared)

    @property
    def unused(self) -> list[str]:
        """Entries that no stack was found to go by, sorted."""
        return sorted(self._unused)

    def of(self, stack: Stack) -> tuple[str, ...] | None:
        """The upstream names that are declared for a stack, None when nothing is."""
        entry = self._entry(stack.canonical, normalised(stack.id), normalised(stack.service))
        if entry is None:
            return None
        self._unused.discard(entry[0])
        return entry[1]

    def of_name(self, name: str) -> tuple[str, ...] | None:
        """The upstream names that are declared for a service of this name, be there a folder of it or not."""
        entry = self._entry(canonical_service(name), normalised(name))
        return None if entry is None else entry[1]

    def _entry(self, service: str | None, *names: str) -> tuple[str, tuple[str, ...]] | None:
        """The entry under the first of these names that has one, then the entry for the service."""
        keys = (*names, *([self._by_service[service]] if service in self._by_service else []))
        return next((self._entries[key] for key in keys if key in self._entries), None)
