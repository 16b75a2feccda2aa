"""A cloud in memory that fills in every computed value, also in blocks that nobody configured."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from typing import Any

from oci_simulator import facts
from oci_simulator.cloud import ServiceError
from oci_simulator.planning.values import Shape


class MemoryCloud:
    """The methods that the protocol room calls, and what they were called with."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, Any]] = {}
        self.calls: list[tuple[str, str, Any]] = []
        self.failures: list[Exception] = []
        self.additions: dict[str, Any] = {}
        self.waits: set[str] = set()
        self._ids = itertools.count(1)

    def configure(self, region: str, tenancy: str | None) -> None:
        """Notes the configuration."""
        self.calls.append(("configure", region, tenancy))

    def create(
        self,
        type_name: str,
        region: str,
        values: dict[str, Any],
        *,
        timeout: float | None = None,
        stop: threading.Event | None = None,
    ) -> dict[str, Any]:
        """The values, and something for everything that the service chooses."""
        self.calls.append(("create", type_name, {"region": region, "timeout": timeout, "values": values}))
        if type_name in self.waits and stop is not None:
            if stop.wait(60):
                raise ServiceError(500, "Cancelled", "the operation was stopped")
            raise ServiceError(504, "GatewayTimeout", "nobody stopped the operation")
        one = f"ocid1.{type_name}.ocsim..{next(self._ids)}"
        found = facts.find("resources", type_name)
        assert found is not None
        made = {**fill(found, values), **self.additions, "id": one}
        if self.failures:
            failure = self.failures.pop(0)
            if isinstance(failure, ServiceError) and failure.created is not None:
                self.objects[one] = failure.created = made
            raise failure
        self.objects[one] = made
        return made

    def read(self, type_name: str, region: str, id: str) -> dict[str, Any] | None:  # noqa: A002, ARG002
        """The object."""
        return self.objects.get(id)

    def update(
        self,
        type_name: str,
        region: str,
        id: str,  # noqa: A002
        values: dict[str, Any],
        *,
        timeout: float | None = None,
        stop: threading.Event | None = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        """The object with new values; what the service chose stays."""
        self.calls.append(("update", type_name, {"region": region, "timeout": timeout, "values": values}))
        if self.failures:
            raise self.failures.pop(0)
        found = facts.find("resources", type_name)
        assert found is not None
        chosen = {name: value for name, value in self.objects[id].items() if _is_computed(found, name)}
        self.objects[id] = {**fill(found, {**chosen, **values}), "id": id}
        return self.objects[id]

    def delete(
        self,
        type_name: str,
        region: str,
        id: str,  # noqa: A002
        *,
        timeout: float | None = None,
        stop: threading.Event | None = None,  # noqa: ARG002
    ) -> None:
        """Nothing is left."""
        self.calls.append(("delete", type_name, {"region": region, "timeout": timeout}))
        if self.failures:
            raise self.failures.pop(0)
        self.objects.pop(id, None)

    def search(self, type_name: str, region: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """All objects of the type whose plural the data source is."""
        self.calls.append(("search", type_name, {"region": region, "arguments": arguments}))
        mark = f"ocid1.{type_name.removesuffix('s')}.ocsim"
        items = [found for key, found in self.objects.items() if key.startswith(mark)]
        if not items:
            raise ServiceError(404, "NotAuthorizedOrNotFound", "Authorization failed or requested resource not found.")
        found = facts.find("data", type_name)
        assert found is not None
        return {name: items for name, one in found.attributes.items() if isinstance(one.type, list)}


def fill(shape: Shape, values: Mapping[str, Any], *, invented: bool = False) -> dict[str, Any]:
    """Values with every computed part present; an invented element has what is required as well."""
    found = dict(values)
    for name, attribute in shape.attributes.items():
        if found.get(name) is None and (attribute.computed or (invented and attribute.required)):
            found[name] = sample(attribute.type, name)
        if attribute.write_only:
            found.pop(name, None)
    for name, block in shape.blocks.items():
        parts = [fill(block, part) for part in found.get(name) or ()]
        wanted = block.computed or (invented and block.min > 0)
        found[name] = parts or ([fill(block, {}, invented=True)] if wanted else [])
    return found


def sample(cty: Any, name: str) -> Any:
    """A value of a type."""
    if isinstance(cty, str):
        return {"string": f"{name}-chosen", "number": 7, "bool": True}[cty]
    if cty[0] == "object":
        return {key: sample(inner, key) for key, inner in cty[1].items()}
    return {"chosen": sample(cty[1], name)} if cty[0] == "map" else [sample(cty[1], name)]


def _is_computed(found: facts.TypeFacts, name: str) -> bool:
    shape = found.attributes.get(name) or found.blocks.get(name)
    return shape is not None and shape.computed
