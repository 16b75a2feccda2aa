"""Whether the files of some folders hold a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from oci_assets.estate.texts import Texts

FILES = {"a": [b'x = "one.json"', b"two"], "b": [b"three\xff"], "c": []}


@pytest.mark.parametrize(
    ("folders", "name", "expected"),
    [
        (["a"], "one.json", True),
        (["a", "b"], "three", True),
        (["a"], "three", False),
        (["b"], "three\udcff", True),
        (["c"], "one", False),
        ([], "one", False),
        (["a"], '"two', False),
        (["a"], "größe", False),
    ],
)
def test_of(folders: list[str], name: str, *, expected: bool) -> None:
    """A name counts anywhere in any file of the folders; files do not run into each other."""
    assert Texts(lambda folder: FILES[folder]).of(folders)(name) is expected


def test_of_reads_once() -> None:
    """A folder is read when it is asked for, and once."""
    read = []

    def read_folder(folder: str) -> Iterator[bytes]:
        read.append(folder)
        yield from FILES[folder]

    texts = Texts(read_folder)
    first, second = texts.of(["a", "b"]), texts.of(["a"])
    assert read == []
    assert first("two")
    assert second("two")
    assert not second("four")
    assert read == ["a"]
