"""A git repository of our own that is written to: the demo's estate. Nothing here touches a user's repository."""

from __future__ import annotations

from pathlib import Path

import git
from git.exc import GitError as GitPythonError

from oci_assets.errors import GitError
from oci_assets.estate.git_environment import forget_redirections

AUTHOR = git.Actor("OCI Terraform Controller demo", "demo@example.com")


class OwnRepository:
    """A repository that this program made."""

    def __init__(self, repo: git.Repo) -> None:
        self._repo = repo

    def commit_all(self, message: str) -> str:
        """Commit everything that is not ignored; the full SHA.

        Raises:
            GitError: git refuses.
        """
        try:
            self._repo.git.add(all=True)
            return str(self._repo.index.commit(message, author=AUTHOR, committer=AUTHOR, skip_hooks=True).hexsha)
        except (GitPythonError, OSError) as error:
            raise GitError(f"git cannot commit in {self._repo.working_tree_dir}: {error}") from error


def create_repository(folder: Path, *, branch: str) -> OwnRepository:
    """The repository in `folder`, made with this first branch when there is none yet.

    Raises:
        GitError: git cannot make it; is it installed?
    """
    forget_redirections()
    try:
        return OwnRepository(git.Repo.init(folder, expand_vars=False, initial_branch=branch))
    except (GitPythonError, OSError) as error:
        raise GitError(f"git cannot make a repository in {folder}: {error}") from error
