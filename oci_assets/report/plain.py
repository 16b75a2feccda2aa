"""Text of other people (names, paths, addresses, errors, plans) made harmless where it is shown. Pure."""

from __future__ import annotations

import re

MAX_CELL_CHARACTERS = 300
_NOTE_CHARACTERS = 60
_MAX_BACKTICKS = 8
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"

# ECMA-48 sequences: CSI with its parameters, strings (OSC and the like) up to their terminator, any other escape.
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)|[ -/]*[0-~])")
# Control characters but tab and newline, line and direction marks, byte order mark, lone surrogates, invisible tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
# What GitHub links or pings wherever it stands in rendered text: @name, #1, GH-1, https://, www.
_LINKED = re.compile(r"@|#|gh-(?=\d)|:(?=//)|www(?=\.)", re.IGNORECASE)
_MARKUP = str.maketrans({character: f"&#{ord(character)};" for character in '&<>"\\`*[]|~$'})
_EMPHASIS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore inside a word is only an underscore


def visible(text: str) -> str:
    """The text without terminal sequences; other characters that steer or hide (NUL, direction marks) become `�`."""
    lines = _SEQUENCE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(_REPLACEMENT, lines)


def one_line(text: str) -> str:
    """The text as one visible line; line ends and tabs become spaces."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def cell(text: str, limit: int = MAX_CELL_CHARACTERS) -> str:
    """Markdown that shows the text and nothing else: it cannot leave its table cell, ping, link or open a tag.

    Text over `limit` characters is cut at its end.
    """
    plain = " ".join(visible(text).split())
    shown = plain if len(plain) <= limit else f"{plain[: limit - 1]}…"
    unlinked = _LINKED.sub(lambda match: match[0] + _ZERO_WIDTH_SPACE, shown)
    return _EMPHASIS.sub("&#95;", unlinked.translate(_MARKUP))


def fenced(text: str, limit: int) -> str:
    """The text, cut to `limit` characters, as a block of code that it cannot end; the two fences come on top.

    Longer runs of backticks than `_MAX_BACKTICKS` are shortened, so that no text can make the fences long.
    """
    short = re.sub(f"`{{{_MAX_BACKTICKS},}}", "`" * _MAX_BACKTICKS, cut_middle(visible(text), limit))
    longest = max((len(run) for run in re.findall("`+", short)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{short}\n{fence}"


FENCES_CHARACTERS = 2 * (_MAX_BACKTICKS + 1) + 2  # at most, with their line ends


def cut_middle(text: str, limit: int) -> str:
    """The text, or its two ends with a note of how many characters are missing between them.

    Never longer than `limit`; a limit that has no room for the note gives the beginning alone.
    """
    if len(text) <= limit:
        return text
    half = (limit - _NOTE_CHARACTERS) // 2
    if half <= 0:
        return text[: max(limit, 0)]
    return f"{text[:half]}\n... {len(text) - 2 * half} characters left out ...\n{text[-half:]}"
