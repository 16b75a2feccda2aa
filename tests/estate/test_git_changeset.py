"""What a branch changed since it forked, on real histories."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import GitError
from tests.builders import EstateRepo


def paths(estate: EstateRepo, base: str = "main", head: str = "HEAD") -> list[str]:
    """The changed paths."""
    return list(estate.repository().changeset(base, head).paths)


@pytest.fixture
def forked(estate: EstateRepo) -> EstateRepo:
    """A branch `work` that is checked out, made from `main` with three files."""
    estate.commit(files=["a.tf", "b.tf", "folder/c.tf"])
    estate.branch("work")
    return estate


def test_changeset_names_its_commits(forked: EstateRepo) -> None:
    """Base, head and fork point are full SHAs."""
    fork = forked.git("rev-parse", "HEAD")
    head = forked.commit(files={"a.tf": "1"})
    forked.switch("main")
    base = forked.commit(files={"b.tf": "1"})
    found = forked.repository().changeset("main", "work")
    assert (found.base, found.head, found.merge_base) == (base, head, fork)


def test_changeset_is_three_dots(forked: EstateRepo) -> None:
    """What the base did since the fork is none of the branch's changes (predecessor F2), also after a merge of it."""
    forked.commit(files={"a.tf": "1"})
    forked.switch("main")
    forked.commit(files={"b.tf": "1", "new.tf": ""})
    forked.switch("work")
    assert paths(forked) == ["a.tf"]
    forked.merge("main")
    assert paths(forked) == ["a.tf"]


@pytest.mark.parametrize("how", ["nothing", "empty commit", "reverted"])
def test_changeset_of_nothing(forked: EstateRepo, how: str) -> None:
    """No commit, an empty one, and a change that was taken back change nothing."""
    if how == "empty commit":
        forked.commit()
    elif how == "reverted":
        forked.commit(files={"a.tf": "1"})
        forked.git("revert", "--no-edit", "HEAD")
    assert paths(forked) == []


def test_changeset_both_sides_of_a_rename(forked: EstateRepo) -> None:
    """A rename changes the old path and the new one (predecessor F3)."""
    forked.rename("folder/c.tf", "elsewhere/d.tf")
    forked.commit()
    assert paths(forked) == ["elsewhere/d.tf", "folder/c.tf"]


def test_changeset_heeds_no_settings_of_git(forked: EstateRepo) -> None:
    """Somebody's own git settings for renames, quoting and ignored paths change nothing."""
    for name, value in (("diff.renames", "copies"), ("core.quotePath", "true"), ("diff.relative", "true")):
        forked.git("config", name, value)
    forked.rename("folder/c.tf", "folder/é.tf")
    forked.commit()
    assert paths(forked) == ["folder/c.tf", "folder/é.tf"]


def test_changeset_of_every_kind(forked: EstateRepo) -> None:
    """Added, changed, deleted, made executable, turned into a link."""
    forked.remove("a.tf")
    (forked.root / "b.tf").chmod(0o755)
    (forked.root / "folder" / "c.tf").unlink()
    forked.link("folder/c.tf", "../b.tf")
    forked.commit(files={"new/d.tf": ""})
    assert paths(forked) == ["a.tf", "b.tf", "folder/c.tf", "new/d.tf"]


@pytest.mark.parametrize("name", ["a b.tf", "a\nb.tf", 'a"b.tf', "-x.tf", "$(x);.tf", "é.tf", "a\tb.tf", "a\\b.tf"])
def test_changeset_odd_names(forked: EstateRepo, name: str) -> None:
    """Paths come out exactly as they are."""
    forked.commit(files=[f"odd/{name}"])
    assert paths(forked) == [f"odd/{name}"]


def test_changeset_name_that_is_not_utf8(forked: EstateRepo) -> None:
    """Bytes that are no UTF-8 survive as surrogates, as Python names such files."""
    forked.commit(files=["odd/\udce9.tf"])
    assert paths(forked) == ["odd/\udce9.tf"]


def test_changeset_submodule_pointer(forked: EstateRepo, tmp_path: Path) -> None:
    """A submodule that is added or moved to another commit is one changed path."""
    other = EstateRepo(tmp_path / "other")
    other.commit(files=["x.tf"])
    forked.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(other.root), "modules/theirs")
    first = forked.commit()
    assert paths(forked) == [".gitmodules", "modules/theirs"]
    moved = EstateRepo(forked.root / "modules" / "theirs")
    moved.commit(files={"x.tf": "2"})
    forked.commit()
    assert paths(forked, first) == ["modules/theirs"]


def test_changeset_unknown_ref(forked: EstateRepo) -> None:
    """An unknown base is an error with the command that fetches it, never "everything" (predecessor F1)."""
    with pytest.raises(GitError, match=r"git fetch origin nowhere$"):
        paths(forked, "nowhere")


def test_changeset_unrelated_histories(forked: EstateRepo) -> None:
    """Two histories without a common commit cannot be compared."""
    forked.git("switch", "--quiet", "--orphan", "island")
    forked.commit(files=["x.tf"])
    with pytest.raises(GitError, match=r"'main' and 'HEAD' have no common commit in .*git fetch origin main$"):
        paths(forked)


def test_changeset_shallow_clone(forked: EstateRepo, tmp_path: Path) -> None:
    """A clone that is too shallow says so with the command that mends it, and the command does mend it."""
    forked.commit(files={"a.tf": "1"})
    forked.switch("main")
    forked.commit(files={"b.tf": "1"})
    clone = forked.clone(tmp_path / "clone", "--depth=1", "--no-single-branch")
    with pytest.raises(GitError, match=r"because the clone is shallow: git fetch --unshallow origin$") as caught:
        paths(clone, "main", "work")
    clone.git(*str(caught.value).rsplit(": git ", 1)[1].split())
    assert paths(clone, "main", "work") == ["a.tf"]
