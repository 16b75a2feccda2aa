"""The Dagster code location: the estate that `OCI_ASSETS_ESTATE` names (a clone or a URL), or the current folder.

An estate that cannot be read is an error here, which Dagster shows as the code location's error until the location is
reloaded. Empty definitions instead would look like an estate without stacks, and the sensor would be gone unnoticed.
"""

from __future__ import annotations

import os
from pathlib import Path

from oci_assets.assembly import build_definitions
from oci_assets.environment import Environment
from oci_assets.platform.reload import require_address
from oci_assets.platform.site import require_stacks
from oci_assets.platform.watched_site import load_watched_site

_environment = Environment.read(os.environ)

defs = build_definitions(
    require_stacks(
        load_watched_site(
            _environment.estate or str(Path.cwd()),
            state_dir=_environment.state_dir,
            terraform=_environment.terraform,
            branch=_environment.branch,
        )
    ),
    poll_seconds=_environment.poll_seconds,
    webserver=require_address(_environment.webserver),
    github=_environment.github,
)
