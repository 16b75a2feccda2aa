"""The calls about the provider block: its arguments, the warning that all this is simulated, the refusals."""

from __future__ import annotations

import os
from typing import Any

from oci_simulator.cloud import ServiceError
from oci_simulator.planning.values import Unknown
from oci_simulator.protocol.backend_guard import refusal
from oci_simulator.protocol.codec import decode_object
from oci_simulator.protocol.desk import Desk, FindPlace
from oci_simulator.protocol.diagnostics import WARNING, diagnostic, service_error
from oci_simulator.protocol.messages import message
from oci_simulator.protocol.provider_schema import DEFAULT_REGION, PROVIDER, text_of
from oci_simulator.protocol.session import Session

NOTICE = "Simulated OCI: nothing is created in Oracle Cloud"


def validate_provider(_request: Any, _context: Any) -> Any:
    """Nothing that the schema has not said."""
    return message("ValidateProviderConfigResponse")()


def configure(desk: Desk, find_place: FindPlace, request: Any, context: Any) -> Any:
    """A session for the connection, or why there is none."""
    place = find_place(context.peer())
    reason = refusal(place) if place else None
    if reason:
        return _refused("Simulated OCI needs a local backend", reason)
    environment = place.environment if place else os.environ
    config = decode_object(PROVIDER, request.config.msgpack) or {}
    if isinstance(config.get("region"), Unknown):
        return _refused("Region not known yet", "The provider's region must not come from a resource of the same run.")
    region = text_of(config, "region", environment) or DEFAULT_REGION
    try:
        desk.cloud.configure(region, text_of(config, "tenancy_ocid", environment))
    except ServiceError as error:
        problem = service_error(error, "oci_identity_region_subscription", "list", desk.version)
        return message("DiagnosticsResponse")(diagnostics=[problem])
    ignored = frozenset(tag for tag in config.get("ignore_defined_tags") or () if isinstance(tag, str))
    folder = place.folder if place else None
    desk.sessions.configure(context.peer(), Session(region=region, folder=folder, ignored_tags=ignored))
    detail = "The provider is oci_simulator. Its cloud is one file; `oci-simulator list` shows what is in it."
    return message("DiagnosticsResponse")(diagnostics=[diagnostic(NOTICE, detail, WARNING)])


def _refused(summary: str, detail: str) -> Any:
    return message("DiagnosticsResponse")(diagnostics=[diagnostic(summary, detail)])
