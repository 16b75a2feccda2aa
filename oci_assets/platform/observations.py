"""A stack's observations, read as far back as somebody looks: mostly the last one is the one that is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from oci_assets.platform.naming import asset_key

_PAGES = (2, *[50] * 10)
"""How many are read at once; plans observe as well as drift checks."""


def observations(instance: dg.DagsterInstance, stack: str) -> Iterator[tuple[dg.EventLogRecord, dg.AssetObservation]]:
    """The last 502 observations of a stack, newest first, with their records."""
    cursor = None
    for size in _PAGES:
        page = instance.fetch_observations(asset_key(stack), limit=size, cursor=cursor)
        for record in page.records:
            if record.asset_observation is not None:
                yield record, record.asset_observation
        if not page.has_more:
            return
        cursor = page.cursor
