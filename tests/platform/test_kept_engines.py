"""Contract of the connections that stay open: the same history, for every thread, and Dagster's own ways afterwards."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dagster as dg
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from typing_extensions import Self

from oci_assets.platform.kept_engines import MAX_OPEN, kept_engines


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """One with SQLite files."""
    with dg.DagsterInstance.local_temp(str(tmp_path)) as made:
        yield made


class Opened:
    """Counts the connections that SQLAlchemy opens."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Self:
        event.listen(Engine, "connect", self._opened)
        return self

    def __exit__(self, *exception: object) -> None:
        event.remove(Engine, "connect", self._opened)

    def _opened(self, *_: object) -> None:
        self.count += 1


def observe(instance: dg.DagsterInstance, number: int) -> None:
    """An event of the index and of a run's own file."""
    instance.report_runless_asset_event(dg.AssetObservation("stack", metadata={"number": number}))


def observed(instance: dg.DagsterInstance) -> set[object]:
    """The numbers that the history holds."""
    records = instance.fetch_observations(dg.AssetKey("stack"), limit=1000).records
    found = [record.asset_observation for record in records]
    return {each.metadata["number"].value for each in found if each is not None}


def empty_and_fail(connection: Connection) -> None:
    """Take all events out, and fail."""
    connection.exec_driver_sql("DELETE FROM event_logs")
    raise ValueError("no")


def test_connections_do_not_grow_with_events(instance: dg.DagsterInstance) -> None:
    """Twenty events more need not one connection more; without it each needs several."""
    with kept_engines(instance):
        observe(instance, 0)
        with Opened() as kept:
            for number in range(1, 21):
                observe(instance, number)
    with Opened() as usual:
        observe(instance, 21)
    assert kept.count == 0 < usual.count
    assert observed(instance) == set(range(22))


def test_threads_share_a_history(instance: dg.DagsterInstance) -> None:
    """What any thread writes is there for all, and for another process's instance."""
    with kept_engines(instance), ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: observe(instance, number), range(40)))
        assert observed(instance) == set(range(40))
        with dg.DagsterInstance.from_ref(instance.get_ref()) as other:
            assert observed(other) == set(range(40))
            observe(other, 40)
        assert 40 in observed(instance)


def test_a_failed_transaction_leaves_nothing(instance: dg.DagsterInstance) -> None:
    """An error inside a transaction takes it back, and the connection is good for the next."""
    storage = instance.event_log_storage
    with kept_engines(instance):
        observe(instance, 1)
        with pytest.raises(ValueError, match="no"), storage.index_connection() as connection:  # type: ignore[attr-defined]
            empty_and_fail(connection)
        assert observed(instance) == {1}


def test_files_are_not_all_kept_open(instance: dg.DagsterInstance) -> None:
    """A run's file that was closed to make room opens again, with what it held."""

    @dg.op
    def nothing() -> None:
        """No work."""

    @dg.job
    def job() -> None:
        """One step."""
        nothing()

    runs = [job.execute_in_process(instance=instance).run_id for _ in range(MAX_OPEN + 2)]
    with kept_engines(instance):
        first = [len(instance.all_logs(run)) for run in runs]
        assert [len(instance.all_logs(run)) for run in runs] == first
        assert min(first) > 1


def test_all_is_as_before_at_the_end(instance: dg.DagsterInstance) -> None:
    """The storages have their own methods again and hold no lock, also after one inside another."""
    with kept_engines(instance), kept_engines(instance):
        observe(instance, 1)
    assert "_connect" not in vars(instance.event_log_storage)
    assert "connect" not in vars(instance.run_storage)
    done = threading.Thread(target=observe, args=(instance, 2))
    done.start()
    done.join()
    assert observed(instance) == {1, 2}


def test_other_storages_are_left_alone() -> None:
    """A history in memory works as it did."""
    with dg.DagsterInstance.ephemeral() as instance, kept_engines(instance):
        observe(instance, 1)
        assert observed(instance) == {1}
