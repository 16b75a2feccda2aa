"""The names of the protocol's calls and who answers them. Calls that are not here answer UNIMPLEMENTED, which is legal."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import grpc

from oci_simulator import facts
from oci_simulator.protocol import apply, configure, data_sources, resources, schema
from oci_simulator.protocol.configure import FindPlace
from oci_simulator.protocol.desk import Desk, guarded
from oci_simulator.protocol.messages import message

Handler = Callable[[Any, Any], Any]
_SERVING = 1


def generic_handlers(desk: Desk, find_place: FindPlace, *, may_shut_down: bool) -> tuple[Any, ...]:
    """The three services of a Terraform provider: the provider, go-plugin's controller, the health check."""
    calls = _provider_calls(desk, find_place)
    methods = {name: _method(request, handler, response) for name, (request, handler, response) in calls.items()}
    raw = grpc.unary_unary_rpc_method_handler(lambda _request, _context: schema.schema_bytes(desk.cache_folder))
    methods["GetProviderSchema"] = raw
    return (
        grpc.method_handlers_generic_handler("tfplugin6.Provider", methods),
        grpc.method_handlers_generic_handler("plugin.GRPCController", {"Shutdown": _shutdown(may_shut_down)}),
        grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": _health()}),
    )


def _provider_calls(desk: Desk, find_place: FindPlace) -> dict[str, tuple[str, Handler, str]]:
    """Call -> name of the request message, handler, name of the response message."""
    return {
        "GetMetadata": ("Empty", _metadata, "GetMetadataResponse"),
        "GetFunctions": ("Empty", lambda _request, _context: message("Empty")(), "Empty"),
        "ValidateProviderConfig": (
            "ValidateProviderConfigRequest",
            configure.validate_provider,
            "ValidateProviderConfigResponse",
        ),
        "ConfigureProvider": ("ConfigureRequest", partial(configure.configure, desk, find_place), "DiagnosticsResponse"),
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


def _method(request_name: str, handler: Handler, response_name: str) -> Any:
    answers_trouble = "diagnostics" in message(response_name).DESCRIPTOR.fields_by_name
    return grpc.unary_unary_rpc_method_handler(
        guarded(response_name, handler) if answers_trouble else handler,
        request_deserializer=message(request_name).FromString,
        response_serializer=message(response_name).SerializeToString,
    )


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


def _health() -> Any:
    healthy = message("HealthCheckResponse")(status=_SERVING).SerializeToString()
    return grpc.unary_unary_rpc_method_handler(lambda _request, _context: healthy)


def _shutdown(may_shut_down: bool) -> Any:  # noqa: FBT001
    def shut_down(_request: Any, context: Any) -> bytes:
        if may_shut_down:
            # Once the answer is out: an interpreter's own shutdown would wait for threads, and Terraform for us.
            context.add_callback(lambda: os._exit(0))
        return b""

    return grpc.unary_unary_rpc_method_handler(shut_down)
