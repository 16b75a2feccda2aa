"""Opens the Dagster UI on the demo estate, with daemon, sensor and schedule running, until Ctrl-C.

The demo itself is `oci-assets demo --keep DIR`; this only starts it once and then becomes `dagster dev`.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"  # loopback only: whoever reaches the UI can apply


def dev_environment(folder: Path, environment: Mapping[str, str], port: int = 3000) -> dict[str, str]:
    """The caller's environment, pointed at the estate and the state directory that the demo left in `folder`.

    Without `GITHUB_REPOSITORY`: what drifts in the demo is no issue of the caller's own repository.
    """
    state = folder / "state"
    return {
        **{name: value for name, value in environment.items() if name != "GITHUB_REPOSITORY"},
        "OCI_ASSETS_ESTATE": str(folder / "estate"),
        "OCI_ASSETS_BRANCH": "main",
        "OCI_ASSETS_STATE_DIR": str(state),
        "OCI_ASSETS_WEBSERVER": f"http://{HOST}:{port}",
        "DAGSTER_HOME": str(state / "dagster"),
        **simulated_cloud(folder),
        "PYTHONWARNINGS": "ignore:Function `dev_command` is superseded",  # by a command that we do not ship
    }


def simulated_cloud(folder: Path) -> dict[str, str]:
    """What makes Terraform use the simulated cloud that the demo left in `folder`; nothing where there is none."""
    place = folder / "simulator"
    config = place / "terraform.rc"
    return (
        {"TF_CLI_CONFIG_FILE": str(config), "OCI_SIMULATOR_CLOUD": str(place / "cloud.db")} if config.is_file() else {}
    )


def dagster_args(port: int) -> list[str]:
    """The command that serves the UI."""
    dagster = str(Path(sys.executable).with_name("dagster"))
    return [dagster, "dev", "-w", str(ROOT / "workspace.yaml"), "-h", HOST, "-p", str(port)]


def is_taken(port: int) -> bool:
    """Whether something else listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Leaves with the exit code of the demo if that fails; otherwise this process becomes Dagster."""
    parser = argparse.ArgumentParser(description="the Dagster UI on the demo estate")
    parser.add_argument("--folder", type=Path, default=ROOT / ".demo", help="where the demo estate is kept")
    parser.add_argument("--port", type=int, default=3000)
    options = parser.parse_args(arguments)
    if is_taken(options.port):
        sys.exit(f'port {options.port} is taken: make dev ARGS="--port {options.port + 1}"')
    folder: Path = options.folder.resolve()
    environment = dev_environment(folder, os.environ, options.port)
    if not (folder / "estate").is_dir():
        demo = str(Path(sys.executable).with_name("oci-assets"))
        code = subprocess.run([demo, "demo", "--keep", str(folder)], env=environment, check=False).returncode
        if code:
            sys.exit(code)
    from oci_assets.platform.instance import prepare_home  # noqa: PLC0415 - Dagster takes a second to import

    prepare_home(Path(environment["DAGSTER_HOME"]))
    print(f"estate in {folder / 'estate'}: commit there and watch http://{HOST}:{options.port}", flush=True)
    os.chdir(environment["DAGSTER_HOME"])  # in the checkout Dagster would remark on the dagster.yaml that lies there
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell that starts us in the background has it ignored
    command = dagster_args(options.port)
    os.execve(command[0], command, environment)  # noqa: S606 - Ctrl-C then reaches Dagster itself


if __name__ == "__main__":
    main()
