"""Which commit a step works on. Every step of a run works on the run's own; an apply never goes back behind another."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import dagster as dg

from oci_assets.estate.graph import ancestors
from oci_assets.estate.git import Repository
from oci_assets.platform import tags
from oci_assets.platform.naming import asset_key, stack_id_of
from oci_assets.platform.site import Site

MAX_RUNS = 100
_WAITING = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]
_recording = threading.Lock()
