"""What a comparison lacks is fetched when there is a remote; without one the message says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import GitError
from oci_assets.estate.changes import find_affected
from tests.builders import EstateRepo, stack_files

NETWORK, OKE = "toronto/network", "toronto/oke"


@pytest.fixture
def upstream(estate: EstateRepo) -> EstateRepo:
    """`main` with two stacks and a tag, `work` that changes one of them, while `main` goes on and changes the other."""
    estate.commit(files=stack_files(NETWORK, OKE))
    estate.git("tag", "v1")
    estate.branch("work")
    estate.commit(files={f"{OKE}/main.tf": "# work\n"})
    estate.switch("main")
    estate.commit(files={f"{NETWORK}/main.tf": "# main\n"})
    return estate


@pytest.mark.parametrize("flags", [("--depth=1",), ("--single-branch",), ("--depth=1", "--no-single-branch")])
@pytest.mark.parametrize("base", ["main", "origin/main", "v1"])
def test_find_affected_in_a_small_clone(
    upstream: EstateRepo, tmp_path: Path, flags: tuple[str, ...], base: str
) -> None:
    """As CI systems clone: shallow, one branch. Only the branch's own change counts, never everything."""
    clone = upstream.clone(tmp_path / "clone", "--branch=work", *flags)
    assert list(find_affected(clone.repository(), base).reasons) == [OKE]


def test_find_affected_with_a_commit_that_is_not_here(upstream: EstateRepo, tmp_path: Path) -> None:
    """A base by its SHA, and `HEAD~1` of a shallow clone."""
    clone = upstream.clone(tmp_path / "clone", "--branch=work", "--depth=1")
    assert list(find_affected(clone.repository(), "HEAD~1").reasons) == [OKE]
    again = upstream.clone(tmp_path / "again", "--branch=work", "--single-branch")
    assert list(find_affected(again.repository(), upstream.git("rev-parse", "main")).reasons) == [OKE]


def test_find_affected_with_a_ref_that_is_nowhere(upstream: EstateRepo, tmp_path: Path) -> None:
    """The remote does not have it either: the message says both."""
    clone = upstream.clone(tmp_path / "clone", "--branch=work")
    with pytest.raises(GitError, match=r"no branch, tag or commit 'nope'.*this was tried: .*refs/heads/nope"):
        find_affected(clone.repository(), "nope")


def test_find_affected_with_a_remote_that_is_away(upstream: EstateRepo, tmp_path: Path) -> None:
    """A remote that cannot be reached leaves the command that mends it."""
    clone = upstream.clone(tmp_path / "clone", "--branch=work", "--depth=1")
    upstream.root.rename(tmp_path / "away")
    with pytest.raises(GitError, match=r"git fetch origin main \(this was tried"):
        find_affected(clone.repository(), "main")


@pytest.mark.parametrize("ref", ["--upload-pack=x", "a b", "", "main\nx", "main~9"])
def test_find_affected_asks_for_no_odd_name(upstream: EstateRepo, tmp_path: Path, ref: str) -> None:
    """What is no plain name is never handed to a remote."""
    clone = upstream.clone(tmp_path / "clone", "--branch=work")
    with pytest.raises(GitError) as caught:
        find_affected(clone.repository(), ref)
    assert "this was tried" not in str(caught.value)
