"""The estate as the code location loads it: at the head of the watched branch, from a clone or a mirror of a URL.

Not from a working copy: what is not committed is nobody's to apply, and a mirror has none.
"""

from __future__ import annotations

import logging
from pathlib import Path

from oci_assets.errors import GitError
from oci_assets.estate.commit import Commits
from oci_assets.estate.git import open_repository
from oci_assets.estate.mirror import is_url, shown, update_mirror
from oci_assets.estate.owners import read_owners
from oci_assets.estate.tree import CommitTree
from oci_assets.platform.site import Site, branch_names, default_state_dir, open_estate, state_dir_of

logger = logging.getLogger(__name__)
MIRROR = "mirror.git"


def load_watched_site(
    estate: str, *, state_dir: Path | None = None, terraform: str | None = None, branch: str | None = None
) -> Site:
    """The estate that a folder or a URL names, with the stacks of its first watched branch.

    Raises:
        EstateError: no such folder, not a git repository. GitError: no such branch, or the URL cannot be reached.
        SettingsError: the branch's `oci-assets.yaml` has mistakes.
    """
    url = estate if is_url(estate) else None
    root, state = _mirrored(estate, state_dir) if url else (open_estate(Path(estate)).root, state_dir)
    repository = open_repository(root)
    name = next(iter(branch_names(branch)), None) or repository.active_branch()
    sha = repository.branch_head(name)
    with Commits(repository) as commits:
        commit = commits.at(sha)
        owners = read_owners(CommitTree(repository.objects(), sha))
        place = (state or default_state_dir(root)).resolve()
        return Site(root, place, commit.settings, commit.catalog, owners, terraform, branch, url=url)


def _mirrored(url: str, state_dir: Path | None) -> tuple[Path, Path]:
    """The mirror, brought up to date, and the state directory that it lies in."""
    name = shown(url).rstrip("/").rpartition("/")[2].removesuffix(".git") or "estate"
    state = (state_dir or state_dir_of(name, shown(url))).resolve()
    mirror = state / MIRROR
    try:
        update_mirror(url, mirror)
    except GitError as error:
        if not (mirror / "HEAD").is_file():
            raise
        logger.warning("%s: going on with what was fetched last", error)
    return mirror, state
