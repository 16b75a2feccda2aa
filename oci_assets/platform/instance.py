"""The Dagster instance that keeps the history: `DAGSTER_HOME`, or a home in the state directory made once."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

_PACKAGE = Path(__file__).resolve().parents[1]
# Inside an installed package, or at the top of a checkout.
SHIPPED_CONFIGS = (_PACKAGE / "dagster.yaml", _PACKAGE.parent / "dagster.yaml")


def dagster_home(state_dir: Path, wanted: str | None) -> Path:
    """The home that was asked for (`DAGSTER_HOME`), else `STATE_DIR/dagster`."""
    return Path(wanted) if wanted else state_dir / "dagster"


@contextmanager
def open_instance(home: Path) -> Iterator[dg.DagsterInstance]:
    """The instance of this home, closed at the end. Sets `DAGSTER_HOME`, which Dagster's children read.

    A new home gets our `dagster.yaml` and its SQLite files under an OS lock: two processes that open a fresh home at
    once fail otherwise (measured, dagster-notes.md).
    """
    prepare_home(home)
    os.environ["DAGSTER_HOME"] = str(home)
    with _lock(home), dg.DagsterInstance.get() as instance:
        instance.get_run_records(limit=1)
        instance.event_log_storage.get_event_records(
            dg.EventRecordsFilter(dg.DagsterEventType.ASSET_MATERIALIZATION), limit=1
        )
    with dg.DagsterInstance.get() as instance:
        yield instance


def prepare_home(home: Path) -> None:
    """Make the folder and give it our `dagster.yaml`; a file that is there already is kept."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "dagster.yaml").exists():
        shutil.copyfile(next(file for file in SHIPPED_CONFIGS if file.exists()), home / "dagster.yaml")


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    with (home / ".init.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
