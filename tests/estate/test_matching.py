"""Which changed paths a read means, over links, patterns, and paths that nothing but a variable tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.facts import ANY, ARCHIVE, CONTENT, MODULE, NAMES, NAMES_GLOB, ROOT, TREE, Read
from oci_assets.estate.git_objects import Change, Entry
from oci_assets.estate.links import Links
from oci_assets.estate.matching import Changes, Matcher

FOLDER, STACK = "modules/vcn", "toronto/network"
OLD, NEW = Entry("100644", "1" * 40), Entry("100644", "2" * 40)
KINDS = {"M": Change(OLD, NEW), "A": Change(None, NEW), "D": Change(OLD, None)}


def changes_of(paths: Iterable[str] | Mapping[str, str]) -> Changes:
    """Changes by path: what became of each (`M`, `A`, `D`), else modified."""
    kinds = paths if isinstance(paths, Mapping) else dict.fromkeys(paths, "M")
    return Changes({path: KINDS[kind] for path, kind in kinds.items()})


def matched(
    read: Read,
    paths: Iterable[str] | Mapping[str, str],
    *,
    links: Mapping[str, str] | None = None,
    texts: str = "",
    stack: str = STACK,
) -> set[str]:
    """The changed paths that a read in `FOLDER` means, called from a stack whose files hold `texts`."""
    matcher = Matcher(changes_of(paths), Links(links or {}))
    found = list(matcher.matches(read, FOLDER, stack, lambda name: name in texts))
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize(
    ("read", "paths", "expected"),
    [
        (Read(MODULE, "a.json", CONTENT), ["modules/vcn/a.json", "toronto/network/a.json"], {"modules/vcn/a.json"}),
        (Read(ROOT, "a.json", CONTENT), ["modules/vcn/a.json", "toronto/network/a.json"], {"toronto/network/a.json"}),
        (Read(MODULE, "../x/a", CONTENT), ["modules/x/a", "modules/vcn/a"], {"modules/x/a"}),
        (Read(ROOT, "./b/../a", CONTENT), ["toronto/network/a"], {"toronto/network/a"}),
        (Read(ROOT, "../../../a", CONTENT), ["a"], set()),
        (
            Read(MODULE, "a[*].json", CONTENT),
            ["modules/vcn/a[*].json", "modules/vcn/ax.json"],
            {"modules/vcn/a[*].json"},
        ),
        (Read(MODULE, "a", CONTENT), ["modules/vcn/a/b", "modules/vcn/ab"], set()),
        (Read(MODULE, "README.md", CONTENT), ["modules/vcn/README.md"], {"modules/vcn/README.md"}),
        (
            Read(MODULE, "a", TREE),
            ["modules/vcn/a/b/c", "modules/vcn/ab", "modules/vcn/a/.d"],
            {"modules/vcn/a/b/c", "modules/vcn/a/.d"},
        ),
        (Read(MODULE, "a/", TREE), ["modules/vcn/a", "modules/vcna/b"], {"modules/vcn/a"}),
        (Read(MODULE, "..", TREE), ["modules/vcn/a", "modules/b"], set()),
        (Read(MODULE, "../..", TREE), ["a", "modules/b"], set()),
        (Read(MODULE, "../nsg", TREE), ["modules/nsg/a", "modules/nsg2/a"], {"modules/nsg/a"}),
        (
            Read(MODULE, "", ARCHIVE),
            ["modules/vcn/a", "modules/vcn/main.tf", "modules/b"],
            {"modules/vcn/a", "modules/vcn/main.tf"},
        ),
        (Read(MODULE, "..", ARCHIVE), ["modules/vcn/a", "modules/b", "c"], {"modules/vcn/a", "modules/b"}),
    ],
)
def test_matches_certain(read: Read, paths: list[str], expected: set[str]) -> None:
    """A certain path means itself, a folder all below it; a folder around the configuration is only a place."""
    assert matched(read, paths) == expected


@pytest.mark.parametrize(
    ("read", "kinds", "expected"),
    [
        (Read(MODULE, "a", NAMES), {"modules/vcn/a": "M"}, set()),
        (Read(MODULE, "a", NAMES), {"modules/vcn/a": "A"}, {"modules/vcn/a"}),
        (Read(MODULE, "a", NAMES), {"modules/vcn/a": "D"}, {"modules/vcn/a"}),
        (
            Read(MODULE, f"{ANY}.json", NAMES),
            {"modules/vcn/a.json": "A", "modules/vcn/b.json": "M"},
            {"modules/vcn/a.json"},
        ),
        (
            Read(MODULE, "*.json", NAMES_GLOB),
            {"modules/vcn/a.json": "D", "modules/vcn/b.json": "M"},
            {"modules/vcn/a.json"},
        ),
        (Read(MODULE, "d/**", NAMES_GLOB), {"modules/vcn/d/e/f": "A", "modules/vcn/f": "A"}, {"modules/vcn/d/e/f"}),
        (
            Read(MODULE, "../n/*.json", NAMES_GLOB),
            {"modules/n/a.json": "A", "modules/vcn/a.json": "A"},
            {"modules/n/a.json"},
        ),
        (Read(ROOT, "./x/../*.tf", NAMES_GLOB), {"toronto/network/a.tf": "A"}, {"toronto/network/a.tf"}),
        (Read(ROOT, ".//*", NAMES_GLOB), {"toronto/network/a": "A", "toronto/network/b/c": "A"}, {"toronto/network/a"}),
        (Read(ROOT, "{a,b}/c", NAMES_GLOB), {"toronto/network/b/c": "A"}, {"toronto/network/b/c"}),
        (Read(ROOT, "../../../*", NAMES_GLOB), {"a": "A"}, set()),
    ],
)
def test_matches_names(read: Read, kinds: dict[str, str], expected: set[str]) -> None:
    """What asks for names only is not touched by new content."""
    assert matched(read, kinds) == expected


@pytest.mark.parametrize(
    ("path", "paths", "expected"),
    [
        (f"x-{ANY}.json", ["x-1.json", "x-1.txt", "y-1.json", "d/x-1.json"], {"x-1.json"}),
        (
            f"d/{ANY}",
            ["d/a.json", "d/e/b.sh", "a.json", "d/main.tf", "d/README.md", "d/x.tfvars"],
            {"d/a.json", "d/e/b.sh"},
        ),
        (f"d/{ANY}.tf", ["d/main.tf"], {"d/main.tf"}),
        (f"d/{ANY}.md", ["d/doc.md"], {"d/doc.md"}),
        (f"examples/{ANY}.json", ["examples/a.json"], {"examples/a.json"}),
        (f"{ANY}/a.json", ["a.json", "d/a.json", "d/ba.json"], {"a.json", "d/a.json"}),
        (f"d/{ANY}/../a.json", ["d/a.json", "d/e/a.json", "a.json"], {"d/a.json", "d/e/a.json"}),
        (f"d/e/x-{ANY}/../../a.json", ["d/a.json", "d/e/f/a.json", "a.json"], {"d/a.json", "d/e/f/a.json"}),
        (f"{ANY}/../../a.json", ["a.json", "d/a.json"], {"a.json", "d/a.json"}),
        (f"d/{ANY}/x/../a.json", ["d/a.json", "d/e/a.json"], {"d/a.json", "d/e/a.json"}),
        (f"d/../x-{ANY}", ["x-1", "d/x-1"], {"x-1"}),
        (f"{ANY}{ANY}", ["a.json", "main.tf"], {"a.json"}),
    ],
)
def test_matches_pattern(path: str, paths: list[str], expected: set[str]) -> None:
    """What is known of a path must fit; where no part of the name is, configuration and documents do not count."""
    for base, folder in ((MODULE, FOLDER), (ROOT, STACK)):
        found = matched(Read(base, path, CONTENT), [f"{folder}/{name}" for name in paths])
        assert found == {f"{folder}/{name}" for name in expected}


@pytest.mark.parametrize(
    ("path", "changed", "texts", "expected"),
    [
        (f"../n/{ANY}", "modules/n/a.json", "", True),
        (ANY, "toronto/network/scripts/a.sh", "", True),
        (ANY, "ashburn/network/scripts/a.sh", 'x = "scripts/a.sh"', False),
        (ANY, "ashburn/network/scripts/a.sh", 'x = "../../ashburn/network/scripts/a.sh"', True),
        (
            ANY,
            "ashburn/network/scripts/a.sh",
            'region = "ashburn"\nservice = "network"\nx = "scripts"\nfile = "a.sh"',
            True,
        ),
        (ANY, "common/a.json", 'x = "../../common/a.json"', True),
        (ANY, "common/a.json", 'dir = "../../common"', True),
        (ANY, "common/a.json", "common", False),
        (ANY, "toronto/a.json", "../a.json", True),
        (ANY, "toronto/a.json", "b.json", False),
        (ANY, "a.json", "../../a.json", True),
        (ANY, "common/main.tf", 'x = "../../common/main.tf"', False),
        (f"{ANY}/main.tf", "common/main.tf", 'x = "../../common"', True),
        (f"{ANY}/a.json", "common/a.json", 'x = "../../common"', True),
        (f"{ANY}/a.json", "common/b.json", 'x = "../../common"', False),
        (f"x-{ANY}", "common/x-1", 'x = "../../common/x-1"', False),
    ],
)
def test_matches_elsewhere(path: str, changed: str, texts: str, *, expected: bool) -> None:
    """A path that only a variable tells may lie anywhere, if the stack's own files can name it."""
    read = Read(MODULE if path.startswith("..") else ROOT, path, CONTENT)
    assert matched(read, [changed], texts=texts) == ({changed} if expected else set())


