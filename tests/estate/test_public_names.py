"""What users of the predecessor import, and that it costs them no Dagster."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import oci_assets
from oci_assets import SERVICE_DEPENDENCIES, topological_sort

SCRIPT = """
import sys
from oci_assets import SERVICE_DEPENDENCIES, topological_sort
SERVICE_DEPENDENCIES["my-new-service"] = ["network", "identity"]
SERVICE_DEPENDENCIES["network"] = ["identity", "kms"]
print(topological_sort(["my-new-service", "network", "identity", "kms"]))
print(sorted({name.split(".")[0] for name in sys.modules} & {"dagster", "hcl2", "git", "pydantic", "yaml"}))
"""


def test_topological_sort_of_the_promise() -> None:
    """The example of the promise (predecessor P1), by the names of the promise."""
    assert topological_sort(["compute", "network", "identity"]) == [["identity"], ["network"], ["compute"]]
    assert SERVICE_DEPENDENCIES["identity"] == []
    assert {"SERVICE_DEPENDENCIES", "topological_sort"} <= set(oci_assets.__all__)


def test_import_is_light_and_map_can_be_edited(tmp_path: Path) -> None:
    """A script that edits the map in place (predecessor P2) gets the new order, and never loads Dagster."""
    script = tmp_path / "orders.py"
    script.write_text(SCRIPT)
    root = Path(oci_assets.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, script], cwd=root, env={"PYTHONPATH": str(root)}, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == ["[['identity'], ['kms'], ['network'], ['my-new-service']]", "[]"]
