"""Working trees of single commits, made beside a repository (`git worktree`). No branch and no file of it changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import git
from git.exc import GitError as GitPythonError

from oci_assets.errors import GitError
from oci_assets.estate.git_environment import forget_redirections, said

# A hook of the user's after each checkout of ours would surprise both.
_NO_HOOKS = ("-c", "core.hooksPath=/dev/null")


def add_worktree(repository: Path, folder: Path, commit: str) -> None:
    """Check a commit out into a folder that is not there yet. One call at a time for a repository.

    Raises:
        GitError: the commit is not here, or git cannot write the folder.
    """
    # Twice: git locks a worktree while it makes it, so what a killed git left is locked for ever.
    _git(repository, "worktree", "add", "--force", "--force", "--detach", "--quiet", "--", str(folder), commit)


def remove_worktree(repository: Path, folder: Path) -> None:
    """Remove the folder and what the repository knows of it; fine when either is not there. One call at a time.

    Raises:
        GitError: git refuses. OSError: the folder cannot be removed.
    """
    if folder.exists():
        shutil.rmtree(folder)
    _git(repository, "worktree", "prune")


def _git(repository: Path, *args: str) -> None:
    forget_redirections()
    try:
        with git.Repo(str(repository), expand_vars=False) as repo:
            repo.git.execute(["git", *_NO_HOOKS, *args])
    except (GitPythonError, OSError) as error:
        raise GitError(
            f"git {' '.join(args[:2])} failed in {repository}: {said(error)}: run git fsck or git fetch"
        ) from error
