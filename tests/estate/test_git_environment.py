"""Variables of git that lead astray; with a real repository in test_git.py."""

from __future__ import annotations

import os

import pytest

from oci_assets.estate.git_environment import forget_redirections


def test_forget_redirections(monkeypatch: pytest.MonkeyPatch) -> None:
    """What names another repository goes, what says how git behaves stays."""
    monkeypatch.setenv("GIT_DIR", "/elsewhere/.git")
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -i key")
    forget_redirections()
    assert "GIT_DIR" not in os.environ
    assert os.environ["GIT_SSH_COMMAND"] == "ssh -i key"
