"""Puts the house together: a site -> Dagster definitions. The command line and the code location share it."""

from __future__ import annotations

import warnings
from collections.abc import Collection

import dagster as dg

from jobs import build_apply_job, build_drift_job, build_plan_job
from oci_assets.model import Action
from oci_assets.platform.assets import build_assets
from oci_assets.platform.checks import build_checks
from oci_assets.platform.executor import thread_executor
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.site import Site
from schedules import build_drift_schedule
from sensors import build_audit_sensor, build_git_change_sensor


def build_definitions(
    site: Site, *, stacks: Collection[str] | None = None, actions: Collection[Action] | None = None
) -> dg.Definitions:
    """Every asset, check, job, sensor and schedule of one estate.

    With `stacks` and `actions` only what a run of these needs: a command on three stacks of 5,000 must not wait for
    the definitions of all. Names stay the same, so histories meet.
    """
    wanted = set(actions or Action)
    chosen = tuple(site.catalog.stacks) if stacks is None else tuple(s for s in site.catalog.stacks if s in set(stacks))
    jobs = {Action.APPLY: build_apply_job, Action.DRIFT: build_drift_job, Action.PLAN: lambda: build_plan_job(site)}
    whole = actions is None and bool(chosen)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=dg.BetaWarning)  # code references are beta in Dagster 1.13
        return dg.Definitions(
            assets=build_assets(site, chosen) if wanted & {Action.APPLY, Action.DRIFT} else [],
            asset_checks=build_checks(site, chosen) if Action.DRIFT in wanted else [],
            jobs=[build() for action, build in jobs.items() if action in wanted],
            schedules=[build_drift_schedule(site)] if whole else [],
            sensors=[build_git_change_sensor(site), build_audit_sensor(site)] if whole else [],
            resources={"terraform": _terraform(site)},
            executor=thread_executor.configured(_executor_config(site)),  # type: ignore[no-untyped-call]
        )


def _terraform(site: Site) -> TerraformResource:
    return TerraformResource(
        binary=site.wanted_binary, version=site.settings.terraform.version, state_dir=str(site.state_dir)
    )


def _executor_config(site: Site) -> dict[str, object]:
    execution = site.settings.execution
    return {
        "max_workers": execution.max_workers if execution.parallel else 1,
        "scheduling": execution.scheduling,
        "on_failure": execution.on_failure,
    }
