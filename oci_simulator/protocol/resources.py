"""The calls about one resource that change nothing: check, upgrade, read, plan, import, move."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud import ServiceError
from oci_simulator.planning.composition import compose
from oci_simulator.planning.durations import parse_duration
from oci_simulator.planning.ignored_tags import hide_ignored
from oci_simulator.planning.plan import plan_resource
from oci_simulator.planning.values import empty_object
from oci_simulator.protocol.answers import find_type, value
from oci_simulator.protocol.codec import decode_json, decode_object
from oci_simulator.protocol.desk import Desk
from oci_simulator.protocol.diagnostics import attribute_path, diagnostic, service_error
from oci_simulator.protocol.messages import message


def validate_config(request: Any, _context: Any) -> Any:
    """Problems of a resource's configuration that the schema cannot tell."""
    response = message("DiagnosticsResponse")()
    config = decode_object(find_type("resources", request.type_name), request.config.msgpack) or {}
    limits = config.get("timeouts")
    for name, text in (limits if isinstance(limits, dict) else {}).items():
        problem = _problem_of_duration(text) if isinstance(text, str) else None
        if problem:
            found = diagnostic("Invalid timeout", problem)
            found.attribute.CopyFrom(attribute_path(("timeouts", name)))
            response.diagnostics.append(found)
    return response


def _problem_of_duration(text: str) -> str | None:
    try:
        parse_duration(text)
    except ValueError as error:
        return str(error)
    return None


def upgrade_state(request: Any, _context: Any) -> Any:
    """A state as it was saved, in the schema of today."""
    found = find_type("resources", request.type_name)
    if not request.raw_state.json:
        problem = diagnostic("State too old", f"{request.type_name}: states of Terraform before 0.12 cannot be read")
        return message("UpgradeResourceStateResponse")(diagnostics=[problem])
    return message("UpgradeResourceStateResponse")(upgraded_state=value(decode_json(found, request.raw_state.json)))


def read(desk: Desk, request: Any, context: Any) -> Any:
    """What exists now; null when it is gone, so that Terraform plans it anew."""
    found, session = find_type("resources", request.type_name), desk.session(context)
    state = decode_object(found, request.current_state.msgpack) or {}
    response = message("ReadResourceResponse")(new_state=request.current_state, private=request.private)
    try:
        actual = desk.cloud.read(found.name, session.region, str(state.get("id") or ""))
    except ServiceError as error:
        response.diagnostics.append(service_error(error, found.name, "get", desk.version))
        return response
    shown = None if actual is None else compose(found, hide_ignored(actual, state, session.ignored_tags), state)
    response.new_state.CopyFrom(value(shown))
    return response


def plan(request: Any, _context: Any) -> Any:
    """What will be; see `oci_simulator.planning.plan`."""
    response = message("PlanResponse")(planned_private=request.prior_private, legacy_type_system=True)
    found = find_type("resources", request.type_name)
    config = decode_object(found, request.config.msgpack)
    if config is None:  # a destroy: only asked with the capability plan_destroy
        response.planned_state.CopyFrom(request.proposed_new_state)
        return response
    made = plan_resource(found, decode_object(found, request.prior_state.msgpack), config)
    response.planned_state.CopyFrom(value(made.planned))
    response.requires_replace.extend(attribute_path(path) for path in made.requires_replace)
    return response


def import_state(request: Any, _context: Any) -> Any:
    """An object of which only the id is known; Terraform reads it next and says when nothing is there."""
    found = find_type("resources", request.type_name)
    if not found.import_form:
        problem = diagnostic("Import not supported", f"resource {found.name} doesn't support import")
        return message("ImportResponse")(diagnostics=[problem])
    state = {**empty_object(found), "id": request.id}
    if found.timeouts:
        state["timeouts"] = None
    imported = message("ImportedResource")(type_name=found.name, state=value(state))
    return message("ImportResponse")(imported_resources=[imported])


def move_state(request: Any, _context: Any) -> Any:
    """The state of the same type of another address of this provider, such as hashicorp/oci."""
    source = request.source_provider_address
    if request.source_type_name != request.target_type_name or not source.endswith("/oci"):
        text = f"{request.source_type_name} of {source} cannot become {request.target_type_name}"
        return message("MoveResponse")(diagnostics=[diagnostic("Move not supported", text)])
    found = find_type("resources", request.target_type_name)
    state = decode_json(found, request.source_state.json)
    return message("MoveResponse")(target_state=value(state), target_private=request.source_private)
