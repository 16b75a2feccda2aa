"""Which commit a step works on. Every step of a run works on the run's own; an apply never goes back behind another."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import dagster as dg

from oci_assets.estate.git import Repository
from oci_assets.estate.graph import ancestors
from oci_assets.platform import tags
from oci_assets.platform.naming import asset_key
from oci_assets.platform.site import Site

MAX_RUNS = 100
_WAITING = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]
_recording = threading.Lock()


def commit_of_run(instance: dg.DagsterInstance, site: Site, run: dg.DagsterRun) -> str:
    """The commit of a run that no command line started: full SHA.

    One that was started without (in the UI, by the schedule) gets the head of the watched branch as it is now, which is
    kept in the run's tags: its other steps take the same.

    Raises:
        GitError: the commit or the branch is not here.
    """
    repository = site.repository()
    with _recording:
        now = instance.get_run_by_id(run.run_id) or run
        wanted = now.tags.get(tags.COMMIT)
        commit = repository.resolve(wanted) if wanted else watched_head(site, repository)
        if commit != wanted:
            instance.add_run_tags(run.run_id, {tags.COMMIT: commit})
    return commit


def watched_head(site: Site, repository: Repository) -> str:
    """The full SHA that the watched branch is at: the first one named, or what is checked out."""
    return repository.branch_head(site.branches[0]) if site.branches else repository.head()


def commit_to_apply(
    instance: dg.DagsterInstance, site: Site, stack_id: str, run: dg.DagsterRun, commit: str
) -> tuple[str, str]:
    """The commit to apply to a stack in a run for `commit`, and why it is another one (empty when it is not).

    Newer ones on top of it win: the one that the stack was applied at last, since a run that had to wait must not roll
    it back, and those of sensor runs of the same branch that wait with this stack, so that it is applied once.
    """
    repository = site.repository()
    newest, why = commit, ""
    applied = _last_applied(instance, stack_id)
    if applied and applied != newest and repository.is_ancestor(newest, applied):
        newest, why = applied, f"{stack_id} was already applied at {applied[:10]}, which is newer than {commit[:10]}"
    for run_id, waiting in _waiting(instance, site, stack_id, run):
        if waiting != newest and repository.is_ancestor(newest, waiting):
            newest, why = waiting, f"run {run_id[:8]} waits with {stack_id} at {waiting[:10]}, newer than {commit[:10]}"
    return newest, why


def _last_applied(instance: dg.DagsterInstance, stack_id: str) -> str | None:
    event = instance.get_latest_materialization_event(asset_key(stack_id))
    materialization = event.asset_materialization if event else None
    commit = materialization.metadata.get("commit") if materialization else None
    return str(commit.value) if commit else None


def _waiting(instance: dg.DagsterInstance, site: Site, stack_id: str, run: dg.DagsterRun) -> Iterator[tuple[str, str]]:
    """Run ids and commits of the branch's other sensor runs with this stack and with nothing that must come first."""
    branch = run.tags.get(tags.BRANCH)
    if branch is None or tags.trigger_of(run.tags) != tags.SENSOR:
        return
    wanted = {tags.BRANCH: branch, tags.TRIGGER: tags.SENSOR, tags.ACTION: run.tags.get(tags.ACTION, "")}
    first = {asset_key(stack) for stack in ancestors(site.catalog.upstream, stack_id)}
    for other in instance.get_runs(dg.RunsFilter(statuses=_WAITING, tags=wanted), limit=MAX_RUNS):
        selected = other.asset_selection or frozenset()
        commit = other.tags.get(tags.COMMIT)
        if other.run_id != run.run_id and commit and asset_key(stack_id) in selected and not first & selected:
            yield other.run_id, commit
