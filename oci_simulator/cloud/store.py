"""The one SQLite file: objects, who refers to whom, conditions, events. It knows rows, and nothing of services."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from oci_simulator.cloud.ocids import ocids_in

BUSY_SECONDS = 60.0
EVENTS_KEPT = 10_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, region TEXT NOT NULL, owner TEXT, made INTEGER NOT NULL, data TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_by_type ON objects (type, region);
CREATE INDEX IF NOT EXISTS objects_by_owner ON objects (owner);
CREATE TABLE IF NOT EXISTS refs (source TEXT NOT NULL, target TEXT NOT NULL, path TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS refs_by_target ON refs (target);
CREATE INDEX IF NOT EXISTS refs_by_source ON refs (source);
CREATE TABLE IF NOT EXISTS conditions (
  number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, type TEXT NOT NULL, operation TEXT NOT NULL,
  data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS events (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, operation TEXT NOT NULL,
  type TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Object:
    """One object; `owner` is the object that made it and takes it along, `region` is empty for global ones."""

    id: str
    type: str
    region: str
    data: dict[str, Any]
    owner: str | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        for key in ("display_name", "name", "object", "hostname", "domain", "certificate_name", "addon_name"):
            if isinstance(value := self.data.get(key), str) and value:
                return value
        return ""


class Store:
    """A connection for each thread; every change is one transaction, and processes wait for each other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
        with self.change() as connection:
            for statement in filter(str.strip, _SCHEMA.split(";")):  # executescript would end the transaction
                connection.execute(statement)

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")  # a simulated cloud may be lost with the machine
            self._local.connection = connection
        return connection

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction that begins as a writer, so that what it reads stays true until it ends."""
        connection = self._connection()
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def put(self, thing: Object) -> None:
        """Adds or replaces an object, with its references."""
        with self.change() as connection:
            connection.execute(
                "INSERT INTO objects (id, type, region, owner, made, data) VALUES (?, ?, ?, ?, "
                "(SELECT coalesce(max(made), 0) + 1 FROM objects), ?) "
                "ON CONFLICT (id) DO UPDATE SET data = excluded.data, owner = excluded.owner",
                (thing.id, thing.type, thing.region, thing.owner, json.dumps(thing.data)),
            )
            connection.execute("DELETE FROM refs WHERE source = ?", (thing.id,))
            rows = [(thing.id, target, path) for path, target in ocids_in(thing.data) if target != thing.id]
            connection.executemany("INSERT INTO refs (source, target, path) VALUES (?, ?, ?)", rows)

    def get(self, identity: str) -> Object | None:
        """The object with an id."""
        row = self._connection().execute("SELECT * FROM objects WHERE id = ?", (identity,)).fetchone()
        return _object(row) if row else None

    def remove(self, identity: str) -> None:
        """Removes an object and all that it owns, at any depth."""
        with self.change() as connection:
            for child in self.owned(identity):
                self.remove(child.id)
            connection.execute("DELETE FROM objects WHERE id = ?", (identity,))
            connection.execute("DELETE FROM refs WHERE source = ?", (identity,))

    def owned(self, identity: str) -> list[Object]:
        """What an object has made for itself."""
        rows = self._connection().execute("SELECT * FROM objects WHERE owner = ? ORDER BY made", (identity,))
        return [_object(row) for row in rows]

    def all(self, type_name: str | None = None, region: str | None = None) -> list[Object]:
        """The objects of a type, of a region and the global ones, in the order in which they were made."""
        rows = self._connection().execute(
            "SELECT * FROM objects WHERE (?1 IS NULL OR type = ?1) AND (?2 IS NULL OR region IN (?2, '')) "
            "ORDER BY made",
            (type_name, region),
        )
        return [_object(row) for row in rows]

    def count(self, type_name: str) -> int:
        """How many objects of a type there are, in all regions."""
        row = (
            self._connection().execute("SELECT count(*) AS number FROM objects WHERE type = ?", (type_name,)).fetchone()
        )
        return int(row["number"])

    def users(self, identity: str) -> list[tuple[Object, str]]:
        """The objects that refer to one, with the path of the reference."""
        rows = self._connection().execute(
            "SELECT objects.*, refs.path AS path FROM refs JOIN objects ON objects.id = refs.source "
            "WHERE refs.target = ? ORDER BY made",
            (identity,),
        )
        return [(_object(row), row["path"]) for row in rows]

    def conditions(self, kind: str) -> list[tuple[int, str, str, dict[str, Any]]]:
        """Faults, latencies or quotas: number, type pattern, operation, what it says."""
        rows = self._connection().execute("SELECT * FROM conditions WHERE kind = ? ORDER BY number", (kind,))
        return [(row["number"], row["type"], row["operation"], json.loads(row["data"])) for row in rows]

    def set_condition(self, kind: str, type_name: str, operation: str, data: Mapping[str, Any] | None) -> None:
        """Replaces the condition for this type and operation; None removes it."""
        with self.change() as connection:
            place = (kind, type_name, operation)
            connection.execute("DELETE FROM conditions WHERE kind = ? AND type = ? AND operation = ?", place)
            if data is not None:
                columns = "INSERT INTO conditions (kind, type, operation, data) VALUES (?, ?, ?, ?)"
                connection.execute(columns, (*place, json.dumps(data)))

    def replace_condition(self, number: int, data: Mapping[str, Any] | None) -> None:
        """Changes one condition; None removes it."""
        with self.change() as connection:
            if data is None:
                connection.execute("DELETE FROM conditions WHERE number = ?", (number,))
            else:
                connection.execute("UPDATE conditions SET data = ? WHERE number = ?", (json.dumps(data), number))

    def note(self, actor: str, operation: str, thing: Object, note: str = "") -> None:
        """Writes down who did what; old events go."""
        with self.change() as connection:
            made = connection.execute(
                "INSERT INTO events (at, actor, operation, type, id, name, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (now(), actor, operation, thing.type, thing.id, thing.name, note),
            )
            connection.execute("DELETE FROM events WHERE number <= ?", ((made.lastrowid or 0) - EVENTS_KEPT,))

    def events(self, limit: int | None = None) -> list[dict[str, Any]]:
        """What happened, oldest first; the last so many."""
        rows = self._connection().execute("SELECT * FROM events ORDER BY number DESC LIMIT ?", (limit or -1,))
        return [dict(row) for row in rows][::-1]

    def clear(self) -> None:
        """Removes everything."""
        with self.change() as connection:
            for table in ("objects", "refs", "conditions", "events"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - of the names above


def _object(row: sqlite3.Row) -> Object:
    return Object(row["id"], row["type"], row["region"], json.loads(row["data"]), row["owner"])


def now() -> str:
    """The time as the provider shows it: `2026-11-25 16:00:00.123 +0000 UTC`."""
    moment = datetime.now(timezone.utc)
    return f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03d} +0000 UTC"
