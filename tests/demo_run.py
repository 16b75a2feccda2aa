"""`oci-assets demo`, run once for all tests that look at it, whichever worker of pytest-xdist needs it first."""

from __future__ import annotations

import dataclasses
import fcntl
import json
import os
from pathlib import Path

import pytest

from tests.cli.command_line import Ended, finish, start

WAIT_SECONDS = 300


def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo keeps its estate: one place for all workers."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"


def ran_demo(folder: Path) -> Ended:
    """The demo, run to its end by the first who asks."""
    environment = {"HOME": str(folder.parent), "DAGSTER_HOME": "", "OCI_ASSETS_TERRAFORM": "", "COLUMNS": "160"}
    result = folder.with_suffix(".json")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result.exists():
            ended = finish(start(["demo", "--keep", str(folder)], env=environment), within=WAIT_SECONDS)
            result.write_text(json.dumps(dataclasses.asdict(ended)))
    return Ended(**json.loads(result.read_text()))
