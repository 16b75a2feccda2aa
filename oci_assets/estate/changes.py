"""Which stacks a changeset affects, and why. Reads both commits from git's objects; the working copy plays no part.

Only the head's configuration is asked: where the base's said something else, a file that the head reads has changed.
Symbolic links and submodules are the exception, so the base is asked as well when one of them changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pathspec import PathSpec
from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern

from oci_assets.errors import GitError
from oci_assets.estate.commit import Commit, Commits
from oci_assets.estate.comparison import Comparison
from oci_assets.estate.git import Repository
from oci_assets.estate.git_fetch import fetch_missing
from oci_assets.estate.git_objects import LINK, SUBMODULE, Change
from oci_assets.estate.matching import Changes
from oci_assets.estate.reach import Reach
from oci_assets.estate.settings import Settings
from oci_assets.estate.settings_file import FILE_NAME
from oci_assets.model import Affected, Changeset, Reason, ReasonKind

Reasons = dict[str, tuple[Reason, ...]]


def find_affected(
    repository: Repository,
    base_ref: str,
    head_ref: str = "HEAD",
    *,
    settings: Settings | None = None,
    direct: bool = False,
) -> Affected:
    """The stacks that differ between the fork point of `base_ref` and `head_ref`, each with its reasons.

    `settings` replaces what `oci-assets.yaml` says at both commits (`--config`).
    `direct` compares with `base_ref` itself, as when that is what is applied, whatever the fork point is.

    Raises:
        GitError: the refs cannot be compared; never answered with "everything".
        SettingsError: `oci-assets.yaml` of the head has mistakes.
    """
    changeset = _compared(repository, base_ref, head_ref, direct=direct)
    with Commits(repository, settings) as commits:
        changes = commits.diff(changeset.merge_base, changeset.head)
        base, head = commits.pair(changeset.merge_base, changeset.head, changes)
        comparison = _compare(commits, head, changes)
        sides = [comparison]
        if any(entry.mode in {LINK, SUBMODULE} for change in changes.values() for entry in change if entry):
            sides.append(_compare(commits, base, changes))
        found = _merged([side.reasons() for side in sides], head.stacks)
        found = _with(found, _for_all(head, changeset.paths))
        if FILE_NAME in changes and settings is None:
            found = _with(found, _rewired(base, head))
        return Affected(
            changeset=changeset,
            reasons={stack: found[stack] for stack in sorted(found)},
            removed=tuple(sorted(set(base.stacks) - set(head.stacks))),
            warnings=tuple(warning for side in sides for warning in side.warnings),
            levels=head.levels,
            folders=head.stacks,
        )


def _compared(repository: Repository, base_ref: str, head_ref: str, *, direct: bool) -> Changeset:
    """The changeset; what is missing for it is fetched where there is a remote."""
    try:
        return repository.changeset(base_ref, head_ref, direct=direct)
    except GitError as error:
        unknown = [ref for ref in (base_ref, head_ref) if not repository.has_ref(ref)]
        fetched, said = fetch_missing(repository.root, *unknown)
        if said:
            raise GitError(f"{error} (this was tried: {said})") from error
        if not fetched:
            raise
    return repository.changeset(base_ref, head_ref, direct=direct)


def _compare(commits: Commits, side: Commit, changes: Mapping[str, Change]) -> Comparison:
    links = side.snapshot.links
    roots = {stack: real for stack, folder in side.stacks.items() if (real := links.real(folder).path) is not None}
    return Comparison(Changes(changes), Reach(side.snapshot), roots, commits.texts(side))


def _merged(sides: Iterable[Reasons], stacks: Mapping[str, str]) -> Reasons:
    """The reasons of both sides by stack of the head; one that names the same path again adds nothing."""
    found: Reasons = {}
    for reasons in sides:
        found = _with(found, {stack: own for stack, own in reasons.items() if stack in stacks})
    return found


def _with(found: Reasons, more: Mapping[str, tuple[Reason, ...]]) -> Reasons:
    merged = dict(found)
    for stack, reasons in more.items():
        known = {(reason.kind, reason.path) for reason in merged.get(stack, ())}
        merged[stack] = (*merged.get(stack, ()), *(r for r in reasons if (r.kind, r.path) not in known))
    return merged


def _for_all(head: Commit, paths: Iterable[str]) -> Reasons:
    reasons = tuple(Reason(ReasonKind.SHARED_FILE, path) for path in shared_by_all(head.settings, paths))
    return dict.fromkeys(head.stacks, reasons) if reasons else {}


def shared_by_all(settings: Settings, paths: Iterable[str]) -> Iterator[str]:
    """Those of these paths that count for every stack: `shared_files` and `terraform.var_files`."""
    shared = PathSpec.from_lines(GitIgnoreBasicPattern, settings.shared_files)
    for path in paths:
        if path in settings.terraform.var_files or shared.match_file(path):
            yield path


def _rewired(base: Commit, head: Commit) -> Reasons:
    """Stacks of both sides that gained or lost an upstream by the settings."""
    before, after = base.catalog.upstream, head.catalog.upstream
    reason = (Reason(ReasonKind.SETTINGS, FILE_NAME),)
    return {
        stack: reason
        for stack, edges in after.items()
        if stack in before and {(e.upstream, e.kind) for e in edges} != {(e.upstream, e.kind) for e in before[stack]}
    }