def test_matches_elsewhere_names() -> None:
    """`fileset` of a folder that only a variable tells looks in folders that the stack can name."""
    read = Read(ROOT, f"{ANY}/*.json", NAMES_GLOB)
    kinds = {"common/a.json": "A", "common/b.json": "M", "other/c.json": "A"}
    assert matched(read, kinds, texts='dir = "../../common"') == {"common/a.json"}


def test_matches_stack_at_the_root() -> None:
    """A stack in the root of the repository sees everything as its own."""
    assert matched(Read(ROOT, ANY, CONTENT), ["a/b.json", "main.tf"], stack="") == {"a/b.json"}
    assert matched(Read(ROOT, "a", TREE), ["a/b.json", "b"], stack="") == {"a/b.json"}


LINKS = {
    "modules/vcn/file": "../shared/file",
    "modules/vcn/dir": "../shared",
    "modules/shared/again": "../far",
    "modules/vcn/loop": ".",
    "modules/vcn/out": "../../../x",
    "modules/vcn/data/one.json": "../../shared/one.json",
    "modules/vcn/top": "../..",
}


@pytest.mark.parametrize(
    ("read", "changed", "expected"),
    [
        (Read(MODULE, "file", CONTENT), "modules/shared/file", True),
        (Read(MODULE, "file", CONTENT), "modules/vcn/file", True),
        (Read(MODULE, "file", NAMES), "modules/vcn/file", True),
        (Read(MODULE, "file", NAMES), "modules/shared/file", False),
        (Read(MODULE, "dir/x", CONTENT), "modules/shared/x", True),
        (Read(MODULE, "dir/x", CONTENT), "modules/vcn/dir", True),
        (Read(MODULE, "dir", TREE), "modules/shared/x", True),
        (Read(MODULE, "dir/again/x", CONTENT), "modules/far/x", True),
        (Read(MODULE, "dir", TREE), "modules/far/x", True),
        (Read(MODULE, f"dir/{ANY}.json", CONTENT), "modules/shared/x.json", True),
        (Read(MODULE, f"dir/{ANY}.json", CONTENT), "modules/vcn/dir", True),
        (Read(MODULE, f"data/{ANY}.json", CONTENT), "modules/shared/one.json", True),
        (Read(MODULE, f"data/{ANY}.json", CONTENT), "modules/shared/two.json", False),
        (Read(MODULE, "data", TREE), "modules/shared/one.json", True),
        (Read(MODULE, "data", TREE), "modules/shared/two.json", False),
        (Read(MODULE, "data", TREE), "modules/vcn/data/one.json", True),
        (Read(MODULE, "out/a", CONTENT), "modules/vcn/out", True),
        (Read(MODULE, "out/a", CONTENT), "x/a", False),
        (Read(MODULE, "loop/loop/a", CONTENT), "modules/vcn/a", True),
        (Read(MODULE, "", ARCHIVE), "modules/vcn/a", True),
    ],
)
def test_matches_links(read: Read, changed: str, *, expected: bool) -> None:
    """Links on the way count, and so does what links lead to, also from inside a folder that is read as a whole."""
    assert matched(read, [changed], links=LINKS) == ({changed} if expected else set())


