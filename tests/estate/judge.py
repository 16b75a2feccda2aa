"""Real Terraform as the judge of what our readers say: which modules it installs, what its functions give."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.environment import minimal_environment


def run_terraform(folder: Path, *args: str, stdin: str = "") -> str:
    """What a Terraform command prints; the test fails with what it complains of when it does."""
    result = subprocess.run(
        [*find_terraform().argv_prefix, *args],
        cwd=folder,
        env={**minimal_environment(os.environ), "TF_CLI_CONFIG_FILE": os.devnull},
        input=stdin,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def installed_modules(folder: Path) -> dict[str, str]:
    """The folders of all modules that `folder` calls by key (`outer.inner`), as `terraform get` notes them."""
    run_terraform(folder, "get")
    listed = json.loads((folder / ".terraform/modules/modules.json").read_text(encoding="utf-8"))["Modules"]
    return {module["Key"]: module["Dir"] for module in listed if module["Key"]}


def evaluated(folder: Path, expression: str) -> Any:
    """The value of an expression, with the variables and locals of the configuration in `folder`."""
    return json.loads(json.loads(run_terraform(folder, "console", stdin=f"jsonencode({expression})\n")))


def write_files(folder: Path, files: dict[str, str | bytes]) -> None:
    """Write files (by path below `folder`), with the folders above them."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())
