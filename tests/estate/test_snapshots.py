"""Snapshots of commits: whichever way one is made, it is the same; and commits that are nowhere checked out."""

from __future__ import annotations

import json
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oci_assets.errors import SettingsError
from oci_assets.estate.changes import find_affected
from oci_assets.estate.commit import Commits
from oci_assets.estate.fact_cache import FactCache
from oci_assets.estate.git import open_repository
from oci_assets.estate.settings import Settings
from oci_assets.estate.snapshot import Snapshot
from oci_assets.estate.snapshots import Snapshots
from tests.builders import EstateRepo

NETWORK, COMPUTE = "toronto/network", "toronto/compute"
FOLDERS = (NETWORK, COMPUTE, "modules/a", "modules/a/b", "modules")
NAMES = ("main.tf", "x.tf.json", "terraform.tfvars", "data.txt", "x_override.tf")
TEXTS = (
    'module "m" {\n  source = "../../modules/a"\n}\n',
    'module "m" {\n  source = "./b"\n}\nlocals {\n  f = file("data.txt")\n}\n',
    'variable "w" {\n  default = "../../modules/a"\n}\nmodule "m" {\n  source = var.w\n}\n',
    '{"module": {"m": {"source": "../modules"}}}',
    'w = "./b"\n',
    "# nothing\n",
)
TARGETS = ("a", "../modules/a", "../../modules/a/main.tf", "main.tf", "nowhere", "../network/main.tf")

paths = st.builds("{}/{}".format, st.sampled_from(FOLDERS), st.sampled_from(NAMES))
places = st.one_of(st.sampled_from(("modules/link", "toronto/linked", *FOLDERS[:3])), paths)
edits = st.one_of(
    st.tuples(st.just("write"), paths, st.sampled_from(TEXTS)),
    st.tuples(st.just("delete"), st.one_of(paths, st.sampled_from(FOLDERS)), st.just("")),
    st.tuples(st.just("move"), st.sampled_from(FOLDERS), st.sampled_from(("modules/new", "toronto/dns", "lib"))),
    st.tuples(st.just("link"), places, st.sampled_from(TARGETS)),
)
histories = st.lists(st.lists(edits, min_size=1, max_size=4), min_size=2, max_size=3)


def content(snapshot: Snapshot) -> Any:
    """A snapshot as it comes back from the cache."""
    return json.loads(json.dumps(snapshot.to_json()))


def apply_edit(repo: EstateRepo, kind: str, path: str, other: str) -> None:
    """Do one edit in the working tree, if what is there allows it."""
    place = repo.root / path
    if any((repo.root / above).is_symlink() for above in Path(path).parents):
        return
    if kind == "write" and not place.is_symlink() and not place.is_dir():
        repo.write(path, other)
    elif kind == "link" and not place.is_symlink() and not place.exists():
        repo.link(path, other)
    elif kind == "delete" and place.is_symlink():
        place.unlink()
    elif kind == "delete" and place.exists():
        shutil.rmtree(place) if place.is_dir() else place.unlink()
    elif kind == "move" and place.exists():
        remains = repo.root / other
        if not remains.exists() and not remains.is_relative_to(place):
            remains.parent.mkdir(parents=True, exist_ok=True)
            place.rename(remains)


@given(histories)
@settings(max_examples=30)
def test_patched_and_cached_are_as_made_from_scratch(history: list[list[tuple[str, str, str]]]) -> None:
    """Of a neighbour, from the cache and from nothing: the same snapshot, whatever was edited in between."""
    with tempfile.TemporaryDirectory() as folder:
        repo = EstateRepo(Path(folder) / "estate")
        first = {f"{place}/main.tf": TEXTS[0] for place in FOLDERS}
        commits = [repo.commit("first", first)]
        for number, group in enumerate(history):
            for edit in group:
                apply_edit(repo, *edit)
            commits.append(repo.commit(f"{number}"))
        objects = repo.repository().objects()
        cache = FactCache(Path(folder) / "cache")
        chained = Snapshots(objects, cache)
        chained.of(commits[0])
        for before, after in pairwise(commits):
            patched = content(chained.of(after, before, objects.diff(before, after)))
            scratch = content(Snapshots(objects, FactCache(None)).of(after))
            assert patched == scratch
            assert content(Snapshots(objects, cache).of(after)) == scratch
        cache.close()


