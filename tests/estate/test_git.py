"""What git is asked about refs, commits and files, on real repositories. Changes are in test_git_changeset.py."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from oci_assets.errors import EstateError, GitError
from oci_assets.estate.git import open_repository
from tests.builders import EstateRepo


def test_open_repository_from_a_folder_below(estate: EstateRepo) -> None:
    """The repository that a folder lies in is found, and its top folder is the root."""
    estate.commit(files=["toronto/network/main.tf"])
    assert open_repository(estate.root / "toronto" / "network").root == estate.root


def test_open_repository_missing(tmp_path: Path) -> None:
    """A folder that is not there and one that git does not know say what to do."""
    with pytest.raises(EstateError, match=r"does not exist: point --estate at a clone"):
        open_repository(tmp_path / "nowhere")
    with pytest.raises(EstateError, match=r"is not a git repository: run git init or point --estate"):
        open_repository(tmp_path)


def test_open_repository_with_a_dollar_in_its_name(tmp_path: Path) -> None:
    """The name of a folder is taken as it is, never as a variable."""
    estate = EstateRepo(tmp_path / "$HOME")
    assert estate.repository().root == tmp_path / "$HOME"


def test_open_repository_in_a_hook(estate: EstateRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables that git sets for its hooks do not send us to another repository."""
    sha = estate.commit(files=["toronto/network/main.tf"])
    other = EstateRepo(tmp_path / "other")
    other.commit(files=["other.tf"])
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    repository = open_repository(estate.root)
    assert (repository.root, repository.head()) == (estate.root, sha)
    assert list(repository.objects().working_entries()) == ["toronto/network/main.tf"]
    assert list(repository.objects().entries(sha)) == ["toronto/network/main.tf"]


def test_resolve(estate: EstateRepo) -> None:
    """Branches, tags of both kinds, full and short SHAs and relative names become the full SHA of a commit."""
    first, second = estate.commit(), estate.commit()
    estate.git("tag", "light", first)
    estate.git("tag", "--annotate", "--message=x", "heavy", first)
    repository = estate.repository()
    assert {repository.resolve(ref) for ref in ("light", "heavy", "HEAD~1", first[:10], first)} == {first}
    assert {repository.resolve(ref) for ref in ("main", "HEAD", "refs/heads/main", second)} == {second}


def test_resolve_a_branch_of_origin_only(estate: EstateRepo, tmp_path: Path) -> None:
    """In a fresh clone, as CI makes it, a base branch exists as `origin/BRANCH` only; a local one goes first."""
    estate.commit()
    estate.branch("Production")
    theirs = estate.commit()
    estate.switch("main")
    clone = estate.clone(tmp_path / "clone")
    assert clone.repository().resolve("Production") == theirs
    assert clone.repository().resolve("refs/heads/Production") == theirs
    assert clone.repository().branch_head("Production") == theirs
    clone.branch("Production", "origin/Production")
    ours = clone.commit()
    assert clone.repository().resolve("Production") == clone.repository().branch_head("Production") == ours


@pytest.mark.parametrize("ref", ["nowhere", "0" * 40, "main~5", "a b", "main..x", ":x", "$(reboot)"])
def test_resolve_unknown(estate: EstateRepo, ref: str) -> None:
    """What names no commit is an error that ends with the command to fetch it, safe to paste into a shell."""
    estate.commit(files=["README.md"])
    with pytest.raises(GitError) as caught:
        estate.repository().resolve(ref)
    assert f"there is no branch, tag or commit {ref!r}" in str(caught.value)
    command = str(caught.value).partition(": git ")[2]
    assert shlex.split(command) == ["fetch", "origin", ref]


@pytest.mark.parametrize("ref", ["", "-x", "--upload-pack=x", "a\nb", "a\0b"])
def test_resolve_what_cannot_be_a_ref(estate: EstateRepo, ref: str) -> None:
    """Options and control characters are refused before git sees them."""
    estate.commit()
    with pytest.raises(GitError, match="cannot be a git ref"):
        estate.repository().resolve(ref)


def test_resolve_suggests_names(estate: EstateRepo) -> None:
    """A mistyped branch comes with the branches that look like it."""
    estate.commit()
    estate.branch("Production")
    with pytest.raises(GitError, match=r"did you mean 'Production'\?"):
        estate.repository().resolve("Prodution")


def test_head_and_active_branch(estate: EstateRepo) -> None:
    """The commit and the branch that are checked out; without one the message says what to do."""
    with pytest.raises(GitError, match=r"no commit yet: git add \. && git commit"):
        estate.repository().head()
    assert estate.repository().active_branch() == "main"
    sha = estate.commit()
    assert estate.repository().head() == sha
    estate.git("switch", "--quiet", "--detach")
    with pytest.raises(GitError, match=r"no branch checked out: git switch BRANCH"):
        estate.repository().active_branch()


def test_branch_head_is_no_tag(estate: EstateRepo) -> None:
    """Only branches are watched: a tag of that name is none."""
    estate.commit()
    estate.git("tag", "Dev")
    with pytest.raises(GitError, match="there is no branch"):
        estate.repository().branch_head("Dev")


def test_is_ancestor(estate: EstateRepo) -> None:
    """A commit contains itself and what came before; a commit that is not here contains nothing."""
    first, second = estate.commit(), estate.commit()
    repository = estate.repository()
    assert repository.is_ancestor(first, second)
    assert repository.is_ancestor(first, first)
    assert not repository.is_ancestor(second, first)
    assert not repository.is_ancestor("0" * 40, second)
    assert not repository.is_ancestor(first, "0" * 40)


def test_dirty_paths(estate: EstateRepo) -> None:
    """Changed, staged, deleted and new files under a folder, whose name is no pattern."""
    estate.commit(files=["a/x.tf", "a/y.tf", "a*/z.tf", "b/w.tf"])
    assert estate.repository().dirty_paths() == ()
    estate.write_all({"a/x.tf": "1", "a*/z.tf": "1", "b/w.tf": "1", "a/new file.tf": ""})
    estate.git("add", "a/x.tf")
    estate.rename("a/y.tf", "a/v.tf")
    repository = estate.repository()
    assert repository.dirty_paths("a") == ("a/new file.tf", "a/v.tf", "a/x.tf", "a/y.tf")
    assert repository.dirty_paths("a*") == ("a*/z.tf",)
    assert repository.dirty_paths() == ("a*/z.tf", "a/new file.tf", "a/v.tf", "a/x.tf", "a/y.tf", "b/w.tf")


def test_looking_does_not_touch_the_index(estate: EstateRepo) -> None:
    """Asking for changes writes nothing, so that it cannot get in the way of somebody's git command."""
    estate.commit(files=["a.tf"])
    os.utime(estate.root / "a.tf", (1, 1))  # git would refresh the index
    before = (estate.root / ".git" / "index").read_bytes()
    assert estate.repository().dirty_paths() == ()
    assert (estate.root / ".git" / "index").read_bytes() == before


def test_repository_without_git(estate: EstateRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git is told so."""
    repository = estate.repository()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match=r"git could not be started in .*: is it installed"):
        repository.head()
