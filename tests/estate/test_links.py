"""Symbolic links of a tree: where paths lead, as the file system has it."""

from __future__ import annotations

import os
import posixpath
import tempfile
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.links import Links, Real, join

TARGETS = {
    "file.tf": "toronto/main.tf",
    "ashburn": "toronto",
    "toronto/up": "../modules",
    "toronto/self": ".",
    "a": "b",
    "b": "a",
    "out": "../other",
    "way/out": "../../x",
    "absolute": "/etc",
    "deep/er/link": "../../toronto/up/vcn",
    "round/about": "../ashburn/../modules",
    "slash": "toronto/",
    "to": "through/../toronto",
    "through": "deep/er",
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", Real("", ())),
        ("toronto/main.tf", Real("toronto/main.tf", ())),
        ("file.tf", Real("toronto/main.tf", ("file.tf",))),
        ("ashburn/main.tf", Real("toronto/main.tf", ("ashburn",))),
        ("ashburn/up/vcn", Real("modules/vcn", ("ashburn", "toronto/up"))),
        ("toronto/self/self/x", Real("toronto/x", ("toronto/self", "toronto/self"))),
        ("deep/er/link/main.tf", Real("modules/vcn/main.tf", ("deep/er/link", "toronto/up"))),
        ("round/about", Real("modules", ("round/about", "ashburn"))),
        ("slash/x", Real("toronto/x", ("slash",))),
        ("to", Real("deep/toronto", ("to", "through"))),
        ("out/x", Real(None, ("out",))),
        ("way/out", Real(None, ("way/out",))),
        ("absolute/passwd", Real(None, ("absolute",))),
        ("ashburns/x", Real("ashburns/x", ())),
    ],
)
def test_real(path: str, expected: Real) -> None:
    """The real path and the links on the way, each resolved where it stands; ways out are refused."""
    assert Links(TARGETS).real(path) == expected


@pytest.mark.parametrize("path", ["a", "b/x"])
def test_real_circle(path: str) -> None:
    """A circle is refused."""
    real = Links(TARGETS).real(path)
    assert real.path is None
    assert set(real.links) == {"a", "b"}


def test_real_without_links() -> None:
    """A tree without links costs nothing."""
    assert Links({}).real("a/b") == Real("a/b", ())


_names = st.sampled_from(["a", "b", "c"])
_paths = st.lists(_names, min_size=1, max_size=3).map("/".join)
_targets = st.lists(_names | st.just("..") | st.just("."), min_size=1, max_size=4).map("/".join)


@hypothesis.given(st.dictionaries(_paths, _targets, max_size=5), st.lists(_paths, max_size=3), _paths)
def test_real_as_file_system(targets: dict[str, str], folders: list[str], path: str) -> None:
    """Links lead where the file system says they lead, out of the tree included."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve() / "one/two/three/four/root"
        root.mkdir(parents=True)
        made = {link: target for link, target in targets.items() if _made(root, link, target)}
        for folder in folders:
            if not any(f"{folder}/".startswith(f"{link}/") for link in made):
                (root / folder).mkdir(parents=True, exist_ok=True)
        try:
            expected = os.path.relpath((root / path).resolve(strict=True), root)
        except (OSError, RuntimeError):  # dangling or in circles: the file system does not say
            return
        real = Links(made).real(path)
        left = expected == ".." or expected.startswith("../") or _leaves(made, path)
        assert real.path == (None if left else expected.removeprefix("."))


def _made(root: Path, link: str, target: str) -> bool:
    """Make a link unless something is there already, or a link is on the way to it."""
    place = root / link
    if any(parent.is_symlink() for parent in place.parents) or place.exists() or place.is_symlink():
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)
    return True


def _leaves(made: dict[str, str], path: str) -> bool:
    """Whether the way to a path leaves the tree, even if it comes back."""
    done, rest, hops = "", path.split("/"), 0
    while rest and hops < 100:
        hops += 1
        done = posixpath.normpath(posixpath.join(done, rest.pop(0)))
        if done.startswith(".."):
            return True
        done = "" if done == "." else done
        if done in made:
            rest = [*made[done].split("/"), *rest]
            done = posixpath.dirname(done)
    return False


@pytest.mark.parametrize(
    ("folder", "relative", "expected"),
    [
        ("a/b", "./c", "a/b/c"),
        ("a/b", "../c", "a/c"),
        ("a/b", "../../c/", "c"),
        ("a/b", "..//c", "a/c"),
        ("a/b", "../..", ""),
        ("a/b", "../../..", None),
        ("a/b", "../../../b", None),
        ("", ".", ""),
        ("", "..", None),
        ("", "..a", "..a"),
        ("a", "", "a"),
        ("a", "/etc", None),
    ],
)
def test_join(folder: str, relative: str, expected: str | None) -> None:
    """A relative path in a folder of the repository; None where it leads out."""
    assert join(folder, relative) == expected
