"""The Dagster instance that keeps the history: `DAGSTER_HOME`, or a home in the state directory made once."""

from __future__ import annotations

import fcntl
import glob
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import dagster as dg

from oci_assets.errors import OciAssetsError
from oci_assets.platform.kept_engines import kept_engines
from oci_assets.terraform.whole_file import write_whole

MAX_REASON = 300  # characters; Dagster's message about one wrong key lists every key there is
_PACKAGE = Path(__file__).resolve().parents[1]
# Inside an installed package, or at the top of a checkout.
SHIPPED_CONFIGS = (_PACKAGE / "dagster.yaml", _PACKAGE.parent / "dagster.yaml")


def dagster_home(state_dir: Path, wanted: str | None) -> Path:
    """The home that was asked for (`DAGSTER_HOME`), else `STATE_DIR/dagster`."""
    return Path(wanted).absolute() if wanted else state_dir / "dagster"


@contextmanager
def open_instance(home: Path) -> Iterator[dg.DagsterInstance]:
    """The instance of this home, closed at the end. `DAGSTER_HOME`, which Dagster's children read, is set meanwhile.

    A new home gets our `dagster.yaml` and its SQLite files under an OS lock: two processes that open a fresh home at
    once fail otherwise (measured, dagster-notes.md).

    Raises:
        OciAssetsError: the home cannot be made, its `dagster.yaml` has mistakes, or its storage does not answer.
    """
    if glob.has_magic(str(home)):  # Dagster would find no dagster.yaml and go on with its defaults, telemetry included
        raise OciAssetsError(
            f"the path of the history {str(home)!r} holds one of * ? [, which Dagster takes as a pattern: "
            "choose another --state-dir or DAGSTER_HOME"
        )
    with _as_dagster_home(home), ExitStack() as stack:
        try:
            prepare_home(home)
            with _lock(home):
                instance = stack.enter_context(dg.DagsterInstance.get())
                stack.enter_context(kept_engines(instance))
                _touch_storages(instance)
        except Exception as error:
            raise OciAssetsError(
                f"the history in {str(home)!r} cannot be opened: {' '.join(str(error).split())[:MAX_REASON]}: correct "
                "its dagster.yaml, or point DAGSTER_HOME or --state-dir elsewhere"
            ) from error
        yield instance


def prepare_home(home: Path) -> None:
    """Make the folder and give it our `dagster.yaml`; a file that is there already is kept."""
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "dagster.yaml").exists():
        # Half of it would be a valid file, and Dagster would go on with its defaults, telemetry included.
        write_whole(
            home / "dagster.yaml", next(file for file in SHIPPED_CONFIGS if file.exists()).read_bytes(), mode=0o644
        )


def _touch_storages(instance: dg.DagsterInstance) -> None:
    """Make the files that Dagster makes when it first looks for something."""
    instance.get_run_records(limit=1)
    materializations = dg.EventRecordsFilter(dg.DagsterEventType.ASSET_MATERIALIZATION)
    instance.event_log_storage.get_event_records(materializations, limit=1)


@contextmanager
def _as_dagster_home(home: Path) -> Iterator[None]:
    before = os.environ.get("DAGSTER_HOME")
    os.environ["DAGSTER_HOME"] = str(home)
    try:
        yield
    finally:
        del os.environ["DAGSTER_HOME"]
        if before is not None:
            os.environ["DAGSTER_HOME"] = before


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    with (home / ".init.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
