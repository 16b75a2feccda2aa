"""What a commit of nothing but lock files means for a stack: other provider versions at the next apply, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from oci_assets.estate.git import Repository
from oci_assets.model import Reason
from oci_assets.platform.last_apply import LastApply
from oci_assets.terraform.lockfile import LOCK_FILE, locked_in

_MAX_NAMED = 5


@dataclass(frozen=True, slots=True)
class LockChange:
    """What such a commit changes, as a sentence; `is_pending`: the next apply would work with other providers."""

    text: str
    is_pending: bool


def lock_change(repository: Repository, reasons: Sequence[Reason], last: LastApply, head: str) -> LockChange | None:
    """What differs between the last apply and the head; None where it is more than lock files, or nothing.

    A lock file that came or went is compared with the versions that the last apply noted; without a note it is pending.

    Raises:
        GitError: a commit or a file of it is not here.
    """
    paths = sorted({reason.path for reason in reasons})
    if not paths or any(PurePosixPath(path).name != LOCK_FILE for path in paths):
        return None
    differing = [text for path in paths for text in _differing(repository, path, last, head)]
    between = f"{', '.join(paths)} differs between {last.commit[:10]}, last applied, and {head[:10]}"
    if not differing:
        return LockChange(f"{between}, but locks the same provider versions: nothing need be applied for that", False)
    more = f" and {len(differing) - _MAX_NAMED} more" if len(differing) > _MAX_NAMED else ""
    return LockChange(
        f"only the lock file {between}: the next apply works with {', '.join(differing[:_MAX_NAMED])}{more}", True
    )


def _differing(repository: Repository, path: str, last: LastApply, head: str) -> list[str]:
    """Each provider that has another version at the head, as people read it."""
    before = _versions(repository, last.commit, path)
    after = _versions(repository, head, path)
    if before is None and after is not None:
        before = {address: version for address, version in last.providers.items() if address in after}
    if before is None or after is None:
        return ["versions that no file locks any more"]
    return [
        f"{address.split('/', 1)[-1]} {after.get(address, 'not locked')} (before: {before.get(address, 'not known')})"
        for address in sorted({*before, *after})
        if before.get(address) != after.get(address)
    ]


def _versions(repository: Repository, commit: str, path: str) -> Mapping[str, str] | None:
    """What the file locks at a commit, by source address; None where it is not there."""
    objects = repository.objects()
    entry = objects.entries(commit, [str(PurePosixPath(path).parent).removeprefix(".")]).get(path)
    if entry is None:
        return None
    contents = dict(objects.blobs([entry.oid]))
    return {provider.address: provider.version for provider in locked_in(contents[entry.oid])}
