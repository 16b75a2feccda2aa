"""The Dagster code location: the estate that `OCI_ASSETS_ESTATE` names, or the current folder.

An estate that cannot be read is an error here, which Dagster shows as the code location's error until the location is
reloaded. Empty definitions instead would look like an estate without stacks, and the sensor would be gone unnoticed.
"""

from __future__ import annotations

import os
from pathlib import Path

from oci_assets.assembly import build_definitions
from oci_assets.environment import Environment
from oci_assets.platform.reload import require_address
from oci_assets.platform.site import load_site, require_stacks

_environment = Environment.read(os.environ)

defs = build_definitions(
    require_stacks(
        load_site(
            _environment.estate or Path.cwd(),
            state_dir=_environment.state_dir,
            terraform=_environment.terraform,
            branch=_environment.branch,
        )
    ),
    poll_seconds=_environment.poll_seconds,
    webserver=require_address(_environment.webserver),
)
