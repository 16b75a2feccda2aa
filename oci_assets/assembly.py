"""Puts the house together: a site -> Dagster definitions. The command line and the code location share it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Mapping
from typing import Any

import dagster as dg

from jobs import build_apply_job, build_drift_job, build_plan_job
from oci_assets.github.access import GithubAccess
from oci_assets.model import Action
from oci_assets.platform.assets import build_assets
from oci_assets.platform.checks import build_checks
from oci_assets.platform.dependency_checks import build_dependency_checks
from oci_assets.platform.executor import thread_executor
from oci_assets.platform.freshness import build_check_records
from oci_assets.platform.liveness import FOLDER
from oci_assets.platform.reload import DEFAULT_WEBSERVER
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.run_details import RESOURCE, RunDetails
from oci_assets.platform.site import Site
from schedules import build_drift_schedule
from sensors import build_audit_sensor, build_drift_issue_sensor, build_git_change_sensor, build_run_health_sensor


def build_definitions(
    site: Site,
    *,
    stacks: Collection[str] | None = None,
    actions: Collection[Action] | None = None,
    poll_seconds: int = 30,
    webserver: str = DEFAULT_WEBSERVER,
    github: GithubAccess | None = None,
) -> dg.Definitions:
    """Every asset, check, job, sensor and schedule of one estate; the sensors look every `poll_seconds`.

    The `webserver` is asked to load new stacks; `github` is where drift is told, None for nowhere.

    With `stacks` and `actions` only what a run of these needs: a command on three stacks of 5,000 must not wait for
    the definitions of all. Names stay the same, so histories meet.
    """
    wanted = set(actions or Action)
    named = site.catalog.stacks.keys() if stacks is None else frozenset(stacks)
    chosen = tuple(stack for stack in site.catalog.stacks if stack in named)
    jobs: dict[Action, Callable[[], Any]] = {
        Action.PLAN: lambda: build_plan_job(site),
        Action.APPLY: build_apply_job,
        Action.DRIFT: build_drift_job,
    }
    whole = actions is None and bool(chosen)
    built = {action: build() for action, build in jobs.items() if action in wanted}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=dg.BetaWarning)  # code references are beta in Dagster 1.13
        return dg.Definitions(
            assets=_assets(site, chosen, whole=whole) if wanted & {Action.APPLY, Action.DRIFT} else [],
            asset_checks=_checks(site, chosen, whole=whole) if Action.DRIFT in wanted else [],
            jobs=list(built.values()),
            schedules=[build_drift_schedule(site)] if whole else [],
            sensors=[*_sensors(site, built, poll_seconds, webserver), *_reports(site, built, poll_seconds, github)]
            if whole
            else [],
            resources={"terraform": _terraform(site), RESOURCE: RunDetails()},
            executor=thread_executor.configured(_executor_config(site)),
        )


def _assets(site: Site, stacks: Collection[str], *, whole: bool) -> list[dg.AssetsDefinition | dg.AssetSpec]:
    return [*build_assets(site, stacks), *(build_check_records(site, stacks) if whole else [])]


def _checks(site: Site, stacks: Collection[str], *, whole: bool) -> list[dg.AssetChecksDefinition]:
    return [*build_checks(site, stacks), *(build_dependency_checks(site, stacks) if whole else [])]


def _reports(
    site: Site, built: Mapping[Action, Any], poll_seconds: int, github: GithubAccess | None
) -> list[dg.SensorDefinition]:
    jobs = [built[Action.APPLY], built[Action.PLAN]]
    return [build_drift_issue_sensor(site, github=github, jobs=jobs, interval_seconds=poll_seconds)]


def _sensors(site: Site, built: Mapping[Action, Any], poll_seconds: int, webserver: str) -> list[dg.SensorDefinition]:
    jobs = [built[Action.APPLY], built[Action.PLAN]]
    return [
        build_git_change_sensor(site, jobs=jobs, interval_seconds=poll_seconds, webserver=webserver),
        build_audit_sensor(site, interval_seconds=poll_seconds),
        build_run_health_sensor(site, interval_seconds=poll_seconds),
    ]


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
        "runs_folder": str(site.state_dir / FOLDER),
    }
