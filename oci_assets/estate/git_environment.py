"""Git's own environment variables: which of them must not reach a git that we start."""

from __future__ import annotations

import os

# Git sets these for its hooks, and they win over the folder that a command runs in (githooks(5)).
_REDIRECTIONS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX")


def said(error: Exception) -> str:
    """What git said when a command of it failed, in one line."""
    return " ".join(str(getattr(error, "stderr", "") or error).split())


def forget_redirections() -> None:
    """Take the variables out of this process that would send git to another repository: we may run in a hook."""
    for name in _REDIRECTIONS:
        os.environ.pop(name, None)
