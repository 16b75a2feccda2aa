"""What one connection of Terraform has configured. A server that is joined by several runs has several sessions."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

_REMEMBERED = 256  # connections; a joined server may live for days


@dataclass(frozen=True, slots=True)
class Session:
    """The configuration of one provider block; `stop` ends what waits in the cloud, `folder` is Terraform's."""

    region: str
    folder: Path | None = None
    ignored_tags: frozenset[str] = frozenset()
    stop: threading.Event = field(default_factory=threading.Event)


class NotConfiguredError(LookupError):
    """A connection that never configured the provider asks for something that needs a region."""


class Sessions:
    """The sessions by the address of the peer: the protocol has no other name for a provider block."""

    def __init__(self) -> None:
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def configure(self, peer: str, session: Session) -> None:
        """Begins a session; an earlier stop on the connection is forgotten."""
        with self._lock:
            self._sessions[peer] = session
            self._sessions.move_to_end(peer)
            while len(self._sessions) > _REMEMBERED:
                self._sessions.popitem(last=False)

    def of(self, peer: str) -> Session:
        """The session of a connection.

        A connection made anew (gRPC drops one after 30 idle minutes) has the session of the only configuration.

        Raises:
            NotConfiguredError: There is none, or several of different regions.
        """
        with self._lock:
            if peer in self._sessions:
                return self._sessions[peer]
            known = {(found.region, found.folder, found.ignored_tags): found for found in self._sessions.values()}
        if len(known) != 1:
            raise NotConfiguredError("the connection to the simulator was made anew: run the command again")
        return next(iter(known.values()))

    def stop(self, peer: str) -> None:
        """Ends what waits on a connection; every wait when the connection is not known."""
        with self._lock:
            chosen = [self._sessions[peer]] if peer in self._sessions else list(self._sessions.values())
        for session in chosen:
            session.stop.set()
