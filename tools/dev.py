"""Opens the Dagster UI on the demo estate, with daemon, sensor and schedule running, until Ctrl-C.

The demo itself is `oci-assets demo --keep DIR`; this only starts it once and then becomes `dagster dev`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


def dev_environment(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment, pointed at the estate and the state directory that the demo left in `folder`."""
    state = folder / "state"
    return {
        **environment,
        "OCI_ASSETS_ESTATE": str(folder / "estate"),
        "OCI_ASSETS_STATE_DIR": str(state),
        "DAGSTER_HOME": str(state / "dagster"),
    }


def dagster_args(port: int) -> list[str]:
    """The command that serves the UI on loopback only: whoever reaches the UI can apply."""
    dagster = str(Path(sys.executable).with_name("dagster"))
    return [dagster, "dev", "-w", str(ROOT / "workspace.yaml"), "-h", "127.0.0.1", "-p", str(port)]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Leaves with the exit code of the demo if that fails; otherwise this process becomes Dagster."""
    parser = argparse.ArgumentParser(description="the Dagster UI on the demo estate")
    parser.add_argument("--folder", type=Path, default=ROOT / ".demo", help="where the demo estate is kept")
    parser.add_argument("--port", type=int, default=3000)
    options = parser.parse_args(arguments)
    folder: Path = options.folder.resolve()
    if not (folder / "estate").is_dir():
        demo = str(Path(sys.executable).with_name("oci-assets"))
        code = subprocess.run([demo, "demo", "--keep", str(folder)], check=False).returncode
        if code:
            sys.exit(code)
    environment = dev_environment(folder, os.environ)
    Path(environment["DAGSTER_HOME"]).mkdir(parents=True, exist_ok=True)
    print(f"estate in {folder / 'estate'}: commit there and watch http://127.0.0.1:{options.port}", flush=True)
    command = dagster_args(options.port)
    os.execve(command[0], command, environment)  # noqa: S606 - Ctrl-C then reaches Dagster itself


if __name__ == "__main__":
    main()
