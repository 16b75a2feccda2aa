"""Brings what a comparison lacks from the remote: an unknown ref, the history of a shallow clone. Never asks anything.

The one place that changes a user's repository, and only as `git fetch` does: objects and remote-tracking branches.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

import git
from git.exc import GitError as GitPythonError

from oci_assets.estate.git_environment import forget_redirections, said
from oci_assets.estate.mirror import NEVER_ASK, shown

logger = logging.getLogger(__name__)
SECONDS = 120
_NAME = re.compile(r"(?!HEAD\b)[\w./][\w./+@-]*")  # nothing that says where to go from there: `main~3`, `HEAD^`
_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def fetch_missing(root: Path, *refs: str) -> tuple[bool, str]:
    """Fetch these refs, and the whole history of a shallow clone, from `origin` or the only remote.

    Gives whether something was fetched, and what git said where it refused; without a remote neither.
    """
    forget_redirections()
    with git.Repo(str(root), expand_vars=False) as repo:
        names = [remote.name for remote in repo.remotes]
        remote = "origin" if "origin" in names else names[0] if len(names) == 1 else None
        if remote is None:
            return False, ""
        wanted = [_ways(remote, ref.removeprefix(f"{remote}/")) for ref in refs if _NAME.fullmatch(ref)]
        if (Path(repo.common_dir) / "shallow").exists():
            wanted.insert(0, [["--unshallow", remote]])
        failures = [failure for ways in wanted if (failure := _first_of(repo, ways))]
        return bool(wanted) and not failures, "; ".join(failures)


def _ways(remote: str, ref: str) -> list[list[str]]:
    """How to ask for what a name may mean: a commit, else a branch, else a tag."""
    if _COMMIT.fullmatch(ref):
        return [["--", remote, ref]]
    name = ref.removeprefix("refs/heads/")
    branch = f"+refs/heads/{name}:refs/remotes/{remote}/{name}"
    return [["--", remote, branch], ["--", remote, f"refs/tags/{name}:refs/tags/{name}"]]


def _first_of(repo: git.Repo, ways: list[list[str]]) -> str | None:
    """None when one of the ways went well, else what git said to the first."""
    refusals: list[str] = []
    for args in ways:
        logger.info("git fetch %s", " ".join(args))
        try:
            repo.git.execute(["git", "fetch", "--quiet", *args], kill_after_timeout=SECONDS, env=NEVER_ASK)
        except (GitPythonError, OSError) as error:
            refusals.append(shown(said(error)))
        else:
            return None
    return refusals[0]
