"""A git repository that is only read: the one door to GitPython. Never fetches, never writes, never guesses.

Every failure is a `GitError` whose message ends with what mends it; "select everything" is no answer (predecessor F1).
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import git
from git.exc import GitError as GitPythonError
from git.exc import InvalidGitRepositoryError, NoSuchPathError

from oci_assets.errors import EstateError, GitError
from oci_assets.estate.git_environment import forget_redirections
from oci_assets.estate.git_objects import GitObjects
from oci_assets.estate.git_output import checked, split_entries, unknown_ref, unrelated
from oci_assets.model import Changeset


def open_repository(path: Path | str) -> Repository:
    """The repository that `path` is in.

    Raises:
        EstateError: the folder is missing or in no git repository.
    """
    forget_redirections()
    try:
        return Repository(git.Repo(str(path), search_parent_directories=True, expand_vars=False))
    except NoSuchPathError as error:
        raise EstateError(
            f"the estate folder {str(path)!r} does not exist: point --estate at a clone of the estate"
        ) from error
    except InvalidGitRepositoryError as error:
        raise EstateError(
            f"{str(path)!r} is not a git repository: run git init or point --estate at a clone"
        ) from error


class Repository:
    """What this project asks of git. Safe to share between threads."""

    def __init__(self, repo: git.Repo) -> None:
        self._repo = repo
        weakref.finalize(self, repo.close)

    @property
    def root(self) -> Path:
        """The top folder of the working tree; of a bare repository the git folder."""
        return Path(self._repo.working_tree_dir or self._repo.git_dir)

    def resolve(self, ref: str) -> str:
        """The full SHA of the commit that `ref` names: a branch, tag, SHA, or a branch that only `origin` has.

        Raises:
            GitError: there is no such commit here.
        """
        if not ref or ref.startswith("-") or not ref.isprintable():
            raise GitError(f"{ref!r} cannot be a git ref: name a branch, a tag or a commit")
        return self._commit(ref, ref, f"origin/{ref.removeprefix('refs/heads/')}")

    def head(self) -> str:
        """The full SHA that is checked out.

        Raises:
            GitError: nothing has been committed yet.
        """
        found = self._first("HEAD")
        if found is None:
            raise GitError(f"the repository in {self.root} has no commit yet: git add . && git commit")
        return found

    def active_branch(self) -> str:
        """The branch that is checked out.

        Raises:
            GitError: a commit is checked out, no branch.
        """
        name = self._ask("symbolic-ref", "--quiet", "--short", "HEAD")
        if name is None:
            raise GitError(
                f"{self.root} has no branch checked out: git switch BRANCH, or name the branch in OCI_ASSETS_BRANCH"
            )
        return name.decode("utf-8", "replace").strip()

    def branch_head(self, branch: str) -> str:
        """The full SHA of a branch: the local one, else that of `origin`.

        Raises:
            GitError: there is no such branch.
        """
        return self._commit(branch, f"refs/heads/{branch}", f"refs/remotes/origin/{branch}")

    def is_ancestor(self, ancestor: str, descendant: str) -> bool:
        """Whether `descendant` contains `ancestor`; a commit that is not here contains nothing and is in nothing."""
        known = self._first(ancestor) is not None and self._first(descendant) is not None
        return known and self._ask("merge-base", "--is-ancestor", ancestor, descendant) is not None

    def has_commit(self, commit: str) -> bool:
        """Whether the commit (full SHA) is here."""
        return self._first(commit) is not None

    def has_ref(self, ref: str) -> bool:
        """Whether `resolve` finds a commit under this name; what cannot be a name at all needs no look elsewhere."""
        try:
            return bool(self.resolve(ref))
        except GitError:
            return False

    def changeset(self, base_ref: str, head_ref: str = "HEAD", *, direct: bool = False) -> Changeset:
        """What `head_ref` changed since it forked from `base_ref` (three dots: only its own changes).

        `direct`: what differs between the two themselves (two dots), also when they have nothing in common.

        Raises:
            GitError: a ref is unknown, or the two have no common commit here.
        """
        base, head = self.resolve(base_ref), self.resolve(head_ref)
        merge_base = base if direct else self._fork(base_ref, base, head_ref, head)
        # Both sides of a rename must select (predecessor F3), so renames are listed as delete and add.
        listed = self._call("diff-tree", "-r", "-z", "--name-only", "--no-renames", merge_base, head)
        return Changeset(base, head, merge_base, tuple(sorted(set(split_entries(listed)))))

    def _fork(self, base_ref: str, base: str, head_ref: str, head: str) -> str:
        fork = self._ask("merge-base", base, head)
        if fork is None:
            is_shallow = self._call("rev-parse", "--is-shallow-repository").strip() == b"true"
            raise GitError(unrelated(base_ref, head_ref, self.root, is_shallow=is_shallow))
        return fork.decode().strip()

    def objects(self) -> GitObjects:
        """Bulk reads of this repository; for one thread."""
        return GitObjects(self._repo)

    def dirty_paths(self, folder: PurePosixPath | str = ".") -> tuple[str, ...]:
        """Paths under `folder` (from the root) with changes that are not committed, untracked ones too, sorted."""
        flags = ("--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
        within = ":(top)" if str(folder) == "." else f":(top,literal){folder}"
        listed = self._call("status", *flags, "--", within)
        return tuple(sorted(line[3:] for line in split_entries(listed)))

    def _first(self, *names: str) -> str | None:
        """The full SHA of the first name that is a commit here."""
        for name in names:
            found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
            if found is not None:
                return found.decode().strip()
        return None

    def _commit(self, ref: str, *names: str) -> str:
        found = self._first(*names)
        if found is None:
            listed = self._call("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
            raise GitError(unknown_ref(ref, listed.decode("utf-8", "replace").splitlines(), self.root))
        return found

    def _call(self, *args: str) -> bytes:
        """What git prints."""
        status, out, err = self._execute(args)
        return checked(args, self.root, status, out, err)

    def _ask(self, *args: str) -> bytes | None:
        """What git prints, None when the answer is no (exit code 1)."""
        status, out, err = self._execute(args)
        return None if status == 1 else checked(args, self.root, status, out, err)

    def _execute(self, args: Sequence[str]) -> tuple[int, bytes, str]:
        try:
            status, out, err = self._repo.git.execute(
                ["git", *args],
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
                env={"GIT_OPTIONAL_LOCKS": "0"},  # looking must not touch the index of somebody's checkout
            )
        except (GitPythonError, OSError) as error:
            raise GitError(f"git could not be started in {self.root}: is it installed?") from error
        return status, out, err
