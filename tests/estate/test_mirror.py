"""A bare mirror of a remote estate, over `file://` as over any other transport."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import GitError
from oci_assets.estate.git import open_repository
from oci_assets.estate.mirror import is_url, shown, update_mirror
from tests.builders import EstateRepo


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://git.example.com/acme/estate.git", True),
        ("ssh://git@git.example.com/acme/estate", True),
        ("git@git.example.com:acme/estate.git", True),
        ("file:///srv/estate", True),
        ("/srv/estate", False),
        ("~/estate", False),
        ("estate@home/x:y", False),
        ("C:/estate", False),
        ("", False),
    ],
)
def test_is_url(text: str, *, is_one: bool) -> None:
    """What git takes for a remote repository, and what is a folder."""
    assert is_url(text) is is_one


def test_shown_hides_credentials() -> None:
    """Neither name nor password of a URL is ever shown."""
    assert shown("https://bot:s3cret@git.example.com/e.git") == "https://git.example.com/e.git"
    assert shown("git@git.example.com:e.git") == "git@git.example.com:e.git"


def test_update_mirror(estate: EstateRepo, tmp_path: Path) -> None:
    """The first time it is made, then it follows: new commits, rewritten and deleted branches."""
    first = estate.commit(files=["a.tf"])
    estate.git("branch", "Dev")
    mirror = tmp_path / "state" / "mirror.git"
    update_mirror(estate.root.as_uri(), mirror)
    assert open_repository(mirror).branch_head("main") == first
    estate.git("branch", "-D", "Dev")
    estate.git("commit", "--quiet", "--amend", "--message=rewritten")
    update_mirror(estate.root.as_uri(), mirror)
    repository = open_repository(mirror)
    assert repository.branch_head("main") == estate.git("rev-parse", "HEAD") != first
    assert repository.active_branch() == "main"
    with pytest.raises(GitError, match="no branch"):
        repository.branch_head("Dev")


def test_update_mirror_that_cannot_be_reached(estate: EstateRepo, tmp_path: Path) -> None:
    """One line with what to do and without the password; what was fetched stays, half a clone does not."""
    sha = estate.commit(files=["a.tf"])
    mirror = tmp_path / "mirror.git"
    with pytest.raises(GitError, match=r"clone of https://127\.0\.0\.1:9/e failed.*git ls-remote") as caught:
        update_mirror("https://bot:s3cret@127.0.0.1:9/e", mirror)
    assert "s3cret" not in str(caught.value)
    assert not mirror.exists()
    update_mirror(estate.root.as_uri(), mirror)
    moved = estate.root.rename(tmp_path / "moved")
    with pytest.raises(GitError, match="git fetch of file://"):
        update_mirror((tmp_path / "estate").as_uri(), mirror)
    assert moved.is_dir()
    assert open_repository(mirror).branch_head("main") == sha
