"""Writes requirements.lock and requirements-dev.lock from pyproject.toml, for all platforms and Pythons from 3.10.

The files name no index and no machine, so they work behind any mirror. Needs uv, which the dev lock brings.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    *("--universal", "--python-version", "3.10", "--generate-hashes", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
)


def lock_args(group: str, output: str, *extra: str) -> list[str]:
    """The uv command that writes one lock file: the project's dependencies and those of a dependency group."""
    uv = str(Path(sys.executable).with_name("uv"))
    return [uv, "pip", "compile", "pyproject.toml", "--group", group, *FLAGS, "--output-file", output, *extra]


def main(extra: Sequence[str]) -> int:
    """The exit code; the dev lock takes the runtime lock's versions, so that one venv can serve for both."""
    runtime, dev = "requirements.lock", "requirements-dev.lock"
    commands = (
        lock_args("build", runtime, *extra),
        lock_args("dev", dev, "--constraints", runtime, *extra),
    )
    return max(subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
