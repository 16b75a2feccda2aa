"""`git_change_sensor`: asks for one apply run of what the commits since the last tick affect.

It lists and compares only. The cursor is written together with the request, so a tick that is killed is repeated
whole, and the counter in the run key keeps A -> B -> A -> B apart.
"""

import json
from dataclasses import asdict, dataclass

import dagster as dg

from jobs.apply import APPLY_JOB
from oci_assets.errors import OciAssetsError
from oci_assets.estate.changes import find_affected
from oci_assets.model import Action, Affected
from oci_assets.platform.naming import asset_key
from oci_assets.platform.site import Site
from oci_assets.platform.tags import RunTags

SENSOR_NAME = "git_change_sensor"


@dataclass(frozen=True, slots=True)
class Cursor:
    """What the sensor remembers: the commit it has seen, how many runs it asked for, stacks it could not ask for yet."""

    branch: str
    commit: str
    counter: int = 0
    pending: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str | None) -> "Cursor | None":
        """The cursor that `write` wrote; None on the first tick."""
        if not text:
            return None
        data = json.loads(text)
        return cls(data["branch"], data["commit"], data["counter"], tuple(data["pending"]))

    def write(self) -> str:
        """The cursor as Dagster keeps it."""
        return json.dumps(asdict(self))


def build_git_change_sensor(site: Site, *, interval_seconds: int = 30) -> dg.SensorDefinition:
    """A sensor on the watched branch: the site's branch, or the one that is checked out."""

    @dg.sensor(
        name=SENSOR_NAME,
        job_name=APPLY_JOB,
        minimum_interval_seconds=interval_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Applies the stacks that new commits on the watched branch affect.",
    )
    def git_change_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        try:
            return tick(site, Cursor.read(context.cursor))
        except OciAssetsError as error:
            context.log.error("%s", error)
            raise

    return git_change_sensor


def tick(site: Site, cursor: Cursor | None) -> dg.SensorResult:
    """One look at the branch: a request, or the reason why there is none.

    Raises:
        GitError: the branch or the last commit cannot be found; nothing is asked for and the cursor stays.
    """
    repository = site.repository()
    branch = site.branch or repository.active_branch()
    head = repository.branch_head(branch)
    if cursor is None or cursor.branch != branch:
        return _skip(Cursor(branch, head), f"first look at {branch}: {head[:10]} is the baseline, nothing is applied")
    if cursor.commit == head:
        return _skip(cursor, f"no new commit on {branch} since {head[:10]}")
    affected = find_affected(repository, cursor.commit, head)
    known = [stack for stack in affected.reasons if stack in site.catalog.stacks]
    pending = tuple(sorted({*cursor.pending, *affected.reasons} - set(site.catalog.stacks)))
    ready = sorted({*known, *(s for s in cursor.pending if s in site.catalog.stacks)})
    if not ready:
        return _skip(Cursor(branch, head, cursor.counter, pending), _nothing(affected, pending))
    following = Cursor(branch, head, cursor.counter + 1, pending)
    return dg.SensorResult([_request(following, ready, affected)], cursor=following.write())


def _request(cursor: Cursor, stacks: list[str], affected: Affected) -> dg.RunRequest:
    reasons = {stack: affected.reasons[stack] for stack in stacks if stack in affected.reasons}
    tags = RunTags(Action.APPLY, "sensor", commit=cursor.commit, branch=cursor.branch, reasons=reasons)
    return dg.RunRequest(
        run_key=f"{cursor.branch}:{cursor.commit}:{cursor.counter}",
        tags=tags.to_tags(),
        asset_selection=[asset_key(stack) for stack in stacks],
        asset_check_keys=[],
    )


def _nothing(affected: Affected, pending: tuple[str, ...]) -> str:
    changeset = affected.changeset
    seen = f"{len(changeset.paths)} changed files in {changeset.merge_base[:10]}..{changeset.head[:10]} affect no stack"
    parts = [seen]
    if affected.removed:
        parts.append(f"removed and not destroyed: {', '.join(affected.removed)}")
    if pending:
        parts.append(f"new, waiting for the code location to be reloaded: {', '.join(pending)}")
    return "; ".join(parts)


def _skip(cursor: Cursor, reason: str) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=reason, cursor=cursor.write())
