"""What the handlers of all calls share: the cloud, the sessions, and who asks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from oci_simulator.protocol.backend_guard import Place
from oci_simulator.protocol.session import Session, Sessions

Tree = dict[str, Any]
Seconds = float | None
Stop = threading.Event | None
FindPlace = Callable[[str], Place | None]  # from the address of the peer to where its Terraform works


class CloudDoor(Protocol):
    """What the protocol room calls of `oci_simulator.cloud.Cloud`; limits are seconds."""

    def configure(self, region: str, tenancy: str | None) -> None:
        """Faults that somebody set for the configuration."""

    def create(self, type_name: str, region: str, values: Tree, *, timeout: Seconds, stop: Stop) -> Tree:
        """The new object."""

    def read(self, type_name: str, region: str, id: str) -> Tree | None:  # noqa: A002
        """The object, `None` when it is gone."""

    def update(self, type_name: str, region: str, id: str, values: Tree, *, timeout: Seconds, stop: Stop) -> Tree:  # noqa: A002
        """The object after the change."""

    def delete(self, type_name: str, region: str, id: str, *, timeout: Seconds, stop: Stop) -> None:  # noqa: A002
        """Nothing; fine when it was gone."""

    def search(self, type_name: str, region: str, arguments: Tree) -> Tree:
        """The computed attributes of a data source."""


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
