"""The estate as the code location loads it: at the head of the watched branch, from a clone or a mirror of a URL.

Not from a working copy: what is not committed is nobody's to apply, and a mirror has none.
"""

from __future__ import annotations

import hashlib
import logging
import re
from pathlib import Path

from oci_assets.errors import GitError
from oci_assets.estate.commit import Commits
from oci_assets.estate.git import open_repository
from oci_assets.estate.mirror import is_url, shown, update_mirror
from oci_assets.estate.owners import read_owners
from oci_assets.estate.tree import CommitTree
from oci_assets.platform.site import Site, default_state_dir, open_estate

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
    name = next(iter((branch or "").split(",")), "").strip() or repository.active_branch()
    sha = repository.branch_head(name)
    with Commits(repository) as commits:
        commit = commits.at(sha)
        owners = read_owners(CommitTree(repository.objects(), sha))
        place = (state or default_state_dir(root)).resolve()
        return Site(root, place, commit.settings, commit.catalog, owners, terraform, branch, url=url)


def _mirrored(url: str, state_dir: Path | None) -> tuple[Path, Path]:
    """The mirror, brought up to date, and the state directory that it lies in."""
    state = (state_dir or _state_dir_of(url)).resolve()
    mirror = state / MIRROR
    try:
        update_mirror(url, mirror)
    except GitError as error:
        if not (mirror / "HEAD").is_file():
            raise
        logger.warning("%s: going on with what was fetched last", error)
    return mirror, state


def _state_dir_of(url: str) -> Path:
    name = re.sub(r"[^A-Za-z0-9_.-]", "-", shown(url).rstrip("/").rpartition("/")[2].removesuffix(".git")) or "estate"
    digest = hashlib.sha256(shown(url).encode()).hexdigest()[:8]
    return Path.home() / ".local" / "state" / "oci-assets" / f"{name}-{digest}"
