"""Whether a stack was checked for drift lately: an asset of its own beside each stack, with Dagster's freshness policy.

A policy counts materializations and nothing else, and one of a stack means that it was applied: a policy on the stack
itself would call it stale though it is checked every night. So each check that could look materializes the record of
the check, `REGION/SERVICE/drift_check`, and the policy is on that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import dagster as dg

from oci_assets.drift import StackDrift
from oci_assets.estate.cron import Cron
from oci_assets.estate.drift_settings import DriftSettings
from oci_assets.platform.naming import asset_key
from oci_assets.platform.site import Site
from oci_assets.report.drift_text import summary

GROUP = "drift_checks"
_LAST = "drift_check"


def check_record_key(stack_id: str) -> dg.AssetKey:
    """The key of the record: `["toronto", "network", "drift_check"]`."""
    return dg.AssetKey([*asset_key(stack_id).path, _LAST])


def stale_after(drift: DriftSettings) -> timedelta:
    """How old the last check may be: what was set, or the longest gap of the schedule with jitter and window."""
    if drift.stale_hours is not None:
        return timedelta(hours=drift.stale_hours)
    return Cron.parse(drift.cron).longest_gap() + timedelta(minutes=drift.jitter_minutes + drift.window_minutes)


def build_check_records(site: Site, stacks: Iterable[str]) -> list[dg.AssetSpec]:
    """One record for each of these stacks; nothing executes them, drift checks materialize them."""
    policy = dg.FreshnessPolicy.time_window(fail_window=stale_after(site.settings.drift))
    return [
        dg.AssetSpec(
            key=check_record_key(stack),
            deps=[asset_key(stack)],
            group_name=GROUP,
            description=f"The last drift check of `{stack}` that could look. Stale: nobody knows whether it drifts.",
            freshness_policy=policy,
        )
        for stack in stacks
    ]


def check_record(found: StackDrift) -> dg.AssetMaterialization:
    """The event of a check that could look."""
    return dg.AssetMaterialization(
        asset_key=check_record_key(found.stack),
        metadata={"status": found.status.value, "drifted": found.drifted, "summary": summary(found)},
    )