def test_snapshot_is_patched_where_it_can_be(estate: EstateRepo, tmp_path: Path) -> None:
    """A change of one folder reads that folder only: a blob that is lost elsewhere is not asked for."""
    before = estate.commit("one", {f"{NETWORK}/main.tf": TEXTS[0], f"{COMPUTE}/main.tf": TEXTS[1]})
    objects, cache = estate.repository().objects(), FactCache(tmp_path / "cache")
    made = Snapshots(objects, cache).of(before)
    after = estate.commit("two", {f"{NETWORK}/main.tf": TEXTS[5]})
    patched = Snapshots(objects, cache).of(after, before, objects.diff(before, after))
    assert content(patched)["folders"][COMPUTE] == content(made)["folders"][COMPUTE]
    assert patched.folder(NETWORK).calls == ()
    assert NETWORK not in patched.targets
    cache.close()


def two_commits(estate: EstateRepo) -> tuple[str, str]:
    """Network changes between these two commits; then the working copy and its branch go elsewhere."""
    files = {f"{stack}/main.tf": "# 1\n" for stack in (NETWORK, COMPUTE)}
    base = estate.commit("base", files)
    head = estate.commit("head", {f"{NETWORK}/main.tf": "# 2\n"})
    estate.commit("later", {f"{COMPUTE}/main.tf": "# 3\n"})
    estate.remove("toronto")
    estate.commit("empty")
    return base, head


def test_commits_that_are_nowhere_checked_out(estate: EstateRepo) -> None:
    """Two commits of the past are compared as if nothing had come after them."""
    base, head = two_commits(estate)
    assert not (estate.root / "toronto").exists()
    assert list(find_affected(estate.repository(), base, head).reasons) == [NETWORK]


def test_bare_repository(estate: EstateRepo, tmp_path: Path) -> None:
    """A bare mirror has no working copy and needs none."""
    base, head = two_commits(estate)
    estate.git("clone", "--quiet", "--mirror", estate.root.as_uri(), str(tmp_path / "bare.git"))
    assert list(find_affected(open_repository(tmp_path / "bare.git"), base, head).reasons) == [NETWORK]


def test_settings_of_the_command_line_replace_both_sides(estate: EstateRepo) -> None:
    """With `--config` neither commit's `oci-assets.yaml` counts, not even one with mistakes."""
    base = estate.commit(
        "base", {f"{NETWORK}/main.tf": "", f"{COMPUTE}/main.tf": "", "oci-assets.yaml": "nonsense: 1\n"}
    )
    head = estate.commit("head", {"oci-assets.yaml": "shared_files: [x.txt]\n", "x.txt": "x\n"})
    given_settings = Settings(shared_files=("*.txt",))
    assert list(find_affected(estate.repository(), base, head).reasons) == [COMPUTE, NETWORK]
    found = find_affected(estate.repository(), base, head, settings=given_settings)
    assert {reason.kind.value for reasons in found.reasons.values() for reason in reasons} == {"shared_file"}
    assert find_affected(estate.repository(), base, head, settings=Settings()).reasons == {}


def test_settings_with_mistakes_in_the_base(estate: EstateRepo) -> None:
    """The commit that mends the settings can be compared; one that breaks them cannot."""
    base = estate.commit("base", {f"{NETWORK}/main.tf": "", "oci-assets.yaml": "nonsense: 1\n"})
    head = estate.commit("head", {f"{NETWORK}/main.tf": "# 2\n", "oci-assets.yaml": "shared_files: [x.txt]\n"})
    assert list(find_affected(estate.repository(), base, head).reasons) == [NETWORK]
    with pytest.raises(SettingsError, match="nonsense"), Commits(estate.repository()) as commits:
        commits.pair(head, base, commits.diff(head, base))
