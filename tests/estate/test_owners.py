"""CODEOWNERS as GitHub reads it."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from oci_assets.estate.owners import Owners, parse_owners, read_owners
from tests.builders import MemoryTree

NETWORK = "toronto/network"


def owners(text: str, folder: str = NETWORK) -> tuple[str, ...]:
    """Who owns a folder after these lines."""
    return parse_owners(text).of(PurePosixPath(folder))


@pytest.mark.parametrize(
    ("pattern", "owned"),
    [
        ("*", True),
        ("*.tf", True),
        ("*.js", False),
        ("/toronto/", True),
        ("toronto/", True),
        ("network/", True),
        ("/network/", False),
        ("network", True),
        ("/toronto/network", True),
        ("toronto/network", True),
        ("toronto/net*", True),
        ("/toronto/*", False),  # GitHub: `docs/*` does not reach into folders below
        ("/toronto/network/*", True),
        ("toronto/network/*", True),
        ("/toronto/*/", True),
        ("/toronto/**", True),
        ("**/network", True),
        ("**/network/", True),
        ("/**/network/main.tf", True),
        ("/Toronto/", False),
        ("/toronto/networ", False),
        ("/toronto/networkloadbalancer/", False),
        ("!/toronto/", False),  # GitHub takes none of these three
        ("[tT]oronto/", False),
        ("\\#x", False),
    ],
)
def test_owners_of_pattern(pattern: str, *, owned: bool) -> None:
    """Patterns are those of .gitignore but for what GitHub leaves out."""
    assert owners(f"{pattern} @infra\n") == (("@infra",) if owned else ())


def test_owners_last_match_wins() -> None:
    """The last line that matches counts alone, be it wider or without an owner."""
    assert owners("/toronto/network/ @net\n* @all\n") == ("@all",)
    assert owners("* @all\n/toronto/network/ @net @org/team net@example.com\n") == (
        "@net",
        "@org/team",
        "net@example.com",
    )
    assert owners("* @all\n/toronto/network/\n") == ()


def test_owners_comments_and_blanks() -> None:
    """Comments after the owners, lines of comments, blank lines and Windows line ends do no harm."""
    assert owners("# all\r\n\r\n  * @all  # but @nobody\r\n\t# end") == ("@all",)
    assert owners("/a#b/ @hash", "a#b/network") == ("@hash",)


@pytest.mark.parametrize("pattern", [r"/my\ region/", r"/my\ region/net/*", r"my\ region"])
def test_owners_of_names_with_spaces(pattern: str) -> None:
    """A space in a name is written with a backslash."""
    assert owners(f"{pattern} @space", "my region/net") == ("@space",)


def test_read_owners_takes_the_first_place() -> None:
    """GitHub looks into `.github/`, then the root, then `docs/`, and reads one file only."""
    places = {"docs/CODEOWNERS": "* @docs", "CODEOWNERS": "* @root", ".github/CODEOWNERS": "* @github"}
    for place, owner in ((".github/CODEOWNERS", "@github"), ("CODEOWNERS", "@root"), ("docs/CODEOWNERS", "@docs")):
        assert read_owners(MemoryTree(places)).of(PurePosixPath(NETWORK)) == (owner,)
        del places[place]
    assert read_owners(MemoryTree([])) == Owners()


def test_read_owners_of_an_empty_file() -> None:
    """An empty file in the first place hides the others."""
    assert read_owners(MemoryTree({".github/CODEOWNERS": "", "CODEOWNERS": "* @root"})) == Owners()
