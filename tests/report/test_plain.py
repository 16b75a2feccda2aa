"""Text of other people is shown as text: it cannot steer a terminal, leave its place, ping or link."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oci_assets.report.plain import FENCES_CHARACTERS, cell, cut_middle, fenced, one_line, visible
from tests.report.records import parse_markdown

HOSTILE = st.text() | st.text(st.sampled_from("`|@#_*[]<>&\\\n\r\t~$!():/.-=+ \x1b\x00\u202ea1gwh"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain\n\ttext", "plain\n\ttext"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[?25lgone", "gone"),
        ("\x1b]0;title\x07a\x1b]8;;http://x\x1b\\b", "ab"),
        ("\x1b]0;no end\nnext", "0;no end\nnext"),
        ("\x1b(Bcharset \x1b7saved", "charset saved"),
        ("lone \x1b", "lone �"),
        ("a\x00b\x07c\x7fd\x9be", "a�b�c�d�e"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("user\u202egnp.exe\u2066\u200f", "user�gnp.exe��"),
        ("\ufeffline\u2028end", "�line�end"),
        ("bytes \udcff\udc80", "bytes ��"),
        ("hidden\U000e0041", "hidden�"),
        ("न\u200dय 日本 é \u200b", "न\u200dय 日本 é \u200b"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    """Terminal sequences go, other characters that steer or hide are replaced, all other text stays."""
    assert visible(text) == expected


@given(HOSTILE)
def test_visible_is_stable(text: str) -> None:
    """What is left is valid Unicode, has no control character but tab and newline, and would be left again."""
    plain = visible(text)
    assert plain.encode().decode() == plain == visible(plain)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", plain)


def test_one_line_keeps_spaces() -> None:
    """A path with line ends is one line, and its own spaces are kept."""
    assert one_line("a  b\nc\td\x1b[31m") == "a  b c d"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("toronto/network", "toronto/network"),
        ("oci_core_vcn.main (delete)", "oci_core_vcn.main (delete)"),
        ("_a_ b_", "&#95;a&#95; b&#95;"),
        ("a|b\\|c", "a&#124;b&#92;&#124;c"),
        ("</td><b>&lt;", "&#60;/td&#62;&#60;b&#62;&#38;lt;"),
        (
            '`x` **y** ~~z~~ $m$ "q"',
            "&#96;x&#96; &#42;&#42;y&#42;&#42; &#126;&#126;z&#126;&#126; &#36;m&#36; &#34;q&#34;",
        ),
        ("![i](x)", "!&#91;i&#93;(x)"),
        ("@team a@b.c", "@\u200bteam a@\u200bb.c"),
        ("#123 o/r#1 GH-12 gh-x", "#\u200b123 o/r#\u200b1 GH-\u200b12 gh-x"),
        ("https://x.y www.x.y wwwx", "https:\u200b//x.y www\u200b.x.y wwwx"),
        ("  two\n\nlines\t", "two lines"),
        ("", ""),
    ],
)
def test_cell(text: str, expected: str) -> None:
    """Names and addresses stay as they are, everything that Markdown or GitHub would act on is taken apart."""
    assert cell(text) == expected


def test_cell_is_cut() -> None:
    """Long text ends in an ellipsis; the limit counts what a reader sees."""
    assert cell("x" * 301) == "x" * 299 + "…"
    assert cell("x" * 300) == "x" * 300
    assert cell("@@@@", 3) == "@\u200b@\u200b…"


@given(HOSTILE.filter(lambda text: "\u200b" not in text))
def test_cell_is_harmless(text: str) -> None:
    """In a table it is one cell of plain text, the very text that came in, and GitHub finds nothing to link in it."""
    tokens = parse_markdown(f"| a | b |\n|---|---|\n| {cell(text, 10_000)} | end |")
    cells = [token.children or [] for token in tokens if token.type == "inline"]
    assert len(cells) == len([token for token in tokens if token.type in {"th_open", "td_open"}]) == 4
    assert {token.type for token in cells[2]} <= {"text", "text_special"}
    shown = "".join(token.content for token in cells[2])
    assert shown.replace("\u200b", "") == " ".join(visible(text).split())
    assert not re.search(r"[@#]\w|gh-\d|://|www\.", shown, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plan", "```\nplan\n```"),
        ("a ```` b", "`````\na ```` b\n`````"),
        ("\x1b[1m# x\x1b[0m", "```\n# x\n```"),
        ("`" * 5000, "`" * 9 + "\n" + "`" * 8 + "\n" + "`" * 9),
    ],
)
def test_fenced(text: str, expected: str) -> None:
    """The fence is longer than any run of backticks inside, and never long."""
    assert fenced(text, 10_000) == expected


@given(HOSTILE | st.text(st.sampled_from("`~ \n<details>/"), max_size=200), st.integers(0, 200))
def test_fenced_cannot_be_left(text: str, limit: int) -> None:
    """A parser sees one block of code with the bounded text between what stands before and behind it."""
    block = fenced(text, limit)
    assert len(block) <= limit + FENCES_CHARACTERS
    tokens = parse_markdown(f"before\n\n{block}\n\nbehind")
    assert [token.type for token in tokens if token.level == 0 and token.nesting >= 0] == [
        "paragraph_open",
        "fence",
        "paragraph_open",
    ]
    assert re.sub("`{8,}", "`" * 8, cut_middle(visible(text), limit)) == tokens[3].content.removesuffix("\n")


def test_cut_middle_keeps_both_ends() -> None:
    """Beginning and end stay, the note tells exactly how much is missing."""
    assert cut_middle("short", 5) == "short"
    assert cut_middle("a" * 100 + "b" * 100, 100) == "a" * 20 + "\n... 160 characters left out ...\n" + "b" * 20
    assert cut_middle("abcdef", 3) == "abc"
    assert cut_middle("abcdef", 0) == cut_middle("abcdef", -1) == ""


@given(st.text(max_size=500), st.integers(-5, 300))
def test_cut_middle_is_bounded(text: str, limit: int) -> None:
    """Never over the limit, untouched below it, and kept and missing characters add up."""
    cut = cut_middle(text, limit)
    assert len(cut) <= max(limit, 0)
    assert (cut == text) == (len(text) <= max(limit, 0))
    note = re.search(r"\n\.\.\. (\d+) characters left out \.\.\.\n", cut)
    if note and cut != text:
        assert len(cut) - len(note[0]) + int(note[1]) == len(text)
        assert text.startswith(cut[: note.start()])
        assert text.endswith(cut[note.end() :])
