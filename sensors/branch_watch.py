"""One look at one branch: what its new commits affect, and what people are told about it. Compares only."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from oci_assets.errors import GitError
from oci_assets.estate.changes import find_affected
from oci_assets.estate.git import Repository
from oci_assets.model import Affected
from sensors.cursor import Reasons, Watched


@dataclass(frozen=True, slots=True)
class Look:
    """What came of it.

    Attributes:
        watched: where the sensor is on the branch now.
        ready: stacks to apply with their reasons.
        plan_all: nothing tells what is applied, so every stack is to be planned.
        said: what was seen, in words.
        warnings: for the log.
    """

    watched: Watched
    said: str
    ready: Reasons
    plan_all: bool = False
    warnings: tuple[str, ...] = ()


def look_at(repository: Repository, branch: str, watched: Watched | None, *, loaded: Container[str]) -> Look:
    """Compare the branch with what was seen of it; `loaded` are the stacks of the loaded definitions.

    Raises:
        GitError: a branch that was never seen is not here. SettingsError: the new commit's settings have mistakes.
    """
    try:
        head = repository.branch_head(branch)
    except GitError as error:
        if watched is None:
            raise
        return Look(watched, f"{branch} is gone, its last commit was {watched.commit[:10]}: {error}", {})
    if watched is None:
        return Look(Watched(head), f"first look at {branch}: {head[:10]} is the baseline, nothing is applied", {})
    if head == watched.commit:
        now, ready = watched.at(head, None, loaded=loaded)
        return Look(now, f"no new commit on {branch} since {head[:10]}", ready)
    base = next((commit for commit in (watched.commit, *watched.seen) if repository.has_commit(commit)), None)
    if base is None:
        return _lost(branch, watched, head)
    affected = find_affected(repository, base, head, direct=True)
    now, ready = watched.at(head, affected, loaded=loaded)
    warnings = (*affected.warnings, *_rewritten(repository, branch, watched, base, head), *_removed(affected))
    return Look(now, _nothing(branch, base, affected), ready, warnings=warnings)


def _lost(branch: str, watched: Watched, head: str) -> Look:
    warning = (
        f"{branch} was rewritten and no commit that was seen of it is here any more: every stack is planned at "
        f"{head[:10]}, nothing is applied; that commit is the new baseline"
    )
    now = Watched(head, watched.counter + 1, watched.pending)
    return Look(now, warning, {}, plan_all=True, warnings=(warning,))


def _rewritten(repository: Repository, branch: str, watched: Watched, base: str, head: str) -> tuple[str, ...]:
    if repository.is_ancestor(watched.commit, head):
        return ()
    known = "" if base == watched.commit else f" (which is not here any more, so {base[:10]} stands for it)"
    seen = watched.commit[:10]
    return (f"{branch} was rewritten: {head[:10]} is compared with {seen}{known}, which was applied last",)


def _removed(affected: Affected) -> tuple[str, ...]:
    return (f"removed from git and not destroyed: {', '.join(affected.removed)}",) if affected.removed else ()


def _nothing(branch: str, base: str, affected: Affected) -> str:
    files, head = len(affected.changeset.paths), affected.changeset.head
    said = f"{branch}: {files} changed files in {base[:10]}..{head[:10]}, no stack to apply"
    return "; ".join((said, *_removed(affected)))
