"""A code location for the re-execution test: the estate that `OCI_TEST_ESTATE` names."""

from __future__ import annotations

import os
from pathlib import Path

from oci_assets.assembly import build_definitions
from oci_assets.platform.site import load_site

_folder = Path(os.environ["OCI_TEST_ESTATE"])
defs = build_definitions(load_site(_folder / "estate", state_dir=_folder / "state"))
