"""The simulated cloud, as the provider and the console use it: its objects, and what somebody wants to go wrong."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from oci_simulator.cloud import adoption, search
from oci_simulator.cloud.checks import check_known
from oci_simulator.cloud.conditions import TIMEOUT, Conditions
from oci_simulator.cloud.errors import ServiceError, not_found
from oci_simulator.cloud.kinds import ADOPTING, MANAGING, kind
from oci_simulator.cloud.objects import Objects
from oci_simulator.cloud.store import Object, Store

TERRAFORM, CONSOLE = "terraform", "console"


class Cloud:
    """One cloud in one file; many threads and processes may use it at once.

    `timeout` is in seconds; `stop` ends an operation that waits for a latency.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.objects = Objects(store)
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
        self._before("provider", "configure")

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
            ServiceError: the service refuses; with `created` where the object exists all the same, which it also does
                when the timeout ends the waiting for it.
        """
        overdue = self._overdue(type_name, timeout, stop)
        self._fault(type_name, "create", after=False)
        thing = self._made(type_name, region, values, actor)
        late = overdue or self.conditions.fault(type_name, "create", after=True)
        if late is not None:
            late.created = adoption.shown(type_name, thing)
            raise late
        return adoption.shown(type_name, thing)

    def read(self, type_name: str, region: str, id: str) -> dict[str, Any] | None:  # noqa: A002 - as everywhere in OCI
        """The object, None when it is gone.

        Raises:
            ServiceError: a fault that somebody has set.
        """
        self._before(type_name, "read")
        thing = self.objects.look(type_name, region, id)
        return adoption.shown(type_name, thing) if thing else None

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
            thing = self.objects.look(type_name, region, id)
            if thing is None:
                raise not_found(id)
            changed = adoption.manage(self.objects, type_name, thing, values)
            self.store.note(actor, "update", changed)
        self._fault(type_name, "update", after=True)
        return adoption.shown(type_name, changed)

    def delete(
        self,
        type_name: str,
        region: str,
        id: str,  # noqa: A002 - as in read
        *,
        actor: str = TERRAFORM,
        timeout: float | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        """Removes an object; one that is gone already is no trouble.

        Raises:
            ServiceError: it is in use.
        """
        self._before(type_name, "delete", timeout, stop)
        with self.store.change():
            thing = self.objects.look(type_name, region, id)
            if thing is not None and type_name in ADOPTING:
                adoption.manage(self.objects, type_name, thing, adoption.RESET[type_name])
                self.store.note(actor, "update", thing, f"no {type_name} any more")
            elif thing is not None and (thing.owner is None or type_name not in MANAGING):
                self.objects.remove(thing)
                self.store.note(actor, "delete", thing)
        self._fault(type_name, "delete", after=True)

    def search(self, type_name: str, region: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """What a data source answers for these arguments: its computed attributes.

        Raises:
            ServiceError: one thing was asked for by its id and is not there; or a fault.
        """
        self._before(type_name, "list")
        return search.answer(self.objects, type_name, region, arguments)

    def edit(self, thing: Object, edits: Mapping[str, Any], note: str = "", *, force: bool = False) -> Object:
        """What a person changes in the console: no fault, no latency, the same checks.

        With `force` it may name what does not exist.

        Raises:
            ServiceError: the service refuses.
        """
        with self.store.change():
            if not force:
                check_known(self.store, edits, thing.data)
            changed = self.objects.patch(thing, edits, force=force)
            self.store.note(CONSOLE, "update", changed, note)
        return changed

    def remove(self, thing: Object, *, force: bool = False) -> None:
        """What a person removes in the console; with `force` whoever refers to it is left with a dead reference.

        Raises:
            ServiceError: 409, it is in use.
        """
        with self.store.change():
            self.objects.remove(thing, force=force)
            self.store.note(CONSOLE, "delete", thing, "forced" if force else "")

    def _made(self, type_name: str, region: str, values: Mapping[str, Any], actor: str) -> Object:
        with self.store.change():
            if type_name in ADOPTING:
                thing = adoption.adopt(self.objects, type_name, values)
                self.store.note(actor, "update", thing, f"as {type_name}")
                return thing
            what = kind(type_name)
            self.conditions.check_quota(what.type, self.store.count(what.type))
            thing = self.objects.make(type_name, region, values)
            self.store.note(actor, "create", thing)
        return thing

    def _overdue(self, type_name: str, timeout: float | None, stop: threading.Event | None) -> ServiceError | None:
        """Waits for a create; the timeout when it is over, at which the service has the object already."""
        try:
            self.conditions.wait(type_name, "create", timeout, stop)
        except ServiceError as error:
            if error.code != TIMEOUT:
                raise
            return error
        return None

    def _before(
        self, type_name: str, operation: str, timeout: float | None = None, stop: threading.Event | None = None
    ) -> None:
        self.conditions.wait(type_name, operation, timeout, stop)
        self._fault(type_name, operation, after=False)

    def _fault(self, type_name: str, operation: str, *, after: bool) -> None:
        fault = self.conditions.fault(type_name, operation, after=after)
        if fault is not None:
            raise fault
