"""HCL text to tokens: comments, templates, heredocs, and text that is none of it."""

from __future__ import annotations

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.hcl_lexer import lex, lex_template
from oci_assets.estate.hcl_tokens import (
    CLOSE,
    ID,
    INTERPOLATE,
    LITERAL,
    NEWLINE,
    NUMBER,
    OPEN,
    RESUME,
    TEXT,
    UNKNOWN,
    Tokens,
)
from tests.estate.shapes import VALID

OPENERS = {"{": "}", "[": "]", "(": ")", OPEN: CLOSE, INTERPOLATE: RESUME}
PIECES = (
    *'{}[]()"\\$%~#/*\n\r\t <>-=,.:?Ea1_é\u0301\0\ufeff',
    *("${", "%{", "$${", "<<EOT\n", "<<-EOT\n", "EOT\n", "*/", "/*", '"${', "}", "module ", "source = "),
)


def listed(text: str) -> list[tuple[str, str]]:
    """Kind and value of every token."""
    tokens = lex(text)
    return list(zip(tokens.kinds, tokens.values, strict=True))


def check_partners(tokens: Tokens) -> None:
    """What opens is closed by its own kind, nothing overlaps, and a whole text leaves nothing open."""
    assert len({len(tokens.kinds), len(tokens.values), len(tokens.ends), len(tokens.partners)}) == 1
    open_until = [len(tokens)]
    for index, (kind, partner) in enumerate(zip(tokens.kinds, tokens.partners, strict=True)):
        while open_until[-1] <= index:
            open_until.pop()
        if kind not in OPENERS:
            assert partner == index
            continue
        assert index < partner <= open_until[-1]
        assert tokens.broken or tokens.kinds[partner] == OPENERS[kind]
        open_until.append(partner)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a-1 _b", [(ID, "a-1"), (ID, "_b")]),
        ("1.5e-3 0.1.2", [(NUMBER, "1.5e-3"), (NUMBER, "0.1.2")]),
        ("a[0].b", [(ID, "a"), ("[", "["), (NUMBER, "0"), ("]", "]"), (".", "."), (ID, "b")]),
        ("a => b >= ...", [(ID, "a"), ("=>", "=>"), (ID, "b"), (">=", ">="), ("...", "...")]),
        ("a/b /* c\n */ // d", [(ID, "a"), ("/", "/"), (ID, "b")]),
        ('"a\\n\\"\\u0041\\U0001F600\\q"', [(TEXT, 'a\n"A\U0001f600\\q')]),
        ('"\\U99999999"', [(TEXT, "\ufffd")]),
        ('"$${a} %%{b} $c% $$$${"', [(TEXT, "${a} %{b} $c% $$${")]),
        ('""', [(TEXT, "")]),
        ("<<E\na\\n$${\nE\n", [(TEXT, "a\\n${\n"), (NEWLINE, "\n")]),
        ("<<-E\n  E", [(TEXT, "")]),
        ("<<E \n", [("<", "<"), ("<", "<"), (ID, "E"), (NEWLINE, "\n")]),
        ("a < b << c", [(ID, "a"), ("<", "<"), (ID, "b"), ("<", "<"), ("<", "<"), (ID, "c")]),
        ("cafe\u0301 \u0928\u093f", [(ID, "cafe\u0301"), (ID, "\u0928\u093f")]),
    ],
)
def test_lex(text: str, expected: list[tuple[str, str]]) -> None:
    """Tokens of whole texts."""
    assert listed(text) == expected
    assert lex(text).broken is None


def test_lex_template() -> None:
    """A template is flat, with what its interpolations hold between their marks."""
    inside = [(INTERPOLATE, "${~"), (ID, "b"), ("{", "{"), ("}", "}"), ("~", "~"), (RESUME, "}")]
    assert listed('"a${~ b{} ~}c"') == [(OPEN, '"'), (LITERAL, "a"), *inside, (LITERAL, "c"), (CLOSE, "")]


def test_lex_lines() -> None:
    """Runs of line ends are one token, lines with nothing but comments among them; places know their lines."""
    tokens = lex("\n# x\n\n/* y\n */ // z\n  a\n\n b")
    assert tokens.kinds == [NEWLINE, ID, NEWLINE, ID]
    assert [tokens.line(end) for end in tokens.ends] == [6, 6, 8, 8]


