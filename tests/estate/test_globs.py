"""Patterns of `fileset`, and paths with unknown pieces, as regular expressions."""

from __future__ import annotations

import json
import re
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.facts import ANY
from oci_assets.estate.globs import any_regex, glob_regex, known_folder
from tests.estate.judge import evaluated, write_files

FILES = (
    *("a.json", "b.json", "ab.json", "axb.json", ".h.json", "sp ace.json", "we[1].json", "-x.json", "c!.json"),
    *("^c.json", "é.json", "b{x}.json", "st*r.json", "a,b.json", "sub/a.json", "sub/deep/a.json", "sub/deep/.h.json"),
    *(".hid/x.json", "sub/axb", "README", "z/y/x/w.txt", "A.JSON", "a.json.bak"),
)
EXACT = (
    *("*.json", "*", "**", "**/*.json", "**.json", "a**b.json", "s**/a.json", "**/a.json", "sub/**/a.json", "sub/**"),
    *("?.json", "{a,b}.json", "{a*,b}.json", "{,a}b.json", "[a-b].json", "[^a].json", "[a-bé].json", "c[!a].json"),
    *("we\\[1\\].json", "st\\*r.json", "*/*", "sub/*", "sub/*/*", "**/deep/**", "A.*", "b\\{x\\}.json"),
    *("{a,b}{.json,.x}", "*.{json,txt}", "**/*.{json,txt}", "{sub,.hid}/**/*.json", "**/{a,x}*", "?????", "sub/[^x]*"),
    *(
        "a,b.json",
        "[^^]c.json",
        ".*",
        "*a*",
        "z/**/w.txt",
        "z/*/x/*",
        "**/y/**",
        "no",
        "é.json",
        "[ab][xb]*.json",
        "README",
    ),
)
# Here v1 and v4 of doublestar differ, or v1 has a fault: what Terraform finds fits, and more.
WIDER = ("[!a].json", "**/**/a.json", "{a,{b,ab}}.json", "[a!]b.json", "{a,sub/a}.json", "[a-].json", "{a,b", "[a")


def fits(pattern: str) -> set[str]:
    """The files that fit a pattern."""
    return {path for path in FILES if glob_regex(pattern).fullmatch(path)}


def test_glob_regex_as_terraform(tmp_path: Path) -> None:
    """A pattern fits exactly what `fileset` finds; where versions differ, at least that."""
    write_files(tmp_path, {f"d/{path}": "" for path in FILES})
    patterns = [pattern for pattern in (*EXACT, *WIDER) if pattern not in {"{a,sub/a}.json", "[a-].json", "{a,b", "[a"}]
    found = evaluated(tmp_path, f'{{for p in {json.dumps(patterns)} : p => fileset("d", p)}}')
    assert {pattern: fits(pattern) for pattern in EXACT} == {pattern: set(found[pattern]) for pattern in EXACT}
    assert [pattern for pattern in patterns if not set(found[pattern]) <= fits(pattern)] == []


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("[!a].json", "b.json", True),
        ("**/**/a.json", "a.json", True),
        ("{a,{b,ab}}.json", "ab.json", True),
        ("{a,sub/a}.json", "sub/a.json", True),
        ("{a,b", "anything", True),
        ("[a", "anything", True),
        ("a\\", "anything", True),
        ("[z-a]", "a", False),
        ("a[^b]c", "a/c", False),
        ("}", "}", True),
        (f"{ANY}", "a/b", True),
        (f"{ANY}/*.json", "a.json", True),
        (f"{ANY}/*.json", "a/b/c.json", True),
        (f"{ANY}/*.json", "a/b/c.txt", False),
        (f"x-{ANY}.json", "x-a/b.json", True),
        (f"x/{ANY}/{ANY}", "x/a", True),
        ("a.json\n", "a.json", False),
    ],
)
def test_glob_regex(pattern: str, path: str, *, expected: bool) -> None:
    """Where versions differ the wider one counts; what is not known fits anything, folders included."""
    assert bool(glob_regex(pattern).fullmatch(path)) is expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a*[b].json", "a*[b].json", True),
        ("a*[b].json", "axb.json", False),
        (f"a-{ANY}.json", "a-1.json", True),
        (f"a-{ANY}.json", "b-1.json", False),
        (f"{ANY}/a", "a", True),
        (f"{ANY}/a", "x/y/a", True),
        (f"{ANY}/a", "xa", False),
        (f"x/{ANY}/a", "x/a", True),
        (f"x{ANY}/a", "x/a", True),
        (f"x{ANY}/a", "xa", False),
        (ANY, "", True),
    ],
)
def test_any_regex(text: str, path: str, *, expected: bool) -> None:
    """Only what is not known fits more than itself; a folder that nobody knows may be none."""
    assert bool(any_regex(text).fullmatch(path)) is expected


@pytest.mark.parametrize(
    ("path", "is_glob", "expected"),
    [
        ("a/b/*.json", True, ("a/b", "*.json")),
        ("a/b*/c", True, ("a", "b*/c")),
        ("*.json", True, ("", "*.json")),
        ("../a/{b,c}/d", True, ("../a", "{b,c}/d")),
        ("a/b", True, ("a", "b")),
        (f"a*/b/{ANY}.json", False, ("a*/b", f"{ANY}.json")),
        (f"a/x-{ANY}/b", False, ("a", f"x-{ANY}/b")),
        (ANY, False, ("", ANY)),
    ],
)
def test_known_folder(path: str, *, is_glob: bool, expected: tuple[str, str]) -> None:
    """The folders before the first that is not certain."""
    assert known_folder(path, is_glob=is_glob) == expected


@hypothesis.given(st.text(alphabet="ab/*?[]{}\\,!^-\0.", max_size=12), st.text(alphabet="ab/.-", max_size=8))
def test_glob_regex_never_fails(pattern: str, path: str) -> None:
    """Any text is a pattern, and one without marks fits itself only."""
    glob_regex(pattern).fullmatch(path)
    any_regex(pattern).fullmatch(path)
    if not re.search(r"[*?\[\]{}\\,\0]", pattern):
        assert bool(glob_regex(pattern).fullmatch(path)) is (pattern == path)
