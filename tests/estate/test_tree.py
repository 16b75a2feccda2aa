"""The files of a commit, of a working copy and of a plain folder, which must look alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import EstateError
from oci_assets.estate.tree import CommitTree, Tree, WorkingTree, read_file
from tests.builders import EstateRepo

FILES = {"a.tf": "a", "toronto/network/main.tf": "b\r\n", "toronto/network/.terraform.lock.hcl": "c"}


@pytest.fixture(params=["commit", "working copy", "plain folder"])
def tree(request: pytest.FixtureRequest, estate: EstateRepo, tmp_path: Path) -> Tree:
    """The same files behind each kind of tree, links of all sorts among them."""
    (tmp_path / "outside.tf").write_text("secret")
    estate.write_all(FILES)
    estate.link("file.tf", "toronto/network/main.tf")
    estate.link("toronto/up.tf", "../file.tf")
    estate.link("loop.tf", "loop.tf")
    estate.link("gone.tf", "nowhere.tf")
    estate.link("escape.tf", "../outside.tf")
    estate.link("absolute.tf", str(tmp_path / "outside.tf"))
    estate.link("ashburn", "toronto")
    if request.param == "commit":
        return CommitTree(estate.repository().objects(), estate.commit())
    if request.param == "plain folder":
        (estate.root / ".git").rename(tmp_path / "no.git")
    return WorkingTree(estate.root)


def paths(tree: Tree) -> tuple[str, ...]:
    """What a tree lists."""
    return tuple(tree.entries())


def test_paths(tree: Tree) -> None:
    """Every file and link, sorted; a link to a folder is not entered."""
    links = ("absolute.tf", "ashburn", "escape.tf", "file.tf", "gone.tf", "loop.tf", "toronto/up.tf")
    assert paths(tree) == tuple(sorted([*FILES, *links]))


def test_read(tree: Tree) -> None:
    """Bytes as they are; links inside are followed."""
    assert {path: (read_file(tree, path) or b"").decode() for path in FILES} == FILES
    assert read_file(tree, "file.tf") == read_file(tree, "toronto/up.tf") == b"b\r\n"


@pytest.mark.parametrize(
    "path", ["nowhere.tf", "toronto", "loop.tf", "gone.tf", "escape.tf", "absolute.tf", "../outside.tf", "/etc/passwd"]
)
def test_read_nothing(tree: Tree, path: str) -> None:
    """What is no file, leads in a circle, or leads outside the repository is not read."""
    assert read_file(tree, path) is None


def test_commit_tree_ignores_the_working_copy(estate: EstateRepo) -> None:
    """A commit's tree stays what it was committed as."""
    sha = estate.commit(files={"a.tf": "1"})
    estate.write_all({"a.tf": "2", "b.tf": ""})
    tree = CommitTree(estate.repository().objects(), sha)
    assert (paths(tree), read_file(tree, "a.tf"), read_file(tree, "b.tf")) == (("a.tf",), b"1", None)


def test_working_tree_follows_git(estate: EstateRepo) -> None:
    """What is ignored or deleted is not there, what is new is."""
    estate.commit(files={"a.tf": "1", "gone.tf": "", ".gitignore": ".terraform/"})
    estate.write_all({"b.tf": "2", ".terraform/x.tf": ""})
    (estate.root / "gone.tf").unlink()
    assert paths(WorkingTree(estate.root)) == (".gitignore", "a.tf", "b.tf")


def test_working_tree_of_a_folder_inside_a_repository(estate: EstateRepo) -> None:
    """A folder of a repository is a tree of its own: paths start there, and nothing above it is read."""
    estate.commit(files=["a.tf", "estate/toronto/network/main.tf", "estates/x.tf"])
    estate.link("estate/up.tf", "../a.tf")
    tree = WorkingTree(estate.root / "estate")
    assert paths(tree) == ("toronto/network/main.tf", "up.tf")
    assert read_file(tree, "up.tf") is None


def test_working_tree_without_git_leaves_hidden_folders_out(tmp_path: Path) -> None:
    """Terraform's data folders are not part of an estate."""
    for path in (".terraform/modules/x.tf", "toronto/network/.terraform/x.tf", "toronto/network/main.tf"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    assert paths(WorkingTree(tmp_path)) == ("toronto/network/main.tf",)


def test_working_tree_missing(tmp_path: Path) -> None:
    """A folder that is not there is an error that says what to do."""
    with pytest.raises(EstateError, match="does not exist: point --estate at a clone"):
        WorkingTree(tmp_path / "nowhere")
