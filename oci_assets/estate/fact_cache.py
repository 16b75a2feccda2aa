"""Facts by blob id on disk, so that no blob is read twice for ever. Safe with several processes; bounded.

What a blob says depends on nothing else, so the cache serves all estates of a user. Losing it costs time only: a cache
that cannot be used is done without, one that is damaged is made anew.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

VERSION = 3
"""Goes up when what is read out of a file, or how it is written here, changes: another version is another file."""
MAX_BLOBS = 400_000
MAX_SNAPSHOTS = 60
_CHUNK = 500
_PATIENCE_SECONDS = 10
_TABLES = """
CREATE TABLE IF NOT EXISTS blobs (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS snapshots (id TEXT PRIMARY KEY, content BLOB NOT NULL, used INTEGER NOT NULL);
"""


def default_cache_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """`$XDG_CACHE_HOME/oci-assets`, by default `~/.cache/oci-assets`."""
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "oci-assets"


class FactCache:
    """One cache file, opened at first use, of one thread.

    Args:
        folder: where the file is; None keeps nothing on disk.
        max_blobs: when there are more, the half that was read longest ago goes.
    """

    def __init__(self, folder: Path | None, *, max_blobs: int = MAX_BLOBS) -> None:
        self._folder = folder
        self._max_blobs = max_blobs
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file; it opens again at the next use."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def blobs(self, ids: Sequence[str]) -> dict[str, list[Any]]:
        """What is known of these blobs, as `put_blobs` got it."""
        found: dict[str, list[Any]] = {}
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            marks = ",".join("?" * len(some))
            rows = self._ask(f"SELECT id, facts FROM blobs WHERE id IN ({marks})", some)  # noqa: S608 - only marks
            found.update((blob, content) for blob, facts in rows if (content := self._content(facts)) is not None)
        return found

    def put_blobs(self, facts: Iterable[tuple[str, list[Any]]]) -> None:
        """Keep what was read."""
        rows = [(blob, json.dumps(content, separators=(",", ":"))) for blob, content in facts]
        self._tell("INSERT OR IGNORE INTO blobs (id, facts) VALUES (?, ?)", rows)
        ends = "SELECT (SELECT min(number) FROM blobs), (SELECT max(number) FROM blobs)"
        for first, last in self._ask(ends, ()):
            if first is not None and last - first >= self._max_blobs:
                self._tell("DELETE FROM blobs WHERE number <= ?", [(last - self._max_blobs // 2,)])

    def snapshot(self, key: str) -> Any:
        """What `put_snapshot` kept under this key, None when nothing is there."""
        for (content,) in self._ask("SELECT content FROM snapshots WHERE id = ?", (key,)):
            return self._content(content)
        return None

    def put_snapshot(self, key: str, content: object) -> None:
        """Keep a value that JSON can hold; the ones that were kept longest ago make room."""
        text = json.dumps(content, separators=(",", ":"))
        newest = "(SELECT coalesce(max(used), 0) + 1 FROM snapshots)"
        self._tell(f"INSERT OR REPLACE INTO snapshots VALUES (?, ?, {newest})", [(key, text)])  # noqa: S608 - constant
        kept = "SELECT id FROM snapshots ORDER BY used DESC LIMIT ?"
        self._tell(f"DELETE FROM snapshots WHERE id NOT IN ({kept})", [(MAX_SNAPSHOTS,)])  # noqa: S608 - constant

    def _ask(self, statement: str, values: Sequence[Any]) -> list[Any]:
        connection = self._open()
        if connection is None:
            return []
        try:
            return connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._give_up(error)
            return []

    def _tell(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        connection = self._open()
        if connection is None:
            return
        try:
            with connection:
                connection.executemany(statement, rows)
        except sqlite3.DatabaseError as error:
            self._give_up(error)

    def _content(self, text: str) -> Any:
        """What JSON holds, None where it is damaged."""
        try:
            return json.loads(text)
        except ValueError as error:
            self._give_up(error)
            return None

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is not None or self._folder is None:
            return self._connection
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # One at a time: two processes that make the same file at once do not wait for each other in SQLite.
            with (self._folder / "facts.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._connection = sqlite3.connect(self._file, timeout=_PATIENCE_SECONDS)
                self._connection.execute("PRAGMA journal_mode=WAL")
                self._connection.execute("PRAGMA synchronous=NORMAL")
                self._connection.executescript(_TABLES)
        except (OSError, sqlite3.DatabaseError) as error:
            self._give_up(error)
        return self._connection

    @property
    def _file(self) -> Path:
        return (self._folder or Path()) / f"facts-{VERSION}.sqlite"

    def _give_up(self, error: Exception) -> None:
        """Go on without a cache; a damaged file is taken away, so that the next process makes a new one."""
        logger.warning("the cache %s cannot be used (%s): going on without it", self._file, error)
        with suppress(sqlite3.Error):
            self.close()
        # SQLite tells of damage by the general error; its special ones are locks, full disks, missing rights.
        if type(error) is sqlite3.DatabaseError or isinstance(error, ValueError):
            for end in ("", "-wal", "-shm"):
                self._file.with_name(f"{self._file.name}{end}").unlink(missing_ok=True)
        self._folder = None
