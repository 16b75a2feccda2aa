"""Git's objects in bulk: names of all sorts, links, submodules, missing objects."""

from __future__ import annotations

import gc
from pathlib import Path

import git
import pytest

from oci_assets.errors import GitError
from oci_assets.estate.git_objects import LINK, SUBMODULE, Change, Entry, GitObjects
from tests.builders import EstateRepo

NAMES = (
    *("plain.tf", "with space.tf", 'quote".tf', "it's.tf", "line\nbreak.tf", "tab\t.tf", "back\\slash.tf", "-dash.tf"),
    *(
        "größe.tf",
        "cafe\u0301.tf",
        "日本.tf",
        "bytes\udcff.tf",
        "$(x).tf",
        "[a].tf",
        "*.tf",
        "?.tf",
        ":(top)x",
        ":!x",
        " lead",
    ),
)


@pytest.fixture
def objects(estate: EstateRepo) -> GitObjects:
    """The objects of the empty repository; whoever uses it commits first."""
    return GitObjects(git.Repo(estate.root))


def test_entries(estate: EstateRepo, objects: GitObjects) -> None:
    """Every file by path, whatever its name, with its mode and id."""
    commit = estate.commit(files=dict.fromkeys([*NAMES, *(f"a/b/{name}" for name in NAMES)], "x"))
    (oid,) = {entry.oid for entry in objects.entries(commit).values()}
    assert objects.entries(commit) == {path: Entry("100644", oid) for name in NAMES for path in (name, f"a/b/{name}")}
    assert oid == estate.git("hash-object", "plain.tf")


def test_entries_modes(estate: EstateRepo, objects: GitObjects, tmp_path: Path) -> None:
    """Links and submodules are told apart from files, executable ones included."""
    other = EstateRepo(tmp_path / "other")
    inner = other.commit(files=["a.tf"])
    estate.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.root), "vendor/sub")
    estate.link("link.tf", "../nowhere\n")
    estate.write("run.sh", "x").chmod(0o755)
    entries = objects.entries(estate.commit())
    assert {path: entry.mode for path, entry in entries.items()} == {
        ".gitmodules": "100644",
        "link.tf": LINK,
        "run.sh": "100755",
        "vendor/sub": SUBMODULE,
    }
    assert entries["vendor/sub"].oid == inner
    assert dict(objects.blobs([entries["link.tf"].oid])) == {entries["link.tf"].oid: b"../nowhere\n"}


def test_entries_of_folders(estate: EstateRepo, objects: GitObjects) -> None:
    """Only what lies directly in the folders; their names are no patterns, missing ones are empty."""
    folders = ["a", "a/b", "[a]", "*", ":(top)a", ":!a", 'q"\n', "-x", " s", "größe\udcff", "c"]
    commit = estate.commit(files=["top.tf", *(f"{folder}/x.tf" for folder in folders), "c/d/e.tf"])
    everything = objects.entries(commit)
    for folder in folders:
        assert objects.entries(commit, [folder]) == {f"{folder}/x.tf": everything[f"{folder}/x.tf"]}
    assert objects.entries(commit, [""]) == {"top.tf": everything["top.tf"]}
    assert objects.entries(commit, ["", *folders, "c/d", "missing"]) == everything
    assert objects.entries(commit, ["missing", "top.tf"]) == {}
    assert objects.entries(commit, []) == {}


def test_entries_of_many_folders(estate: EstateRepo, objects: GitObjects) -> None:
    """More folders than one command line takes at once."""
    folders = [f"region{number:04d}/{'x' * 80}" for number in range(1200)]
    commit = estate.commit(files=[f"{folder}/main.tf" for folder in folders])
    assert len(objects.entries(commit, folders)) == len(folders)


def test_diff(estate: EstateRepo, objects: GitObjects) -> None:
    """Both sides of every path that differs: added, removed, changed, renamed, another mode or kind."""
    files = ["same.tf", "changed.tf", "removed.tf", "old name.tf", "mode.sh", "kind.tf", "line\nbreak.tf"]
    before = estate.commit(files={name: name for name in files})
    estate.write("changed.tf", "new")
    estate.write("line\nbreak.tf", "new")
    estate.write("added.tf", "a")
    estate.remove("removed.tf")
    estate.rename("old name.tf", "new\tname.tf")
    (estate.root / "mode.sh").chmod(0o755)
    estate.remove("kind.tf")
    estate.link("kind.tf", "same.tf")
    after = estate.commit()
    old, new = objects.entries(before), objects.entries(after)
    changed = {*files, "added.tf", "new\tname.tf"} - {"same.tf"}
    assert objects.diff(before, after) == {path: Change(old.get(path), new.get(path)) for path in changed}
    assert objects.diff(before, before) == {}
    assert objects.diff(after, before) == {
        path: Change(*reversed(c)) for path, c in objects.diff(before, after).items()
    }


