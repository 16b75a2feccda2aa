"""Faults, latencies and quotas that somebody has set: they hold for types by pattern, and for operations."""

from __future__ import annotations

import threading
import time
from fnmatch import fnmatchcase
from typing import Any

from oci_simulator.cloud.errors import ServiceError
from oci_simulator.cloud.store import Store

ANY, TIMEOUT = "*", "OperationTimeout"
OPERATIONS = ("create", "read", "update", "delete", "list", "configure")
DEFAULT_MESSAGES = {
    "TooManyRequests": "Tenancy request rate limit exceeded. Please retry later.",
    "LimitExceeded": "The following service limits were exceeded. Request a service limit increase from the service "
    "limits page in the console.",
    "InternalError": "Internal error occurred",
    "InternalServerError": "Internal Server Error",
    "OutOfHostCapacity": "Out of host capacity.",
    "NotAuthenticated": "The required information to complete authentication was not provided or was incorrect.",
    "NotAuthorizedOrNotFound": "Authorization failed or requested resource not found.",
    "IncorrectState": "The requested state conflicts with the present state of the resource.",
    "GatewayTimeout": "The service did not answer in time.",
    "ServiceUnavailable": "The service is currently unavailable.",
}

# Codes and their HTTP statuses, https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm
STATUSES = {
    "LimitExceeded": 400,
    "InvalidParameter": 400,
    "NotAuthenticated": 401,
    "NotAuthorizedOrNotFound": 404,
    "IncorrectState": 409,
    "TooManyRequests": 429,
    "InternalServerError": 500,
    "InternalError": 500,
    "OutOfHostCapacity": 500,
    "ServiceUnavailable": 503,
    "GatewayTimeout": 504,
}


class Conditions:
    """What somebody wants to go wrong, or slowly."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add_fault(self, type_name: str, operation: str, fault: dict[str, Any]) -> None:
        """A fault: `status`, `code`, `message`, `times` (None: for ever), `after` the effect."""
        self._store.set_condition("fault", type_name, operation, fault)

    def set_latency(self, type_name: str, operation: str, seconds: float) -> None:
        """How long an operation takes."""
        self._store.set_condition("latency", type_name, operation, {"seconds": seconds})

    def set_quota(self, type_name: str, limit: int) -> None:
        """How many of a type there may be, in all regions together."""
        self._store.set_condition("quota", type_name, "", {"limit": limit})

    def clear(self, kind: str, type_name: str | None = None, operation: str | None = None) -> int:
        """Takes back what is set of a kind, for a type or for all; how many."""
        with self._store.change():
            unwanted = [
                number
                for number, pattern, wanted, _ in self._store.conditions(kind)
                if type_name in {None, pattern} and operation in {None, wanted}
            ]
            for number in unwanted:
                self._store.replace_condition(number, None)
        return len(unwanted)

    def fault(self, type_name: str, operation: str, *, after: bool) -> ServiceError | None:
        """The fault that happens now, counted down."""
        if not self._store.conditions("fault"):
            return None  # spares the readers of a quiet cloud a transaction each
        with self._store.change():
            for number, pattern, wanted, fault in self._store.conditions("fault"):
                if _holds(pattern, wanted, type_name, operation) and bool(fault.get("after")) == after:
                    self._count_down(number, fault)
                    return ServiceError(fault["status"], fault["code"], fault["message"])
        return None

    def _count_down(self, number: int, fault: dict[str, Any]) -> None:
        times = fault.get("times")
        if times is not None:
            self._store.replace_condition(number, {**fault, "times": times - 1} if times > 1 else None)

    def wait(self, type_name: str, operation: str, timeout: float | None, stop: threading.Event | None) -> None:
        """Takes as long as somebody wants this to take.

        Raises:
            ServiceError: the timeout of the resource is over, or Terraform asks to stop.
        """
        for _, pattern, wanted, latency in self._store.conditions("latency"):
            if _holds(pattern, wanted, type_name, operation):
                _pause(float(latency["seconds"]), timeout, stop)
                return

    def check_quota(self, type_name: str, count: int) -> None:
        """Room for one more.

        Raises:
            ServiceError: 400-LimitExceeded.
        """
        for _, pattern, _, quota in self._store.conditions("quota"):
            if fnmatchcase(type_name, pattern) and count >= int(quota["limit"]):
                limit = type_name.removeprefix("oci_").replace("_", "-") + "-count"
                text = f"{DEFAULT_MESSAGES['LimitExceeded']} {limit} ({quota['limit']})"
                raise ServiceError(400, "LimitExceeded", text)


def _holds(pattern: str, wanted: str, type_name: str, operation: str) -> bool:
    return fnmatchcase(type_name, pattern) and wanted in {ANY, operation}


def _pause(seconds: float, timeout: float | None, stop: threading.Event | None) -> None:
    late = timeout is not None and timeout < seconds
    until = time.monotonic() + (min(seconds, timeout) if timeout is not None else seconds)
    stopped = (stop or threading.Event()).wait(max(0.0, until - time.monotonic()))
    if stopped:
        raise ServiceError(500, "OperationStopped", "the operation was stopped while it waited for the service")
    if late:
        text = f"timeout while waiting for state to become 'AVAILABLE' (timeout: {timeout:g}s)"
        raise ServiceError(504, TIMEOUT, text)
