"""The objects of the cloud and what their services do when one is made, changed or removed.

Nothing in here waits or fails on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from oci_simulator.cloud import behaviours, registry
from oci_simulator.cloud.belonging import family
from oci_simulator.cloud.checks import check_references, check_unique, check_unused
from oci_simulator.cloud.computed import chosen, fill, former, prune
from oci_simulator.cloud.errors import ServiceError
from oci_simulator.cloud.kinds import IDS, MANAGING, OVERWRITING, Kind, forms, key, kind, new_id
from oci_simulator.cloud.registry import Moment
from oci_simulator.cloud.store import Object, Store
from oci_simulator.cloud.tag_defaults import with_defaults
from oci_simulator.facts import Attribute, find


class Objects:
    """What exists. Each change is one transaction, or a part of the caller's."""

    def __init__(self, store: Store) -> None:
        behaviours.load()
        self.store = store

    def look(self, type_name: str, region: str, identity: str) -> Object | None:
        """The object with an id, also with one as an import writes it."""
        what = kind(type_name)
        for each in forms(what, identity):
            thing = self.store.get(key(what, region, each))
            if thing is not None and thing.type == what.type and thing.region in {"", region}:
                return thing
        return None

    def make(self, type_name: str, region: str, values: Mapping[str, Any], *, owner: str | None = None) -> Object:
        """Makes an object with all that comes into being with it.

        Raises:
            ServiceError: a reference that does not exist, a name that is taken, a value that cannot be.
        """
        what = kind(type_name)
        with self.store.change():
            given = with_defaults(self.store, what, deepcopy(dict(values)), is_part=owner is not None)
            moment = Moment(self, region, _named(what, given), {})
            check_references(self.store, values)
            self._decide(what, moment)
            identity = moment.values.get("id") or new_id(what, region, moment.values)
            moment.key = key(what, region, identity)
            there = self.store.get(moment.key)
            if there is not None and what.type in MANAGING:
                return self.change(there, values)
            if there is not None and what.type not in OVERWRITING:
                raise ServiceError(409, "Conflict", f"{identity} already exists")
            moment.values = _filled(what, {**moment.values, "id": identity})
            place = "" if what.is_global else region
            return self._written(what, moment, values, (place, owner), (*registry.MADE[what.type],))

    def change(self, thing: Object, values: Mapping[str, Any], *, force: bool = False) -> Object:
        """Writes new values into an object; what is not among them stays, unless only people give it.

        Raises:
            ServiceError: as for `make`; not for a reference that does not exist with `force`.
        """
        what = kind(thing.type)
        with self.store.change():
            if not force:
                check_references(self.store, values, thing.data)
            kept = {name: value for name, value in thing.data.items() if name in values or _stays(what, name)}
            merged = deepcopy({**kept, **_with_former(what, values, thing.data), "id": thing.data["id"]})
            moment = Moment(self, thing.region, merged, thing.data, thing.id)
            self._decide(what, moment)
            moment.values = _filled(what, moment.values)
            self._renamed(what, moment, thing)
            return self._written(what, moment, values, (thing.region, thing.owner), ())

    def patch(self, thing: Object, edits: Mapping[str, Any], *, force: bool = False) -> Object:
        """As `change`, and all that `edits` does not name stays."""
        return self.change(thing, {**thing.data, **edits}, force=force)

    def remove(self, thing: Object, *, force: bool = False) -> None:
        """Removes an object with all that it owns.

        Raises:
            ServiceError: 409, it is in use (unless `force`).
        """
        with self.store.change():
            if not force:
                check_unused(self.store, thing)
            moment = Moment(self, thing.region, dict(thing.data), thing.data, thing.id, is_forced=force)
            for go in registry.GONE[thing.type]:
                go(moment)
            for identity in family(self.store, thing):
                self.store.remove(identity)
            for come in registry.LEFT[thing.type]:
                come(moment)

    def _renamed(self, what: Kind, moment: Moment, thing: Object) -> None:
        """An object whose new name is in its id leaves the old place."""
        moment.key = key(what, thing.region, moment.values["id"])
        if moment.key == thing.id:
            return
        if self.store.get(moment.key) is not None:
            raise ServiceError(409, "Conflict", f"{moment.values['id']} already exists")
        self.store.remove(thing.id)

    def _decide(self, what: Kind, moment: Moment) -> None:
        for decide in registry.DECIDES[what.type]:
            decide(moment)
        check_unique(self.store, what, moment.region, moment.values, moment.key)

    def _written(
        self,
        what: Kind,
        moment: Moment,
        configured: Mapping[str, Any],
        place: tuple[str, str | None],
        first: tuple[registry.Behaviour, ...],
    ) -> Object:
        """The object in the store, after everything that follows from it; `place` is its region and owner."""
        region, owner = place
        self.store.put(Object(moment.key, what.type, region, moment.values, owner))
        for come in (*first, *registry.CHANGED[what.type]):
            come(moment)
        facts = find("resources", what.type)
        shown = prune(facts, moment.values, configured) if facts else dict(moment.values)
        thing = Object(moment.key, what.type, region, shown, owner)
        self.store.put(thing)
        return thing


def _stays(what: Kind, name: str) -> bool:
    """Whether a value that an update does not name is kept: not if only people give it one, and may leave it."""
    facts = find("resources", what.type)
    known = (facts.attributes.get(name) or facts.blocks.get(name)) if facts else None
    return known is None or known.computed or (isinstance(known, Attribute) and known.required)


def _named(what: Kind, values: dict[str, Any]) -> dict[str, Any]:
    """The values with the names that a service gives what has none, which others are then called after."""
    facts = find("resources", what.type) if what.type not in IDS else None  # a name in an id is the service's
    for name in ("display_name", "name"):
        attribute = facts.attributes.get(name) if facts else None
        if attribute is not None and attribute.computed and values.get(name) is None:
            values[name] = chosen(name, attribute, what)
    return values


def _with_former(what: Kind, values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """New values, and in nested blocks what the service has chosen before."""
    facts = find("resources", what.type)
    return former(facts, values, before) if facts else dict(values)


def _filled(what: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    facts = find("resources", what.type)
    return fill(facts, values, what) if facts else dict(values)
