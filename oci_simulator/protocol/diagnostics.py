"""What Terraform prints: errors in the form that the real provider has, with what to do about them."""

from __future__ import annotations

import uuid
from typing import Any, Protocol

from oci_simulator.protocol.messages import message

ERROR, WARNING = 1, 2
_ADVICE = {
    400: "Please update the parameter(s) in the Terraform config as per error message {message}",
    401: "Please check the credentials of the provider",
    404: "Either the resource has been deleted or service {service} need policy to access this resource",
    409: "The resource is in a conflicted state. Please retry or contact support for help with service: {service}",
    412: "The resource was changed since it was read. Please run the plan again",
    429: "You have exceeded the number of requests that service {service} allows. Please retry later",
    500: "The service for this resource encountered an error. Please contact support for help with service: {service}",
}
_ADVICE_BY_CODE = {
    "LimitExceeded": "Request a service limit increase for this resource {service}",
    "QuotaExceeded": "Your administrator can adjust the compartment quota for {service}",
    "OutOfHostCapacity": "The shape has no capacity here. Please try another availability domain or shape",
}


class Refusal(Protocol):
    """What a `ServiceError` of the cloud has."""

    status: int
    code: str
    message: str


def diagnostic(summary: str, detail: str = "", severity: int = ERROR) -> Any:
    """One message for people."""
    return message("Diagnostic")(severity=severity, summary=summary, detail=detail)


def service_error(error: Refusal, type_name: str, operation: str, version: str = "") -> Any:
    """The answer of a service as the real provider prints it (its `tfresource/crud_errors.go`): all in the summary."""
    service, noun = service_and_noun(type_name)
    advice = _ADVICE_BY_CODE.get(error.code) or _ADVICE.get(error.status, _ADVICE[500])
    lines = (
        f"{error.status}-{error.code}, {error.message}",
        f"Suggestion: {advice.format(service=service, message=error.message)}",
        f"Documentation: oci_{type_name.removeprefix('oci_')} in the provider's documentation",
        f"Provider version: {version or 'unknown'} (simulated)",
        f"Service: {service}",
        f"Operation Name: {operation.capitalize()}{noun}",
        f"OPC request ID: ocsim/{uuid.uuid4().hex.upper()}",
    )
    return diagnostic(" \n".join(lines))


def service_and_noun(type_name: str) -> tuple[str, str]:
    """`oci_core_route_table` -> `Core Route Table`, `RouteTable`."""
    words = [word.capitalize() for word in type_name.removeprefix("oci_").split("_")]
    return " ".join(words), "".join(words[1:] or words)


def attribute_path(steps: tuple[str | int, ...]) -> Any:
    """A path into an object; index 0 is written, since the step is a member of a oneof."""
    path = message("AttributePath")()
    for step in steps:
        added = path.steps.add()
        if isinstance(step, int):
            added.element_key_int = step
        else:
            added.attribute_name = step
    return path
