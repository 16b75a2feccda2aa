"""Whether the checkout on disk is what a run was started for. Looks only, never changes a working copy."""

from __future__ import annotations

from collections.abc import Mapping

from oci_assets.errors import EstateError
from oci_assets.platform import tags
from oci_assets.platform.site import Site


def commit_to_run(site: Site, stack_id: str, run_tags: Mapping[str, str]) -> str:
    """The commit that the checkout is at, when the run may use it: full SHA.

    The command line runs in place, with whatever lies in the folder. Every other run takes only committed files, and
    only a checkout that holds the run's commit or a newer one on top of it.

    Raises:
        EstateError: the checkout is at another line of history, or the stack's folder has uncommitted changes.
    """
    repository = site.repository()
    head = repository.head()
    if tags.trigger_of(run_tags) == tags.COMMAND_LINE:
        return head
    wanted = run_tags.get(tags.COMMIT)
    if wanted and wanted != head and not repository.is_ancestor(wanted, head):
        raise EstateError(
            f"{stack_id}: the run is for commit {wanted[:10]}, but the checkout {str(site.root)!r} is at {head[:10]}, "
            "which does not contain it: bring the checkout to the watched branch "
            f"(git -C {site.root} merge --ff-only {wanted[:10]}), then re-execute the run"
        )
    folder = site.catalog.stacks[stack_id].path
    dirty = repository.dirty_paths(folder)
    if dirty:
        raise EstateError(
            f"{stack_id}: {dirty[0]} has uncommitted changes: commit or stash them, then re-execute the run"
        )
    return head
