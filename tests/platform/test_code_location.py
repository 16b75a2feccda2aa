"""The code location as Dagster loads it: from the environment, and with an error that tells what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.assembly import build_definitions
from oci_assets.model import Action
from tests.platform.estates import Estate, make_estate

SHOW = """
from oci_assets.definitions import defs
repository = defs.get_repository_def()
print(sorted(job.name for job in repository.get_all_jobs() if not job.name.startswith("__")))
print([schedule.name for schedule in repository.schedule_defs])
print(sorted((sensor.name, sensor.minimum_interval_seconds) for sensor in repository.sensor_defs))
print(len(repository.asset_graph.materializable_asset_keys), len(repository.asset_graph.asset_check_keys))
"""


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """Two stacks."""
    return make_estate(tmp_path, "toronto/network", "toronto/compute")


def load(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Import the code location in a process of its own, started in a folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OCI_", "DAGSTER_"))}
    command = [sys.executable, "-W", "ignore", "-c", SHOW]
    return subprocess.run(
        command, cwd=folder, env={**clean, **environment}, capture_output=True, text=True, check=False
    )


def test_load_from_the_environment(estate: Estate, tmp_path: Path) -> None:
    """Estate and interval come from the environment; everything is there."""
    variables = {"OCI_ASSETS_ESTATE": str(estate.repo.root), "OCI_ASSETS_STATE_DIR": str(tmp_path / "state")}
    loaded = load(tmp_path, {**variables, "OCI_ASSETS_POLL_SECONDS": "5"})
    assert loaded.stdout.splitlines() == [
        "['apply', 'drift', 'plan']",
        "['daily_drift']",
        "[('audit_sensor', 5), ('drift_issue_sensor', 5), ('git_change_sensor', 5), ('run_health_sensor', 5)]",
        "2 4",
    ], loaded.stderr


def test_load_from_the_current_folder(estate: Estate) -> None:
    """Without a variable the current folder is the estate, and the sensors look every 30 seconds."""
    loaded = load(estate.repo.root, {})
    expected = (
        "[('audit_sensor', 30), ('drift_issue_sensor', 30), ('git_change_sensor', 30), ('run_health_sensor', 30)]"
    )
    assert loaded.stdout.splitlines()[2] == expected


def _missing(estate: Estate) -> dict[str, str]:
    return {"OCI_ASSETS_ESTATE": str(estate.repo.root / "gone")}


def _empty(estate: Estate) -> dict[str, str]:
    estate.repo.remove("toronto")
    estate.repo.commit()
    return {"OCI_ASSETS_ESTATE": str(estate.repo.root)}


def _mistaken(estate: Estate) -> dict[str, str]:
    estate.repo.commit(files={"oci-assets.yaml": "execution: {max_workers: none}\n"})
    return {"OCI_ASSETS_ESTATE": str(estate.repo.root)}


def _impatient(estate: Estate) -> dict[str, str]:
    return {"OCI_ASSETS_ESTATE": str(estate.repo.root), "OCI_ASSETS_POLL_SECONDS": "0"}


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (_missing, "point --estate or OCI_ASSETS_ESTATE at a clone"),
        (_empty, "no service folders found"),
        (_mistaken, "execution.max_workers"),
        (_impatient, "OCI_ASSETS_POLL_SECONDS is '0': give a whole number of seconds from 1"),
    ],
)
def test_load_broken(estate: Estate, prepare: Callable[[Estate], dict[str, str]], message: str) -> None:
    """What cannot be read is an error of the code location, whose last line says what to do."""
    loaded = load(estate.repo.root.parent, prepare(estate))
    assert loaded.returncode == 1
    last = loaded.stderr[loaded.stderr.rindex("\noci_assets.errors.") :]
    assert message in last


def test_build_definitions_for_one_action(estate: Estate) -> None:
    """A command gets the one job it needs: no sensors, no schedule, and checks for drift only."""
    for action, checks in ((Action.APPLY, 0), (Action.PLAN, 0), (Action.DRIFT, 1)):
        repository = build_definitions(estate.site, stacks=["toronto/network"], actions=[action]).get_repository_def()
        assert [job.name for job in repository.get_all_jobs() if not job.name.startswith("__")] == [action.value]
        assert (list(repository.schedule_defs), list(repository.sensor_defs)) == ([], [])
        assert len(repository.asset_graph.asset_check_keys) == checks
