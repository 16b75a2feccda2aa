"""What the demo leaves with `--keep`: a file of variables to source, and commands that work with it as they stand."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

from oci_assets.cli.demo_cloud import cloud_environment

FILE = "env"
_HEAD = "# Of oci-assets demo --keep: what this shell runs works on the demo's estate and its simulated cloud."
_PROGRAM = "oci-assets"
_TRY = (
    "oci-assets graph",
    "oci-simulator set vcn-tor-hub freeform_tags.owner=me",
    "oci-assets plan toronto/network",
    "oci-assets drift toronto/network",
)


def keep(folder: Path) -> list[str]:
    """Writes the file of variables into the demo's folder; the commands to try, for a shell to copy."""
    variables = {
        "OCI_ASSETS_ESTATE": str(folder / "estate"),
        "OCI_ASSETS_STATE_DIR": str(folder / "state"),
        **cloud_environment(folder),
    }
    lines = [_HEAD, *(f"export {name}={shlex.quote(value)}" for name, value in variables.items())]
    programs = Path(sys.executable).parent
    if _is_hidden(programs):
        lines.append(f'export PATH={shlex.quote(str(programs))}:"$PATH"')
    (folder / FILE).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return [f"source {shlex.quote(str(folder / FILE))}", *_TRY]


def _is_hidden(programs: Path) -> bool:
    """Whether a shell would not find our programs, as after `make demo`."""
    found = shutil.which(_PROGRAM)
    return (programs / _PROGRAM).is_file() and (found is None or Path(found).parent != programs)