def test_diff_ignores_settings(estate: EstateRepo, objects: GitObjects) -> None:
    """A user's settings for people's differences change nothing."""
    for name, value in {"diff.renames": "copies", "core.quotePath": "true", "diff.noprefix": "true"}.items():
        estate.git("config", name, value)
    before = estate.commit(files={"é.tf": "x" * 100})
    estate.rename("é.tf", "ö.tf")
    assert set(objects.diff(before, estate.commit())) == {"é.tf", "ö.tf"}


def test_blobs(estate: EstateRepo, objects: GitObjects) -> None:
    """Thousands of blobs through one process, in order, the same one twice, empty and binary ones."""
    texts = {f"{number}.tf": f"{number}\n" * (number % 7) for number in range(3000)}
    estate.write("binary", b"\0\n\xff blob 3\n")
    estate.write("large", b"x" * 3_000_000)
    commit = estate.commit(files=texts)
    oids = {path: entry.oid for path, entry in objects.entries(commit).items()}
    wanted = [*oids.values(), oids["1.tf"]]
    found = list(objects.blobs(wanted))
    assert [oid for oid, _ in found] == wanted
    contents = dict(found)
    assert {path: contents[oids[path]].decode() for path in texts} == texts
    assert contents[oids["binary"]] == b"\0\n\xff blob 3\n"
    assert len(contents[oids["large"]]) == 3_000_000
    assert list(objects.blobs([])) == []


@pytest.mark.filterwarnings("error")
def test_blobs_stopped(estate: EstateRepo, objects: GitObjects) -> None:
    """Whoever stops reading in the middle leaves no error and no process."""
    commit = estate.commit(files={f"{number}.tf": str(number) * 100_000 for number in range(20)})
    blobs = objects.blobs([entry.oid for entry in objects.entries(commit).values()])
    assert len(next(blobs)[1]) >= 100_000
    del blobs
    gc.collect()
    next(objects.blobs([entry.oid for entry in objects.entries(commit).values()]))
    gc.collect()


def test_blobs_missing(estate: EstateRepo, objects: GitObjects) -> None:
    """A missing object is an error that says so, after those that are there."""
    oid = objects.entries(estate.commit(files={"a.tf": "x"}))["a.tf"].oid
    blobs = objects.blobs([oid, "0" * 39 + "1", oid])
    assert next(blobs) == (oid, b"x")
    with pytest.raises(GitError, match=r"git has no object 0{39}1 in .*: git fetch --unshallow, or git fsck"):
        next(blobs)


def test_blobs_damaged(estate: EstateRepo, objects: GitObjects) -> None:
    """A damaged object is an error, never half a file."""
    commit = estate.commit(files={"a.tf": "x" * 1000})
    oid = objects.entries(commit)["a.tf"].oid
    file = estate.root / ".git/objects" / oid[:2] / oid[2:]
    file.chmod(0o644)
    file.write_bytes(b"damaged")
    with pytest.raises(GitError):
        list(objects.blobs([oid]))


def test_tree_id(estate: EstateRepo, objects: GitObjects) -> None:
    """Commits with the same files have the same tree."""
    first, second = estate.commit(files=["a.tf"]), estate.commit()
    assert objects.tree_id(first) == objects.tree_id(second) == estate.git("rev-parse", "HEAD^{tree}")


def test_missing_commit(estate: EstateRepo, objects: GitObjects) -> None:
    """A commit that is not here is an error, whatever is asked of it; nothing is taken for an option."""
    commit, missing = estate.commit(files=["a.tf"]), "1" * 40
    for ask in (
        objects.tree_id,
        objects.entries,
        lambda sha: objects.entries(sha, [""]),
        lambda sha: objects.diff(commit, sha),
    ):
        with pytest.raises(GitError, match="run git fsck or git fetch"):
            ask(missing)
    with pytest.raises(GitError):
        objects.tree_id("--all")


def test_bare_repository(estate: EstateRepo, tmp_path: Path) -> None:
    """A bare mirror serves as well as a clone."""
    commit = estate.commit(files=["a/b.tf"])
    estate.git("clone", "--quiet", "--mirror", str(estate.root), str(tmp_path / "mirror.git"))
    mirror = GitObjects(git.Repo(tmp_path / "mirror.git"))
    assert set(mirror.entries(commit)) == set(mirror.entries(commit, ["a"])) == {"a/b.tf"}


def test_shallow_clone(estate: EstateRepo, tmp_path: Path) -> None:
    """A commit beyond the edge of a shallow clone is an error."""
    first, second = estate.commit(files=["a.tf"]), estate.commit(files=["b.tf"])
    shallow = GitObjects(git.Repo(estate.clone(tmp_path / "shallow", "--depth=1").root))
    assert set(shallow.entries(second)) == {"a.tf", "b.tf"}
    with pytest.raises(GitError):
        shallow.diff(first, second)
