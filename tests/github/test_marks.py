"""The marks at the top of our issues' bodies."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from oci_assets.github.marks import Mark, head, is_about, mark_in, marker, settled

SEEN = datetime(2025, 12, 18, 2, 0, tzinfo=timezone.utc)
MARK = Mark("f1", "s1", SEEN)


def test_marker() -> None:
    """The first line is as documented."""
    assert marker("drift", "toronto/network") == "<!-- oci-assets drift toronto/network -->"


@pytest.mark.parametrize("key", ["toronto/network", "a-->b/c--d", "région/x y", "*"])
def test_mark_comes_back(key: str) -> None:
    """Whatever a folder is called, the marker ends where it should, and the second line is read back."""
    body = head("drift", key, MARK) + "\ntext\n"
    assert is_about(body, "drift", key)
    assert body.count("-->") == 2
    assert mark_in(body) == MARK
    assert mark_in(body.replace("\n", "\r\n")) == MARK  # as GitHub's form sends it


@pytest.mark.parametrize("key", ["toronto/networks", "toronto", "ronto/network", "toronto/networ"])
def test_other_keys_are_others(key: str) -> None:
    """Names that share a beginning or an end are not mixed up."""
    assert not is_about(head("drift", "toronto/network", MARK), "drift", key)


def test_quoted_marker_does_not_count() -> None:
    """Somebody who quotes our issue in another one does not make that ours."""
    assert not is_about(f"Look at this:\n> {marker('drift', 'a/b')}\n{marker('drift', 'a/b')}", "drift", "a/b")


@pytest.mark.parametrize(
    "line", ["", "<!-- oci-assets-state {broken} -->", '<!-- oci-assets-state {"first_seen": 1} -->']
)
def test_damaged_mark(line: str) -> None:
    """What a person has removed or damaged is as if nothing was known."""
    body = f"{marker('drift', 'a/b')}\n{line}\ntext"
    assert mark_in(body) == Mark()
    assert mark_in(settled(body)).is_settled


def test_settled_keeps_what_people_wrote() -> None:
    """Only the mark is another one."""
    body = head("drift", "a/b", MARK) + "text\n\nnote by hand: ask Eve\n"
    after = settled(body)
    assert mark_in(after) == Mark("f1", "s1", SEEN, is_settled=True)
    assert after.splitlines()[2:] == body.splitlines()[2:]
    assert settled(after) == after
