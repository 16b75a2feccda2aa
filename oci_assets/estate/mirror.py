"""A bare mirror of an estate that is given by its URL: made once, fetched before each look. Never asks for a password.

https://git-scm.com/docs/git-clone (`--mirror`). Credentials are git's own business (a helper, an SSH key); those that
stand in a URL are never shown.
"""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import git
from git.exc import GitError as GitPythonError

from oci_assets.errors import GitError
from oci_assets.estate.git_environment import forget_redirections, said

FETCH_SECONDS, CLONE_SECONDS = 30, 600
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[^/@:\s]+@[^/:\s]+:")
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
NEVER_ASK = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}


def is_url(text: str) -> bool:
    """Whether git would take this for a remote repository: `https://...`, `file://...`, `git@host:path`."""
    return _URL.match(text) is not None


def shown(url: str) -> str:
    """The URL without user name and password."""
    return _CREDENTIALS.sub("", url)


def update_mirror(url: str, folder: Path) -> None:
    """Make the mirror in `folder`, or bring it up to date; branches that are gone there are gone here.

    Raises:
        GitError: the remote cannot be reached within the time; what is here stays as it is.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _only_one(folder):
        if (folder / "HEAD").is_file():
            _git(url, folder, FETCH_SECONDS, "fetch", "--quiet", "--prune", "origin")
            return
        half = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(half, ignore_errors=True)
        _git(url, folder.parent, CLONE_SECONDS, "clone", "--quiet", "--mirror", "--", url, str(half))
        half.rename(folder)


def _git(url: str, cwd: Path, seconds: int, *args: str) -> None:
    forget_redirections()
    try:
        git.Git(str(cwd)).execute(["git", *args], kill_after_timeout=seconds, env=NEVER_ASK)
    except (GitPythonError, OSError) as error:
        raise GitError(
            f"git {args[0]} of {shown(url)} failed: {shown(said(error))}: check the URL, the network and that "
            f"'git ls-remote {shown(url)}' works for the user that runs this"
        ) from error


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    with folder.with_name(f"{folder.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
