"""`git_change_sensor`: asks for one apply run a branch of what the commits since the last tick affect.

It lists and compares only. The cursor is written together with the requests, so a tick that is killed is repeated
whole, and the counter in the run key keeps A -> B -> A -> B apart.
"""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import dagster as dg

from jobs.apply import APPLY_JOB, build_apply_job
from jobs.plan import PLAN_JOB, build_plan_job
from oci_assets.errors import GitError, OciAssetsError
from oci_assets.estate.git import Repository
from oci_assets.model import Action
from oci_assets.platform.naming import asset_key
from oci_assets.platform.reload import DEFAULT_WEBSERVER, reload_location
from oci_assets.platform.run_details import details_config
from oci_assets.platform.site import Site
from oci_assets.platform.tags import SENSOR, RunTags
from sensors.branch_watch import Look, look_at
from sensors.cursor import Cursor, Watched

SENSOR_NAME = "git_change_sensor"
LOCATION = "oci_assets"


def build_git_change_sensor(
    site: Site, *, jobs: Sequence[Any] | None = None, interval_seconds: int = 30, webserver: str = DEFAULT_WEBSERVER
) -> dg.SensorDefinition:
    """A sensor on the watched branches: the site's, or the one that was checked out at the first tick.

    Args:
        site: the estate.
        jobs: the very apply and plan jobs of the definitions.
        interval_seconds: how often it looks.
        webserver: is asked to reload the code location when a stack is new.
    """

    @dg.sensor(
        name=SENSOR_NAME,
        jobs=jobs or [build_apply_job(), build_plan_job(site)],
        minimum_interval_seconds=interval_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Applies the stacks that new commits on the watched branches affect.",
    )
    def git_change_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        return tick(context, site, webserver)

    return git_change_sensor


def tick(context: dg.SensorEvaluationContext, site: Site, webserver: str) -> dg.SensorResult:
    """One look at the branches: requests, or the reason why there is none.

    Raises:
        GitError: a branch that was never seen is not here; nothing is asked for and the cursor stays.
        SettingsError: `oci-assets.yaml` of the new commit has mistakes; likewise.
    """
    site.fetch()
    repository, before = site.repository(), Cursor.read(context.cursor)
    branches = site.branches or tuple(before.branches)[:1] or (repository.active_branch(),)
    found = {branch: _look(site, repository, branch, before.branches.get(branch)) for branch in branches}
    looks = {branch: look for branch, look in found.items() if isinstance(look, Look)}
    failures = [failure for failure in found.values() if isinstance(failure, OciAssetsError)]
    requests = [_request(branch, look) for branch, look in looks.items() if look.ready or look.plan_all]
    if failures and not requests:
        raise failures[0]
    for warning in (*failures, *(warning for look in looks.values() for warning in look.warnings)):
        context.log.warning("%s", warning)
    after = replace(before, branches={**before.branches, **{branch: look.watched for branch, look in looks.items()}})
    after, said = _reloaded(context, lambda: _loaded(repository, branches[0]), after, webserver)
    if requests:
        return dg.SensorResult(requests, cursor=after.write())
    reasons = [*(look.said for look in looks.values()), *said]
    return dg.SensorResult(skip_reason="; ".join(reasons), cursor=after.write())


def _look(site: Site, repository: Repository, branch: str, watched: Watched | None) -> Look | OciAssetsError:
    """A look at one branch, or what is wrong with it: the others are looked at all the same."""
    try:
        return look_at(repository, branch, watched, loaded=site.catalog.stacks)
    except OciAssetsError as error:
        return error


def _request(branch: str, look: Look) -> dg.RunRequest:
    commit, counter = look.watched.commit, look.watched.counter
    action = Action.PLAN if look.plan_all else Action.APPLY
    return dg.RunRequest(
        job_name=PLAN_JOB if look.plan_all else APPLY_JOB,
        run_key=f"{branch}:{commit}:{counter}",
        tags=RunTags(action, SENSOR, commit=commit, branch=branch).to_tags(),
        run_config=details_config(reasons=look.ready),
        asset_selection=None if look.plan_all else [asset_key(stack) for stack in look.ready],
        asset_check_keys=None if look.plan_all else [],
    )


def _loaded(repository: Repository, branch: str) -> str:
    """What the code location loads, for people and to tell one load from the next."""
    try:
        return f"{branch} at {repository.branch_head(branch)[:10]}"
    except GitError:
        return f"{branch}, which is gone"


def _reloaded(
    context: dg.SensorEvaluationContext, loaded: Callable[[], str], cursor: Cursor, webserver: str
) -> tuple[Cursor, list[str]]:
    """The cursor once the code location was reloaded for the stacks that wait, and what to say about them.

    The definitions come from the first watched branch, so there is one reload for each commit of it and set of stacks.
    """
    if not cursor.pending:
        return replace(cursor, reloaded=""), []
    names = ", ".join(cursor.pending)
    source = loaded()
    wanted = f"{source} {names}"
    if cursor.reloaded == wanted:
        return cursor, [f"new, and not in {source}, which the code location loads: {names}"]
    origin = context.code_location_origin
    try:
        reload_location(webserver, origin.location_name if origin else LOCATION)
    except OciAssetsError as error:
        context.log.warning("%s", error)
        by_hand = "press Reload on the code location in the UI, or set OCI_ASSETS_WEBSERVER"
        return cursor, [f"new, applied once the code location is reloaded: {names} ({error}: {by_hand})"]
    return replace(cursor, reloaded=wanted), [f"new, the code location was reloaded for them: {names}"]
