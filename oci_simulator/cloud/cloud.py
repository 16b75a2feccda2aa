"""The simulated cloud, as the provider and the console use it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from oci_simulator.cloud import registry, search
from oci_simulator.cloud.checks import check_references, check_unique, check_unused
from oci_simulator.cloud.computed import fill, prune
from oci_simulator.cloud.conditions import Conditions
from oci_simulator.cloud.errors import ServiceError, not_found
from oci_simulator.cloud.kinds import ADOPTING, MANAGING, Kind, canonical, kind, key, new_id
from oci_simulator.cloud.registry import Moment
from oci_simulator.cloud.store import Object, Store
from oci_simulator.facts import TypeFacts, find

TERRAFORM, CONSOLE = "terraform", "console"


class Cloud:
    """One cloud in one file; many threads and processes may use it at once."""

    def __init__(self, store: Store) -> None:
        from oci_simulator.cloud import behaviours  # noqa: PLC0415 - they need this class

        behaviours.load()
        self.store = store
        self.conditions = Conditions(store)

    @classmethod
    def open(cls, path: Path) -> Cloud:
        """The cloud in a file, which is made if it is not there."""
        return cls(Store(path))

    def configure(self, region: str, tenancy: str | None) -> None:
        """A provider is about to use the cloud.

        Raises:
            ServiceError: a fault that somebody has set.
        """
        _ = region, tenancy
        self._fault("provider", "configure", after=False)

    def create(
        self,
        type_name: str,
        region: str,
        values: Mapping[str, Any],
        *,
        actor: str = TERRAFORM,
        timeout: float | None = None,
        stop: threading.Event | None = None,
    ) -> dict[str, Any]:
        """The new object with all that the service has added.

        Raises:
            ServiceError: the service refuses; with `created` where the object exists all the same.
        """
        self._before(type_name, "create", timeout, stop)
        with self.store.change():
            if type_name in ADOPTING:
                return self._adopt(type_name, values, actor)
            what = kind(type_name)
            self.conditions.check_quota(what.type, len(self.store.all(what.type)))
            thing = self.make(type_name, region, dict(values))
            self.store.note(actor, "create", thing)
        late = self.conditions.fault(type_name, "create", after=True)
        if late is not None:
            late.created = self._shown(type_name, thing)
            raise late
        return self._shown(type_name, thing)

    def make(self, type_name: str, region: str, values: dict[str, Any], *, owner: str | None = None) -> Object:
        """Makes an object with all that comes into being with it; nothing is waited for and no fault happens.

        Raises:
            ServiceError: a reference that does not exist, a name that is taken, a value that cannot be.
        """
        what, configured = kind(type_name), deepcopy(values)
        place = "" if what.is_global else region
        moment = Moment(self, region, values, {})
        check_references(self.store, values)
        for decide in registry.DECIDES[what.type]:
            decide(moment)
        check_unique(self.store, what, region, moment.values)
        identity = moment.values.get("id") or new_id(what, region, moment.values)
        moment.key = key(what, region, identity)
        there = self.store.get(moment.key)
        if there is not None and what.type in MANAGING:
            return self.change(there, configured)
        if there is not None:
            raise ServiceError(409, "Conflict", f"{identity} already exists")
        moment.values["id"] = identity
        moment.values = self._filled(what, moment.values)
        self.store.put(Object(moment.key, what.type, place, moment.values, owner))
        for come in (*registry.MADE[what.type], *registry.CHANGED[what.type]):
            come(moment)
        thing = Object(moment.key, what.type, place, self._pruned(what, moment.values, configured), owner)
        self.store.put(thing)
        return thing

    def read(self, type_name: str, region: str, id: str) -> dict[str, Any] | None:  # noqa: A002 - as everywhere in OCI
        """The object, None when it is gone.

        Raises:
            ServiceError: a fault that somebody has set.
        """
        self._before(type_name, "read", None, None)
        thing = self.look(type_name, region, id)
        return self._shown(type_name, thing) if thing else None

    def look(self, type_name: str, region: str, identity: str) -> Object | None:
        """The object with an id, also with one as an import writes it."""
        what = kind(type_name)
        for each in (identity, canonical(what, identity)):
            thing = self.store.get(key(what, region, each))
            if thing is not None and thing.type == what.type and thing.region in {"", region}:
                return thing
        return None

    def update(
        self,
        type_name: str,
        region: str,
        id: str,  # noqa: A002 - as in read
        values: Mapping[str, Any],
        *,
        actor: str = TERRAFORM,
        timeout: float | None = None,
        stop: threading.Event | None = None,
    ) -> dict[str, Any]:
        """The changed object; `values` are all that is configured, what is not among them stays.

        Raises:
            ServiceError: it is gone, or the service refuses.
        """
        self._before(type_name, "update", timeout, stop)
        with self.store.change():
            thing = self.look(type_name, region, id)
            if thing is None:
                raise not_found(id)
            changed = self.change(thing, values)
            self.store.note(actor, "update", changed)
        self._fault(type_name, "update", after=True)
        return self._shown(type_name, changed)

    def change(self, thing: Object, values: Mapping[str, Any]) -> Object:
        """Writes new values into an object, with the checks of its service."""
        what = kind(thing.type)
        check_references(self.store, values, thing.data)
        merged = {**{name: value for name, value in thing.data.items() if self._stays(what, name, values)}, **values}
        moment = Moment(self, thing.region, deepcopy({**merged, "id": thing.data["id"]}), thing.data, thing.id)
        for decide in registry.DECIDES[what.type]:
            decide(moment)
        check_unique(self.store, what, thing.region, moment.values, thing.id)
        moment.values = self._filled(what, moment.values)
        self.store.put(Object(thing.id, thing.type, thing.region, moment.values, thing.owner))
        for come in registry.CHANGED[what.type]:
            come(moment)
        fresh = Object(thing.id, thing.type, thing.region, self._pruned(what, moment.values, values), thing.owner)
        self.store.put(fresh)
        return fresh

    def patch(self, thing: Object, edits: Mapping[str, Any]) -> Object:
        """As `change`, and all that `edits` does not name stays."""
        return self.change(thing, {**thing.data, **edits})

    def _stays(self, what: Kind, name: str, values: Mapping[str, Any]) -> bool:
        """Whether a value that an update does not name is kept: not if only people give it one."""
        facts = find("resources", what.type)
        if facts is None or name in values:
            return True
        attribute, block = facts.attributes.get(name), facts.blocks.get(name)
        known = attribute or block
        return known is None or known.computed

    def delete(
        self,
        type_name: str,
        region: str,
        id: str,  # noqa: A002 - as in read
        *,
        actor: str = TERRAFORM,
        timeout: float | None = None,
        stop: threading.Event | None = None,
        force: bool = False,
    ) -> None:
        """Removes an object; one that is gone already is no trouble.

        Raises:
            ServiceError: it is in use (unless `force`).
        """
        self._before(type_name, "delete", timeout, stop)
        with self.store.change():
            thing = self.look(type_name, region, id)
            is_kept = type_name in ADOPTING or (type_name in MANAGING and thing is not None and thing.owner is not None)
            if thing is not None and not is_kept:
                if not force:
                    check_unused(self.store, thing)
                moment = Moment(self, thing.region, dict(thing.data), thing.data, thing.id)
                for go in registry.GONE[thing.type]:
                    go(moment)
                self.store.remove(thing.id)
                for come in registry.CHANGED[thing.type]:
                    come(moment)
                self.store.note(actor, "delete", thing)
        self._fault(type_name, "delete", after=True)

    def search(self, type_name: str, region: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """What a data source answers for these arguments: its computed attributes.

        Raises:
            ServiceError: one thing was asked for by its id and is not there; or a fault.
        """
        self._before(type_name, "list", None, None)
        return search.answer(self, type_name, region, arguments)

    def _adopt(self, type_name: str, values: Mapping[str, Any], actor: str) -> dict[str, Any]:
        identity = str(values.get("manage_default_resource_id") or "")
        thing = self.store.get(identity)
        if thing is None or thing.type != ADOPTING[type_name]:
            raise not_found(f"manage_default_resource_id {identity}")
        changed = self.change(
            thing, {name: value for name, value in values.items() if name != "manage_default_resource_id"}
        )
        self.store.note(actor, "update", changed, f"as {type_name}")
        return self._shown(type_name, changed)

    def _shown(self, type_name: str, thing: Object) -> dict[str, Any]:
        """The object as a type has it."""
        if type_name in ADOPTING:
            return {**thing.data, "manage_default_resource_id": thing.data["id"]}
        return dict(thing.data)

    def _pruned(self, what: Kind, values: Mapping[str, Any], configured: Mapping[str, Any]) -> dict[str, Any]:
        facts = find("resources", what.type)
        return prune(facts, values, configured) if facts else dict(values)

    def _filled(self, what: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
        facts: TypeFacts | None = find("resources", what.type)
        return fill(facts, values, what) if facts else dict(values)

    def _before(self, type_name: str, operation: str, timeout: float | None, stop: threading.Event | None) -> None:
        self.conditions.wait(type_name, operation, timeout, stop)
        self._fault(type_name, operation, after=False)

    def _fault(self, type_name: str, operation: str, *, after: bool) -> None:
        fault = self.conditions.fault(type_name, operation, after=after)
        if fault is not None:
            raise fault
