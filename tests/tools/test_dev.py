"""What tools/dev.py hands to Dagster."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tools.dev import dagster_args, dev_environment, main


def test_dev_environment_points_at_the_demo(tmp_path: Path) -> None:
    """Estate, state and history are those of the demo, issues are nobody's; everything else stays."""
    given = {"PATH": "/bin", "DAGSTER_HOME": "/elsewhere", "GITHUB_REPOSITORY": "acme/other"}
    assert dev_environment(tmp_path, given, 3001) == {
        "PATH": "/bin",
        "OCI_ASSETS_ESTATE": f"{tmp_path}/estate",
        "OCI_ASSETS_BRANCH": "main",
        "OCI_ASSETS_STATE_DIR": f"{tmp_path}/state",
        "OCI_ASSETS_WEBSERVER": "http://127.0.0.1:3001",
        "DAGSTER_HOME": f"{tmp_path}/state/dagster",
        "PYTHONWARNINGS": "ignore:Function `dev_command` is superseded",
    }


def test_dev_environment_brings_the_simulated_cloud(tmp_path: Path) -> None:
    """Where the demo has left one."""
    (tmp_path / "simulator").mkdir()
    (tmp_path / "simulator" / "terraform.rc").touch()
    found = dev_environment(tmp_path, {})
    assert found["TF_CLI_CONFIG_FILE"] == f"{tmp_path}/simulator/terraform.rc"
    assert found["OCI_SIMULATOR_CLOUD"] == f"{tmp_path}/simulator/cloud.db"


def test_dagster_args_listen_on_loopback() -> None:
    """The UI can apply, so it is not offered to the network."""
    command = dagster_args(3001)
    assert Path(command[0]).name == "dagster"
    assert command[-4:] == ["-h", "127.0.0.1", "-p", "3001"]


def test_main_on_a_taken_port(tmp_path: Path) -> None:
    """A port that something listens on is refused at once, with the command for the next one."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SystemExit, match=f"port {port} is taken: make dev ARGS=.*{port + 1}"):
            main(["--folder", str(tmp_path), "--port", str(port)])
    assert list(tmp_path.iterdir()) == []
