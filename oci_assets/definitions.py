"""The Dagster code location: the estate that `OCI_ASSETS_ESTATE` names, or the current folder."""

from __future__ import annotations

import os
from pathlib import Path

from oci_assets.assembly import build_definitions
from oci_assets.environment import Environment
from oci_assets.platform.site import load_site

_environment = Environment.read(os.environ)

defs = build_definitions(
    load_site(
        _environment.estate or Path.cwd(),
        state_dir=_environment.state_dir,
        terraform=_environment.terraform,
        branch=_environment.branch,
    ),
)
