"""An HTTP backend as Terraform's `http` speaks to it: GET, POST, DELETE, LOCK, UNLOCK; told to fail or to hold a lock.

https://developer.hashicorp.com/terraform/language/backend/http
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FAILURE, LOCKED, CONFLICT, NOT_FOUND, OK = 500, 423, 409, 404, 200


@dataclass
class HttpBackend:
    """One state behind one address.

    Attributes:
        state: as it was written last, None before.
        lock: the lock's information, None when it is free.
        fail_writes, fail_unlock: answer these with 500.
        refused: how often the lock was asked for in vain.
    """

    address: str = ""
    state: bytes | None = None
    lock: dict[str, Any] | None = None
    fail_writes: bool = False
    fail_unlock: bool = False
    refused: int = 0

    def hold(self, lock_id: str, who: str, created: str, operation: str = "OperationTypeApply") -> None:
        """Lock it, as somebody else's Terraform would."""
        self.lock = {"ID": lock_id, "Who": who, "Created": created, "Operation": operation, "Info": "", "Path": ""}

    def block(self, *, locking: bool = True) -> str:
        """The `terraform` block that leads here."""
        lines = [f'address = "{self.address}"', "retry_max = 0"]
        if locking:
            lines += [f'lock_address = "{self.address}"', f'unlock_address = "{self.address}"']
        inner = "\n".join(f"    {line}" for line in lines)
        return f'terraform {{\n  backend "http" {{\n{inner}\n  }}\n}}\n'

    @property
    def serial(self) -> int:
        """Of the state that is here, 0 without one."""
        return int(json.loads(self.state)["serial"]) if self.state else 0

    def answer(self, method: str, body: bytes) -> tuple[int, bytes]:
        """Status and body for one request."""
        return {"GET": self._get, "POST": self._post, "DELETE": self._delete, "LOCK": self._lock}.get(
            method, self._unlock
        )(body)

    def _get(self, _: bytes) -> tuple[int, bytes]:
        return (NOT_FOUND, b"") if self.state is None else (OK, self.state)

    def _post(self, body: bytes) -> tuple[int, bytes]:
        if self.fail_writes:
            return FAILURE, b"the disk is gone"
        self.state = body
        return OK, b""

    def _delete(self, _: bytes) -> tuple[int, bytes]:
        self.state = None
        return OK, b""

    def _lock(self, body: bytes) -> tuple[int, bytes]:
        if self.lock is not None:
            holder = json.dumps(self.lock).encode()
            self.refused += 1
            return LOCKED, holder
        self.lock = json.loads(body)
        return OK, b""

    def _unlock(self, body: bytes) -> tuple[int, bytes]:
        if self.fail_unlock:
            return FAILURE, b""
        asked = json.loads(body).get("ID") if body else None
        # A force-unlock of some versions names none.
        if self.lock is not None and asked and asked != str(self.lock["ID"]):
            return CONFLICT, json.dumps(self.lock).encode()
        self.lock = None
        return OK, b""


@contextmanager
def http_backend() -> Iterator[HttpBackend]:
    """A backend on a port of loopback, gone afterwards."""
    backend = HttpBackend()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, answer = backend.answer(self.command, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_DELETE = do_LOCK = do_UNLOCK = _serve  # noqa: N815 - the names that http.server asks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        backend.address = f"http://127.0.0.1:{server.server_address[1]}/state"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield backend
        finally:
            server.shutdown()
            thread.join()