def test_matches_glob_over_links() -> None:
    """`**` follows linked folders, as Terraform does."""
    read = Read(MODULE, "**/*.json", NAMES_GLOB)
    assert matched(read, {"modules/shared/new.json": "A", "modules/far/b.json": "A"}, links=LINKS) == {
        *("modules/shared/new.json", "modules/far/b.json"),
    }


def test_changes_below() -> None:
    """Only what lies below, at any depth, sorted, never a neighbour of a similar name."""
    changes = changes_of(["a/b", "a/b/c", "a/b/d/e", "a/b-c/d", "a/b.c", "a/b0", "a/c", "a/b/\udcff", "b"])
    assert list(changes.below("a/b")) == ["a/b/c", "a/b/d/e", "a/b/\udcff"]
    assert len(list(changes.below(""))) == 9
    assert list(changes.below("no")) == []


_names = st.sampled_from(["a", "b", "c.json"])
_some_paths = st.lists(_names, min_size=1, max_size=3).map("/".join)


@hypothesis.given(st.sets(_some_paths), _some_paths, st.sampled_from([MODULE, ROOT]), st.data())
def test_matches_over_selects(paths: set[str], wanted: str, base: str, data: st.DataObject) -> None:
    """Whatever piece of a path is not known, the file that it stands for is among those found."""
    changed = {f"{FOLDER if base == MODULE else STACK}/{path}" for path in {*paths, wanted}}
    start = data.draw(st.integers(0, len(wanted)))
    end = data.draw(st.integers(start, len(wanted)))
    read = Read(base, wanted[:start] + ANY + wanted[end:], CONTENT)
    assert f"{FOLDER if base == MODULE else STACK}/{wanted}" in matched(read, changed)
