"""The one repository that this program writes to: the demo's."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import GitError
from oci_assets.estate.git import open_repository
from oci_assets.estate.git_commit import create_repository
from tests.builders import EstateRepo


def test_create_repository_and_commit_all(tmp_path: Path) -> None:
    """A new repository on the named branch; each commit takes everything that is not ignored, deletions too."""
    own = create_repository(tmp_path / "demo", branch="Dev")
    demo = EstateRepo(tmp_path / "demo")
    demo.write_all({"a.tf": "a", "b c.tf": "b", ".gitignore": "*.tfstate", "x.tfstate": "secret"})
    first = own.commit_all("first")
    (demo.root / "a.tf").unlink()
    demo.write("b c.tf", "changed")
    second = own.commit_all("second")
    repository = open_repository(demo.root)
    assert (repository.active_branch(), repository.head()) == ("Dev", second)
    assert sorted(repository.objects().entries(first)) == [".gitignore", "a.tf", "b c.tf"]
    assert repository.changeset(first, second).paths == ("a.tf", "b c.tf")
    assert demo.git("log", "--format=%s").splitlines() == ["second", "first"]
    assert demo.git("log", "-1", "--format=%an <%ae>") == "OCI Terraform Controller demo <demo@example.com>"


def test_create_repository_that_is_there(estate: EstateRepo) -> None:
    """A repository that exists keeps its branch and history."""
    sha = estate.commit()
    estate.write("new.tf")
    own = create_repository(estate.root, branch="Dev")
    own.commit_all("more")
    assert estate.git("rev-parse", "main~1") == sha


def test_create_repository_in_a_hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a hook's environment the new repository is written to, not the one that the hook belongs to."""
    users = EstateRepo(tmp_path / "users")
    sha = users.commit(files=["x.tf"])
    monkeypatch.setenv("GIT_DIR", str(users.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(users.root / ".git" / "index"))
    own = create_repository(tmp_path / "demo", branch="main")
    (tmp_path / "demo" / "a.tf").write_text("a")
    own.commit_all("demo")
    assert users.git("rev-parse", "HEAD") == sha
    assert users.git("status", "--porcelain") == ""


def test_commit_all_runs_no_hooks(tmp_path: Path) -> None:
    """Hooks that somebody's git template brings along do not stop the demo."""
    own = create_repository(tmp_path, branch="main")
    for name in ("pre-commit", "commit-msg", "post-commit"):
        hook = EstateRepo(tmp_path).write(f".git/hooks/{name}", "#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
    assert len(own.commit_all("x")) == 40


def test_create_repository_refused(tmp_path: Path) -> None:
    """Where git cannot make a repository the error names the folder."""
    (tmp_path / "file").write_text("")
    with pytest.raises(GitError, match="git cannot make a repository in"):
        create_repository(tmp_path / "file" / "demo", branch="main")


def test_commit_all_refused(tmp_path: Path) -> None:
    """A repository that is locked by another git process says so."""
    own = create_repository(tmp_path, branch="main")
    (tmp_path / ".git" / "index.lock").write_text("")
    with pytest.raises(GitError, match="git cannot commit in"):
        own.commit_all("x")
