"""`git_change_sensor`: asks for one apply run of what the commits since the last tick affect.

It lists and compares only. The cursor is written together with the request, so a tick that is killed is repeated
whole, and the counter in the run key keeps A -> B -> A -> B apart.
"""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
import dagster as dg

from jobs.apply import APPLY_JOB
from oci_assets.errors import GitError
from oci_assets.estate.changes import find_affected
from oci_assets.estate.git import Repository
from oci_assets.model import Action, Affected
from oci_assets.platform.naming import asset_key
from oci_assets.platform.run_details import details_config
from oci_assets.platform.site import Site
from oci_assets.platform.tags import SENSOR, RunTags
from sensors.cursor import Cursor, Reasons

SENSOR_NAME = "git_change_sensor"


def build_git_change_sensor(site: Site, *, interval_seconds: int = 30) -> dg.SensorDefinition:
    """A sensor on the watched branch: the site's branch, or the one that was checked out at the first tick."""

    @dg.sensor(
        name=SENSOR_NAME,
        job_name=APPLY_JOB,
        minimum_interval_seconds=interval_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Applies the stacks that new commits on the watched branch affect.",
    )
    def git_change_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        return tick(context, site)

    return git_change_sensor


def tick(context: dg.SensorEvaluationContext, site: Site) -> dg.SensorResult:
    """One look at the branch: a request, or the reason why there is none.

    Raises:
        GitError: the branch or the last commit cannot be found; nothing is asked for and the cursor stays.
        SettingsError: `oci-assets.yaml` of the new commit has mistakes; likewise.
    """
    repository, cursor = site.repository(), Cursor.read(context.cursor)
    branch = site.branch or (cursor.branch if cursor else repository.active_branch())
    head = repository.branch_head(branch)
    if cursor is None or cursor.branch != branch:
        baseline = f"first look at {branch}: {head[:10]} is the baseline, nothing is applied"
        return _skip(Cursor(branch, head), baseline)
    affected = None if cursor.commit == head else _compare(context, repository, cursor, head)
    seen = cursor.seen(head, affected, loaded=site.catalog.stacks)
    if seen.ready:
        return dg.SensorResult([_request(seen.cursor, seen.ready)], cursor=seen.cursor.write())
    return _skip(seen.cursor, _nothing(cursor, seen.cursor, affected))


def _compare(context: dg.SensorEvaluationContext, repository: Repository, cursor: Cursor, head: str) -> Affected:
    try:
        affected = find_affected(repository, cursor.commit, head)
    except GitError as error:
        raise GitError(f"{error}; or clear the sensor's cursor in the UI: {head[:10]} is then the baseline") from error
    for warning in affected.warnings:
        context.log.warning("%s", warning)
    if affected.changeset.merge_base != cursor.commit:
        rewritten = "%s was rewritten: what only %s held is not looked at, the drift job shows it"
        context.log.warning(rewritten, cursor.branch, cursor.commit[:10])
    if affected.removed:
        context.log.warning("removed from git and not destroyed: %s", ", ".join(affected.removed))
    return affected


def _request(cursor: Cursor, reasons: Reasons) -> dg.RunRequest:
    return dg.RunRequest(
        run_key=f"{cursor.branch}:{cursor.commit}:{cursor.counter}",
        tags=RunTags(Action.APPLY, SENSOR, commit=cursor.commit, branch=cursor.branch).to_tags(),
        run_config=details_config(reasons=reasons),
        asset_selection=[asset_key(stack) for stack in reasons],
        asset_check_keys=[],
    )


def _nothing(before: Cursor, after: Cursor, affected: Affected | None) -> str:
    if affected is None:
        parts = [f"no new commit on {after.branch} since {after.commit[:10]}"]
    else:
        commits = f"{before.commit[:10]}..{after.commit[:10]}"
        parts = [f"{len(affected.changeset.paths)} changed files in {commits}, no stack to apply"]
        if affected.removed:
            parts.append(f"removed from git and not destroyed: {', '.join(affected.removed)}")
    if after.pending:
        parts.append(f"new, applied once the code location is reloaded: {', '.join(after.pending)}")
    return "; ".join(parts)


def _skip(cursor: Cursor, reason: str) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=reason, cursor=cursor.write())
