"""SQLite files of Dagster's history stay open while a run writes to them.

Dagster 1.13 makes an engine and a connection for each event that it stores and compiles each statement anew: about 3 ms
of processor time, some fifty times for one step (benchmarks/drift_sweep.py). Here an engine lives as long as the run.
This file alone replaces private methods of Dagster's storages, of the one object that is given
(contract: tests/platform/test_kept_engines.py). Other storages, such as Postgres, keep their connections themselves.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import dagster as dg
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.runs.sqlite.sqlite_run_storage import SqliteRunStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

MAX_OPEN = 8
"""Files of the event log that are open at once: there is one for each run, and most are read once."""


@contextmanager
def kept_engines(instance: dg.DagsterInstance) -> Iterator[None]:
    """Keep the connections of this instance's SQLite storages until the end; inside another one nothing more."""
    events, runs = instance.event_log_storage, instance.run_storage
    with _kept_events(events), _kept_runs(runs):
        yield


@contextmanager
def _kept_events(storage: object) -> Iterator[None]:
    if not isinstance(storage, SqliteEventLogStorage) or "_connect" in vars(storage):
        yield
        return
    engines = _EventEngines(storage)
    vars(storage)["_connect"] = engines.connect
    try:
        yield
    finally:
        del vars(storage)["_connect"]
        engines.close()


@contextmanager
def _kept_runs(storage: object) -> Iterator[None]:
    if not isinstance(storage, SqliteRunStorage) or "connect" in vars(storage):
        yield
        return
    engine = create_engine(storage._conn_string, poolclass=QueuePool)  # noqa: SLF001 - see above

    def connect() -> AbstractContextManager[Connection]:
        return engine.begin()

    vars(storage)["connect"] = connect
    try:
        yield
    finally:
        del vars(storage)["connect"]
        engine.dispose()


class _EventEngines:
    """The engines of one event log: of the index and of the runs that were looked at last."""

    def __init__(self, storage: SqliteEventLogStorage) -> None:
        self._storage = storage
        self._engines: OrderedDict[str, Engine] = OrderedDict()

    @contextmanager
    def connect(self, shard: str) -> Iterator[Connection]:
        """A transaction in the file of a run, or in the index; one at a time, as Dagster has it."""
        with self._storage._db_lock, self._engine(shard).begin() as connection:  # noqa: SLF001 - see above
            yield connection

    def close(self) -> None:
        """Close every file."""
        with self._storage._db_lock:  # noqa: SLF001 - see above
            while self._engines:
                self._engines.popitem()[1].dispose()

    def _engine(self, shard: str) -> Engine:
        engine = self._engines.get(shard)
        if engine is None:
            while len(self._engines) >= MAX_OPEN:
                self._engines.popitem(last=False)[1].dispose()
            engine = self._engines[shard] = self._made(shard)
        self._engines.move_to_end(shard)
        return engine

    def _made(self, shard: str) -> Engine:
        storage = self._storage
        engine = create_engine(
            storage.conn_string_for_shard(shard),
            poolclass=QueuePool,
            pool_size=1,
            connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS},
        )
        if shard not in storage._initialized_dbs:  # noqa: SLF001 - see above
            storage._initdb(engine)  # noqa: SLF001 - see above
            storage._initialized_dbs.add(shard)  # noqa: SLF001 - see above
        return engine
