"""The call that changes the cloud: create, update and delete, and what is saved when they fail half way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from oci_simulator.cloud import ServiceError
from oci_simulator.facts import TypeFacts
from oci_simulator.planning.coercion import CoercionError
from oci_simulator.planning.composition import compose
from oci_simulator.planning.durations import limit_seconds
from oci_simulator.planning.ignored_tags import hide_ignored, keep_ignored
from oci_simulator.planning.requests import request_values
from oci_simulator.planning.sources import with_files
from oci_simulator.protocol import compartments
from oci_simulator.protocol.answers import find_type, value
from oci_simulator.protocol.codec import decode_object
from oci_simulator.protocol.desk import Desk
from oci_simulator.protocol.diagnostics import diagnostic, service_error
from oci_simulator.protocol.messages import message
from oci_simulator.protocol.session import Session

Tree = Mapping[str, Any]


def apply(desk: Desk, request: Any, context: Any) -> Any:
    """The new state; after an error what exists nevertheless, which Terraform then marks as tainted."""
    found, session = find_type("resources", request.type_name), desk.session(context)
    prior = decode_object(found, request.prior_state.msgpack)
    planned = decode_object(found, request.planned_state.msgpack)
    operation = "create" if prior is None else "update" if planned is not None else "delete"
    response = message("ApplyResponse")(private=request.planned_private, legacy_type_system=True)
    try:
        actual = _change(desk, session, found, prior, planned)
    except ServiceError as error:
        response.diagnostics.append(service_error(error, found.name, operation, desk.version))
        actual = error.created
        if actual is None:  # nothing happened: the state stays as it was
            response.new_state.CopyFrom(value(prior))
            return response
    _save(response, found, session, planned, actual)
    return response


def _save(response: Any, found: TypeFacts, session: Session, planned: Tree | None, actual: Tree | None) -> None:
    """Puts what exists into the response: an object that was made must not be lost, whatever it looks like."""
    if actual is None:
        response.new_state.CopyFrom(value(None))
        return
    try:
        shown = compose(found, hide_ignored(actual, planned, session.ignored_tags), planned)
    except CoercionError as error:
        response.diagnostics.append(diagnostic("The cloud answered what the schema does not have", str(error)))
        shown = compose(found, {**request_values(found, planned or {}), "id": actual.get("id")}, planned)
    response.new_state.CopyFrom(value(shown))


def _change(
    desk: Desk, session: Session, found: TypeFacts, prior: Tree | None, planned: Tree | None
) -> dict[str, Any] | None:
    """The object after the change, `None` after a delete."""
    place, stop = (found.name, session.region), session.stop
    if planned is None:
        if compartments.stays(found.name, prior):
            return None
        limit = limit_seconds((prior or {}).get("timeouts"), "delete")
        desk.cloud.delete(*place, _id(prior), timeout=limit, stop=stop)
        return None
    values = with_files(found.name, request_values(found, planned), session.folder)
    if prior is None:
        limit = limit_seconds(planned.get("timeouts"), "create")
        create = partial(desk.cloud.create, *place, values, timeout=limit, stop=stop)
        return compartments.made(desk.cloud, session.region, values, create) if _is_compartment(found) else create()
    if session.ignored_tags:
        values = keep_ignored(values, desk.cloud.read(*place, _id(prior)), session.ignored_tags)
    limit = limit_seconds(planned.get("timeouts"), "update")
    return desk.cloud.update(*place, _id(prior), values, timeout=limit, stop=stop)


def _is_compartment(found: TypeFacts) -> bool:
    return found.name == compartments.TYPE


def _id(prior: Tree | None) -> str:
    return str((prior or {}).get("id") or "")
