"""Data sources: the arguments go to the cloud, filters are applied here, as the real provider does."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from oci_simulator.cloud import ServiceError
from oci_simulator.facts import TypeFacts
from oci_simulator.planning.coercion import coerce
from oci_simulator.planning.filters import filtered
from oci_simulator.planning.requests import request_values
from oci_simulator.planning.values import elements
from oci_simulator.protocol.answers import find_type, value
from oci_simulator.protocol.codec import decode_object
from oci_simulator.protocol.desk import Desk
from oci_simulator.protocol.diagnostics import diagnostic, service_error
from oci_simulator.protocol.messages import message

Tree = Mapping[str, Any]


def validate_config(_request: Any, _context: Any) -> Any:
    """Nothing that the schema has not said."""
    return message("DiagnosticsResponse")()


def read(desk: Desk, request: Any, context: Any) -> Any:
    """What the cloud finds for the arguments."""
    found, session = find_type("data", request.type_name), desk.session(context)
    config = decode_object(found, request.config.msgpack) or {}
    arguments = {name: part for name, part in request_values(found, config).items() if name != "filter"}
    try:
        answer = desk.cloud.search(found.name, session.region, arguments)
        state = _state(found, config, arguments, answer)
    except ServiceError as error:
        problem = service_error(error, found.name, "list" if "filter" in found.blocks else "get", desk.version)
        return message("ReadDataSourceResponse")(diagnostics=[problem])
    except ValueError as error:
        return message("ReadDataSourceResponse")(diagnostics=[diagnostic("Invalid data source", str(error))])
    return message("ReadDataSourceResponse")(state=value(state))


def _state(found: TypeFacts, config: Tree, arguments: Tree, answer: Tree) -> dict[str, Any]:
    state = dict(config)
    filters = elements(config.get("filter"))
    for name, attribute in found.attributes.items():
        if not attribute.required and state.get(name) is None:
            part = coerce(attribute.type, answer.get(name), name)
            state[name] = _apply_filters(attribute.type, part, filters)
    # A list has no id of its own, whatever the cloud says.
    if "id" in found.attributes and ("filter" in found.blocks or not state.get("id")):
        state["id"] = _made_id(found.name, arguments, config)
    return state


def _apply_filters(cty: Any, collection: Any, filters: list[dict[str, Any]]) -> Any:
    """A collection of objects without what the filters hold back; newer data sources have it one level down."""
    is_collection = isinstance(cty, list) and cty[0] == "list" and isinstance(cty[1], list) and cty[1][0] == "object"
    if not filters or not is_collection or not collection:
        return collection
    if set(cty[1][1]) == {"items"}:
        return [{"items": filtered(page["items"] or (), filters)} for page in collection]
    return filtered(collection, filters)


def _made_id(name: str, arguments: Tree, config: Tree) -> str:
    """An id that stays the same for the same question, as the real provider makes it from a checksum."""
    question = json.dumps([arguments, elements(config.get("filter"))], sort_keys=True, default=str)
    words = "".join(part.capitalize() for part in name.removeprefix("oci_").split("_"))
    return f"{words}DataSource-{zlib.crc32(question.encode())}"
