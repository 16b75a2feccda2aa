"""Bounded text."""

from __future__ import annotations

from oci_assets.terraform.transcript import CUT, Transcript


def test_transcript_cuts_the_middle() -> None:
    """Beginning and end stay, the number of lines left out is told, memory stays bounded."""
    transcript = Transcript(1000)
    for number in range(10_000):
        transcript.add(f"line {number}")
    text = transcript.text
    assert text.startswith("line 0\n")
    assert text.endswith("line 9999")
    assert len(text) < 1100
    kept = len(text.splitlines()) - 1
    assert f"... {10_000 - kept} lines left out ..." in text


def test_transcript_short_text_is_whole() -> None:
    """Nothing is cut that fits."""
    transcript = Transcript(1000)
    for number in range(10):
        transcript.add(str(number))
    assert transcript.text == "\n".join(map(str, range(10)))


def test_transcript_shortens_a_long_line() -> None:
    """One line cannot take the room of all others; it is cut at a space, so that no half of a secret stays."""
    transcript = Transcript(1000)
    for text in ("first", f"{'x' * 300} {'s' * 5000}"):
        transcript.add(text)
    assert transcript.text == f"first\n{'x' * 300}{CUT}"
    transcript.add("y " * 3000)
    last = transcript.text.rsplit("\n", 1)[1]
    assert last.startswith("y y ")
    assert last.endswith(f"y{CUT}")
    assert len(last) < 500


def test_transcript_keeps_as_much_of_the_end_as_of_the_beginning() -> None:
    """Half of the room is for the beginning, half for the end, and nothing stands in both."""
    transcript = Transcript(100)
    for number in range(100):
        transcript.add(f"{number:04d}")
    numbers = [f"{number:04d}" for number in range(100)]
    assert transcript.text.split("\n") == [*numbers[:10], "... 80 lines left out ...", *numbers[90:]]


def test_transcript_without_lines() -> None:
    """Nothing added is an empty text."""
    assert not Transcript(10).text
