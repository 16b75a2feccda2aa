"""Where behaviours of types are registered: what a service decides, checks and makes besides.

A behaviour gets a `Moment` and changes its values, makes objects through it, or raises a `ServiceError`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oci_simulator.cloud.store import Object

if TYPE_CHECKING:
    from oci_simulator.cloud.objects import Objects


@dataclass(slots=True)
class Moment:
    """One operation on one object.

    Attributes:
        objects: to look others up and to make what belongs to this one.
        region: of the provider.
        values: what is configured, then the whole object; behaviours change it in place.
        before: the object before an update; empty otherwise.
        key: the object's key in the store.
        is_forced: a delete that does not care for others.
    """

    objects: Objects
    region: str
    values: dict[str, Any]
    before: Mapping[str, Any]
    key: str = ""
    is_forced: bool = False

    def find(self, identity: Any) -> Object | None:
        """The object with an OCID."""
        return self.objects.store.get(str(identity)) if identity else None

    def default(self, name: str, value: Any) -> None:
        """Sets a value that nobody configured."""
        if self.values.get(name) is None:
            self.values[name] = value

    def defaults(self, **values: Any) -> None:
        """Sets those of the values that nobody configured."""
        for name, value in values.items():
            self.default(name, value)

    def own(self, type_name: str, values: Mapping[str, Any]) -> Object:
        """Makes an object that belongs to this one and goes with it."""
        return self.objects.make(type_name, self.region, dict(values), owner=self.key)


Behaviour = Callable[[Moment], None]
DECIDES: dict[str, list[Behaviour]] = defaultdict(list)
"""Before an object is written, on create and update: checks, and values that the service chooses."""
MADE: dict[str, list[Behaviour]] = defaultdict(list)
"""After an object was made: what comes into being with it."""
CHANGED: dict[str, list[Behaviour]] = defaultdict(list)
"""After an object was made or changed: what others show of it."""
GONE: dict[str, list[Behaviour]] = defaultdict(list)
"""Before an object goes."""
LEFT: dict[str, list[Behaviour]] = defaultdict(list)
"""After an object went: what others show of it."""


def decides(*types: str) -> Callable[[Behaviour], Behaviour]:
    """Registers in `DECIDES`."""
    return _into(DECIDES, types)


def made(*types: str) -> Callable[[Behaviour], Behaviour]:
    """Registers in `MADE`."""
    return _into(MADE, types)


def changed(*types: str) -> Callable[[Behaviour], Behaviour]:
    """Registers in `CHANGED`."""
    return _into(CHANGED, types)


def gone(*types: str) -> Callable[[Behaviour], Behaviour]:
    """Registers in `GONE`."""
    return _into(GONE, types)


def left(*types: str) -> Callable[[Behaviour], Behaviour]:
    """Registers in `LEFT`."""
    return _into(LEFT, types)


def _into(table: dict[str, list[Behaviour]], types: tuple[str, ...]) -> Callable[[Behaviour], Behaviour]:
    def register(behaviour: Behaviour) -> Behaviour:
        for type_name in types:
            table[type_name].append(behaviour)
        return behaviour

    return register
