"""The Dagster home: made once, by whoever comes first, and kept as it is afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from oci_assets.errors import OciAssetsError
from oci_assets.platform.instance import dagster_home, open_instance, prepare_home

OPEN = """
import sys
from pathlib import Path
from oci_assets.platform.instance import open_instance
with open_instance(Path(sys.argv[1])) as instance:
    print(len(instance.get_run_records()))
"""


def test_dagster_home_wanted_or_in_the_state_dir(tmp_path: Path) -> None:
    """`DAGSTER_HOME` comes first, also as a relative path; without it the history lies in the state directory."""
    assert dagster_home(tmp_path, "/elsewhere") == Path("/elsewhere")
    assert dagster_home(tmp_path, "here").is_absolute()
    assert dagster_home(tmp_path, None) == tmp_path / "dagster"


def test_prepare_home_ships_our_settings(tmp_path: Path) -> None:
    """A new home sends no telemetry, lets Terraform finish, repeats no run; one drift sweep at a time."""
    prepare_home(tmp_path / "home")
    settings = yaml.safe_load((tmp_path / "home" / "dagster.yaml").read_text())
    assert settings["telemetry"]["enabled"] is False
    assert settings["run_monitoring"]["cancel_timeout_seconds"] == 3600
    assert settings["run_retries"]["enabled"] is False
    limits = settings["concurrency"]["runs"]["tag_concurrency_limits"]
    assert limits == [{"key": "oci/action", "value": "drift", "limit": 1}]


def test_prepare_home_keeps_settings(tmp_path: Path) -> None:
    """What somebody wrote into the home stays."""
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: true}\n")
    prepare_home(tmp_path)
    assert (tmp_path / "dagster.yaml").read_text() == "telemetry: {enabled: true}\n"


def test_open_instance_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process writes the next one finds, and the caller's environment is as before."""
    monkeypatch.setenv("DAGSTER_HOME", "/elsewhere")
    with open_instance(tmp_path / "home") as instance:
        assert os.environ["DAGSTER_HOME"] == str(tmp_path / "home")
        instance.add_dynamic_partitions("kept", ["yes"])
    with open_instance(tmp_path / "home") as instance:
        assert instance.get_dynamic_partitions("kept") == ["yes"]
    assert os.environ["DAGSTER_HOME"] == "/elsewhere"


def test_open_instance_at_once(tmp_path: Path) -> None:
    """Several processes that open a fresh home at once all get it."""
    command = [sys.executable, "-W", "ignore", "-c", OPEN, str(tmp_path / "home")]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ended = [(child.communicate(), child.returncode) for child in children]
    assert [(out, code) for (out, _), code in ended] == [("0\n", 0)] * 3, ended


def test_open_instance_with_mistakes(tmp_path: Path) -> None:
    """A `dagster.yaml` that Dagster refuses is one sentence with what to do."""
    (tmp_path / "dagster.yaml").write_text("telemetri: {}\n")
    with pytest.raises(OciAssetsError, match=r"cannot be opened: .*correct its dagster\.yaml"), open_instance(tmp_path):
        pass
