"""Lines of a file that grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from oci_assets.terraform.tail import MAX_LINE_BYTES, LineTail, read_end

Tailed = tuple[Path, LineTail, list[str]]


@pytest.fixture
def tailed(tmp_path: Path) -> Iterator[Tailed]:
    """A file, its tail, and the lines that came."""
    file, lines = tmp_path / "log", list[str]()
    file.touch()
    tail = LineTail(file, lines.append)
    yield file, tail, lines
    tail.close()


def add(file: Path, content: bytes) -> None:
    """Write on."""
    with file.open("ab") as stream:
        stream.write(content)


def test_drain_waits_for_the_end_of_a_line(tailed: Tailed) -> None:
    """Half a line is kept back until its end is there; the last one comes when the writer has ended."""
    file, tail, lines = tailed
    add(file, b"one\r\ntw")
    tail.drain()
    assert lines == ["one"]
    add(file, b"o\n\nthree")
    tail.drain()
    tail.drain()
    assert lines == ["one", "two", ""]
    tail.finish()
    tail.finish()
    assert lines == ["one", "two", "", "three"]


def test_drain_keeps_characters_whole(tailed: Tailed) -> None:
    """A character that arrives in two halves is one; bytes that are none are replaced."""
    file, tail, lines = tailed
    for part in ("ü".encode()[:1], "ü".encode()[1:], b"\n\xff\n"):
        add(file, part)
        tail.drain()
    assert lines == ["ü", "\ufffd"]


@pytest.mark.parametrize("chunks", [1, 7])
def test_drain_cuts_an_endless_line(tailed: Tailed, chunks: int) -> None:
    """Of a line without end only the beginning comes, once, as soon as it is too long; the next one is whole."""
    file, tail, lines = tailed
    for _ in range(chunks):
        add(file, b"x" * 99 + b" " + b"x" * (5 * MAX_LINE_BYTES // chunks))
        tail.drain()
    (line,) = lines
    assert line.startswith("x" * 99)
    assert line.endswith("x ... (line cut)")
    assert len(line) <= MAX_LINE_BYTES + len(" ... (line cut)")
    add(file, b"rest\nnext\n")
    tail.drain()
    assert lines[1:] == ["next"]


def test_finish_after_an_endless_line(tailed: Tailed) -> None:
    """The rest of a line that was cut is not a line."""
    file, tail, lines = tailed
    add(file, b"x" * 2 * MAX_LINE_BYTES + b"rest")
    tail.finish()
    assert len(lines) == 1


def test_read_end_gives_the_last_bytes(tmp_path: Path) -> None:
    """No more than asked for, and nothing of a file that is not there."""
    file = tmp_path / "log"
    file.write_bytes(b"first\nlast \xff")
    assert read_end(file, 6) == "last \ufffd"
    assert read_end(file, 100) == "first\nlast \ufffd"
    assert not read_end(tmp_path / "gone", 100)
