"""The names of the protocol's calls. Calls that are not here answer UNIMPLEMENTED, which is legal."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import grpc

from oci_simulator.protocol.desk import Desk, FindPlace
from oci_simulator.protocol.schema_file import schema_bytes

RawMethod = Callable[[bytes, Any], bytes]
CALLS = (
    *("GetMetadata", "GetFunctions", "ValidateProviderConfig", "ConfigureProvider", "StopProvider"),
    *("ValidateResourceConfig", "UpgradeResourceState", "ReadResource", "PlanResourceChange", "ApplyResourceChange"),
    *("ImportResourceState", "MoveResourceState", "ValidateDataResourceConfig", "ReadDataSource"),
)
_SERVING = b"\x08\x01"  # grpc.health.v1.HealthCheckResponse with status 1


def generic_handlers(desk: Desk, find_place: FindPlace, *, may_shut_down: bool) -> tuple[Any, ...]:
    """The three services of a Terraform provider: the provider, go-plugin's controller, the health check."""
    methods: dict[str, RawMethod] = {name: partial(_answer, name, desk, find_place) for name in CALLS}
    methods["GetProviderSchema"] = lambda _request, _context: schema_bytes(desk.cache_folder)
    return (
        _handlers("tfplugin6.Provider", methods),
        _handlers("plugin.GRPCController", {"Shutdown": _shut_down if may_shut_down else _stay}),
        _handlers("grpc.health.v1.Health", {"Check": lambda _request, _context: _SERVING}),
    )


def _handlers(service: str, methods: dict[str, RawMethod]) -> Any:
    raw = {name: grpc.unary_unary_rpc_method_handler(method) for name, method in methods.items()}
    return grpc.method_handlers_generic_handler(service, raw)


def _answer(name: str, desk: Desk, find_place: FindPlace, data: bytes, context: Any) -> bytes:
    from oci_simulator.protocol import calls  # noqa: PLC0415  # start time: the handshake needs none of it

    return calls.answer(name, desk, find_place, data, context)


def _shut_down(_request: bytes, context: Any) -> bytes:
    # Once the answer is out: an interpreter's own shutdown would wait for threads, and Terraform for us.
    context.add_callback(lambda: os._exit(0))
    return b""


def _stay(_request: bytes, _context: Any) -> bytes:
    """A server that others have joined as well does not end with one of them."""
    return b""
