"""Who answers which call of the protocol, and with which message. Imported by the first call that needs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from oci_simulator import facts
from oci_simulator.protocol import apply, configure, data_sources, resources, schema
from oci_simulator.protocol.answers import guarded
from oci_simulator.protocol.desk import Desk, FindPlace
from oci_simulator.protocol.messages import message

Handler = Callable[[Any, Any], Any]
_WITHOUT_DIAGNOSTICS = {"Empty", "StopResponse"}


def answer(name: str, desk: Desk, find_place: FindPlace, data: bytes, context: Any) -> bytes:
    """The serialized response to a serialized request."""
    request_name, handler, response_name = _calls(desk, find_place)[name]
    request = message(request_name).FromString(data)
    if response_name not in _WITHOUT_DIAGNOSTICS:
        handler = guarded(response_name, handler)
    found: bytes = handler(request, context).SerializeToString()
    return found


def _calls(desk: Desk, find_place: FindPlace) -> dict[str, tuple[str, Handler, str]]:
    """Call -> name of the request message, handler, name of the response message."""
    return {
        "GetMetadata": ("Empty", _metadata, "GetMetadataResponse"),
        "GetFunctions": ("Empty", lambda _request, _context: message("Empty")(), "Empty"),
        "ValidateProviderConfig": (
            "ValidateProviderConfigRequest",
            configure.validate_provider,
            "ValidateProviderConfigResponse",
        ),
        "ConfigureProvider": (
            "ConfigureRequest",
            partial(configure.configure, desk, find_place),
            "DiagnosticsResponse",
        ),
        "ValidateResourceConfig": ("ValidateRequest", resources.validate_config, "DiagnosticsResponse"),
        "ValidateDataResourceConfig": ("ValidateRequest", data_sources.validate_config, "DiagnosticsResponse"),
        "UpgradeResourceState": (
            "UpgradeResourceStateRequest",
            resources.upgrade_state,
            "UpgradeResourceStateResponse",
        ),
        "ReadResource": ("ReadResourceRequest", partial(resources.read, desk), "ReadResourceResponse"),
        "PlanResourceChange": ("PlanRequest", resources.plan, "PlanResponse"),
        "ApplyResourceChange": ("ApplyRequest", partial(apply.apply, desk), "ApplyResponse"),
        "ImportResourceState": ("ImportRequest", resources.import_state, "ImportResponse"),
        "MoveResourceState": ("MoveRequest", resources.move_state, "MoveResponse"),
        "ReadDataSource": ("ReadDataSourceRequest", partial(data_sources.read, desk), "ReadDataSourceResponse"),
        "StopProvider": ("Empty", partial(_stop, desk), "StopResponse"),
    }


def _metadata(_request: Any, _context: Any) -> Any:
    response = message("GetMetadataResponse")()
    schema.set_capabilities(response.server_capabilities)
    for name in facts.names("resources"):
        response.resources.add(type_name=name)
    for name in facts.names("data"):
        response.data_sources.add(type_name=name)
    return response


def _stop(desk: Desk, _request: Any, context: Any) -> Any:
    """Terraform was interrupted: what waits in the cloud ends."""
    desk.sessions.stop(context.peer())
    return message("StopResponse")()
