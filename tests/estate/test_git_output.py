"""What git prints, taken apart; real output is in test_git.py."""

from __future__ import annotations

import pytest

from oci_assets.errors import GitError
from oci_assets.estate.git_output import checked, split_entries, unknown_ref, unrelated


def test_checked() -> None:
    """Output of a command that went well; of one that did not, what git said in one line."""
    assert checked(["status", "-z"], "/e", 0, b"x", "warning") == b"x"
    with pytest.raises(GitError, match=r"^git status failed in /e with exit code 128: fatal: dubious ownership$"):
        checked(["status", "-z"], "/e", 128, b"", "fatal: dubious\n  ownership\n")


def test_split_entries() -> None:
    """Entries end with NUL; nothing at all is no entry; odd bytes survive."""
    assert split_entries(b"") == []
    assert split_entries(b"a b\0c\nd\0") == ["a b", "c\nd"]
    assert split_entries(b"\xe9\0")[0].encode("utf-8", "surrogateescape") == b"\xe9"


def test_unknown_ref() -> None:
    """The message suggests names that look alike, without `origin/`, and quotes the ref for a shell."""
    message = unknown_ref("Deb", ["origin/Dev", "Dev", "main"], "/estate")
    assert message == ("there is no branch, tag or commit 'Deb' in /estate (did you mean 'Dev'?): git fetch origin Deb")
    assert unknown_ref("x; reboot", [], "/estate").endswith("in /estate: git fetch origin 'x; reboot'")


def test_unrelated() -> None:
    """The mending command depends on why there is no common commit."""
    assert unrelated("Dev", "HEAD", "/e", is_shallow=True).endswith("is shallow: git fetch --unshallow origin")
    assert unrelated("Dev", "HEAD", "/e", is_shallow=False).endswith("or git fetch origin Dev")