def test_lex_template_of_a_whole_text() -> None:
    """A string of JSON configuration is a template without quotes, whatever quotes and line ends are in it."""
    assert lex_template('"a"\n\\n').values == ['"a"\n\\n']
    assert lex_template("").kinds == [TEXT]
    tokens = lex_template('a "${file("b\\"}")}')
    assert tokens.kinds == [OPEN, LITERAL, INTERPOLATE, ID, "(", TEXT, ")", RESUME, CLOSE]
    assert tokens.broken is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('a = "x', "line 1: a string that does not end"),
        ('\na = "x\n"', "line 2: a string that does not end"),
        ('a = "x\\', "line 1: a string that does not end"),
        ("a = <<E\nx", "line 1: a heredoc without its E"),
        ("a = <<E\n${b\nE\n", "line 1: a template that is never closed"),
        ("a\n/* b", "line 2: a comment that does not end"),
        ("a = [\n\n", "line 1: '[' that is never closed"),
        ("a = [{\n}\n)", "line 3: ')' that closes nothing"),
        ("a {\n b = [1\n}", "line 3: '}' where something else is open"),
        ("a = 'b'", 'line 1: unknown character "\'"'),
        ("a\n\ufeff", "line 2: unknown character '\\ufeff'"),
        ("\0", "line 1: unknown character '\\x00'"),
        ('"${a', "line 1: a template that is never closed"),
    ],
)
def test_lex_broken(text: str, reason: str) -> None:
    """The first mistake is told with its line."""
    tokens = lex(text)
    assert tokens.broken == reason
    check_partners(tokens)


def test_lex_endless_comment() -> None:
    """What stands in a comment that does not end is no code."""
    assert lex("a /* b\nc").values == ["a"]


def test_lex_wrong_bracket_in_an_interpolation() -> None:
    """A wrong bracket in an interpolation closes nothing outside of it."""
    tokens = lex('f("${ ) }", 1)')
    assert tokens.broken == "line 1: ')' that closes nothing"
    assert tokens.partners[1] == len(tokens) - 1


def test_lex_wrong_bracket() -> None:
    """A wrong bracket closes what is open inside its own, so that what follows is read as it is meant."""
    tokens = lex("a { b = [( }\nc {}")
    assert tokens.partners[1] == tokens.values.index("}")
    assert [kind for kind in tokens.kinds[-4:] if kind != NEWLINE] == [ID, "{", "}"]
    assert UNKNOWN not in tokens.kinds


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 1000 + "]" * 1000, '"${' * 1000 + '"x"' + '}"' * 1000, "a {\n" * 1000 + "}\n" * 1000),
        *("f(" * 1000 + ")" * 1000, "<<E\n${" * 1000 + "1" + "}\nE\n" * 1000),
    ],
    ids=["brackets", "templates", "blocks", "calls", "heredocs"],
)
def test_lex_deep(text: str) -> None:
    """A thousand levels are no trouble, whole or cut in the middle."""
    assert lex(text).broken is None
    check_partners(lex(text))
    assert lex(text[: len(text) // 2]).broken is not None


@pytest.mark.parametrize(
    "piece",
    [
        *(
            '"',
            "}",
            "[)",
            '"${',
            "$",
            "/*",
            "# \n",
            "a\u0301",
            "<<E\n${",
            "a = <<E\n${[\nE\n]}\n",
            "<<E\n$\nE\n",
            "x = [\n",
        )
    ],
)
def test_lex_long(piece: str) -> None:
    """What would cost a careless reader the square of the length is read like anything else."""
    check_partners(lex(piece * (200_000 // len(piece))))


@hypothesis.given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text())
def test_lex_never_fails(text: str) -> None:
    """Any text has tokens, with partners that fit."""
    check_partners(lex(text))
    check_partners(lex_template(text))


@hypothesis.given(
    st.sampled_from(sorted(VALID)), st.integers(0), st.integers(0, 3), st.lists(st.sampled_from(PIECES), max_size=3)
)
def test_lex_damaged(name: str, place: int, cut: int, put: list[str]) -> None:
    """A good text with a few wrong characters has tokens as well."""
    text = VALID[name].data.decode("utf-8", "replace")
    place %= len(text) + 1
    check_partners(lex(text[:place] + "".join(put) + text[place + cut :]))
    check_partners(lex(text[:place]))
