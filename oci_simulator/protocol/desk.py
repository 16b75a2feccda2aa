"""What the handlers of all calls share: the cloud, the sessions, and how one call becomes a response."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from oci_simulator import facts
from oci_simulator.planning.coercion import CoercionError
from oci_simulator.protocol.codec import encode
from oci_simulator.protocol.diagnostics import diagnostic
from oci_simulator.protocol.messages import message
from oci_simulator.protocol.session import NotConfiguredError, Session, Sessions

if TYPE_CHECKING:
    from oci_simulator.facts import Kind, TypeFacts

logger = logging.getLogger(__name__)
Tree = Mapping[str, Any]


class CloudDoor(Protocol):
    """What the protocol room calls of `oci_simulator.cloud.Cloud`."""

    def configure(self, region: str, tenancy: str | None) -> None:
        """Faults that somebody set for the configuration."""

    def create(
        self, type_name: str, region: str, values: dict[str, Any], *, timeout: float | None, stop: threading.Event | None
    ) -> dict[str, Any]:
        """The new object."""

    def read(self, type_name: str, region: str, id: str) -> dict[str, Any] | None:  # noqa: A002
        """The object, `None` when it is gone."""

    def update(
        self,
        type_name: str,
        region: str,
        id: str,  # noqa: A002
        values: dict[str, Any],
        *,
        timeout: float | None,
        stop: threading.Event | None,
    ) -> dict[str, Any]:
        """The object after the change."""

    def delete(
        self, type_name: str, region: str, id: str, *, timeout: float | None, stop: threading.Event | None  # noqa: A002
    ) -> None:
        """Nothing; fine when it was gone."""

    def search(self, type_name: str, region: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """The computed attributes of a data source."""


class UnknownTypeError(LookupError):
    """A type that the table does not have."""


class Desk:
    """The state of one server: `open_cloud` is called when a call first needs the cloud."""

    def __init__(self, open_cloud: Callable[[], CloudDoor], *, version: str, cache_folder: Path) -> None:
        self.version = version
        self.cache_folder = cache_folder
        self.sessions = Sessions()
        self._open_cloud = open_cloud
        self._cloud: CloudDoor | None = None
        self._lock = threading.Lock()

    @property
    def cloud(self) -> CloudDoor:
        """The cloud, opened once."""
        with self._lock:
            if self._cloud is None:
                self._cloud = self._open_cloud()
            return self._cloud

    def session(self, context: Any) -> Session:
        """The configuration that a call belongs to."""
        return self.sessions.of(context.peer())


def find_type(kind: Kind, name: str) -> TypeFacts:
    """The facts of a type.

    Raises:
        UnknownTypeError: The table has no such type.
    """
    found = facts.find(kind, name)
    if found is None:
        raise UnknownTypeError(f"{name!r} is not among the types that the simulator has (table/{kind})")
    return found


def value(tree: Any) -> Any:
    """A tree, or null, as the message that carries it."""
    return message("DynamicValue")(msgpack=encode(tree))


def guarded(response_name: str, handler: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A handler whose trouble becomes a message for people instead of "the plugin crashed"."""

    def handle(request: Any, context: Any) -> Any:
        try:
            return handler(request, context)
        except (CoercionError, NotConfiguredError, UnknownTypeError) as error:
            trouble = diagnostic("The simulator cannot answer", str(error))
        except Exception as error:
            logger.exception("%s failed", response_name.removesuffix("Response"))
            detail = f"{type(error).__name__}: {error}. This is a fault of the simulator; TF_LOG=debug shows where."
            trouble = diagnostic("The simulator failed", detail)
        return message(response_name)(diagnostics=[trouble], **_kept(request, response_name))

    return handle


def _kept(request: Any, response_name: str) -> dict[str, Any]:
    """The state that the caller had: an answer without one would make Terraform forget the resource."""
    before = {"ApplyResponse": "prior_state", "ReadResourceResponse": "current_state"}.get(response_name)
    return {"new_state": getattr(request, before)} if before else {}
