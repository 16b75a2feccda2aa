"""Tokens to blocks and attributes: HCL's grammar of bodies, and text that does not keep to it."""

from __future__ import annotations

from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.hcl_body import Body, items, parse
from oci_assets.estate.hcl_lexer import lex
from oci_assets.estate.hcl_tokens import Tokens
from tests.estate.shapes import VALID


def outlined(body: Body, tokens: Tokens) -> list[Any]:
    """Attributes as they are written, then blocks with their labels and bodies."""
    attributes = [f"{name} = {tokens.written(span)}" for name, span in body.attributes.items()]
    return attributes + [[block.type, *block.labels, outlined(block.body, tokens)] for block in body.blocks]


def outline(text: str) -> list[Any]:
    """The outline of a text, good or bad."""
    tokens = lex(text)
    return outlined(parse(tokens), tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a = 1\nb = x\n", ["a = 1", "b = x"]),
        ("a {}", [["a", []]]),
        ('a "b" c "d" {\n  e = 1\n}\n', [["a", "b", "c", "d", ["e = 1"]]]),
        ("a { b = 1 }\nc {}\n", [["a", ["b = 1"]], ["c", []]]),
        ("a = {\n  b = 1\n}\nc = f(\n  1,\n  2\n)\n", ["a = {\n  b = 1\n}", "c = f(\n  1,\n  2\n)"]),
        ("a = <<E\nb = 1\nE\nc = 2\n", ["a = <<E\nb = 1\nE", "c = 2"]),
        ("a = x ? {\n} : {\n}\nb {\n}\n", ["a = x ? {\n} : {\n}", ["b", []]]),
        ("a {\n  b {\n    c = 1\n  }\n  d = 2\n}\n", [["a", ["d = 2", ["b", ["c = 1"]]]]]),
        ("a = 1 # b\nc = 2 /* d */\n", ["a = 1", "c = 2"]),
        ('a = "${ {\n} }"\nb = 1', ['a = "${ {\n} }"', "b = 1"]),
        ("a = 1\na = 2", ["a = 2"]),
    ],
)
def test_parse(text: str, expected: list[Any]) -> None:
    """Attributes end with their line, blocks with their brace."""
    tokens = lex(text)
    assert outlined(parse(tokens), tokens) == expected
    assert tokens.broken is None


@pytest.mark.parametrize(
    ("text", "reason", "expected"),
    [
        ("a =\nb = 1", "line 1: no value for 'a'", ["a = ", "b = 1"]),
        ("a\nb = 1", "line 1: neither a block nor an attribute: 'a'", ["b = 1"]),
        ("a.b = 1\nc = 2", "line 1: neither a block nor an attribute: 'a'", ["b = 1", "c = 2"]),
        ('"a" = 1\nb = 2', "line 1: unexpected 'a'", ["b = 2"]),
        ("= 1\nb = 2", "line 1: unexpected '='", ["b = 2"]),
        ('a "b"\n{\n  c = 1\n}\n', "line 1: neither a block nor an attribute: 'a'", ["c = 1"]),
        ("a {} b {}", "line 1: no line end after the block 'a'", [["a", []], ["b", []]]),
        ("a {\n  b = 1\n", "line 1: '{' that is never closed", [["a", ["b = 1"]]]),
        (
            "a {\n  b = [1, 2\n}\nc {}\n",
            "line 3: '}' where something else is open",
            [["a", ["b = [1, 2"]], ["c", []]],
        ),
        ("}\na {}\n", "line 1: '}' that closes nothing", [["a", []]]),
        ("a { b = 1 # }\nc = 2", "line 1: '{' that is never closed", [["a", ["b = 1", "c = 2"]]]),
    ],
)
def test_parse_broken(text: str, reason: str, expected: list[Any]) -> None:
    """The first mistake is told, and what stands around it is read as far as it makes sense."""
    tokens = lex(text)
    assert outlined(parse(tokens), tokens) == expected
    assert tokens.broken == reason


def test_parse_deep() -> None:
    """Blocks may be nested a thousand deep."""
    body = parse(lex("a {\n" * 1000 + "}\n" * 1000))
    for _ in range(1000):
        (block,) = body.blocks
        body = block.body
    assert body == Body()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("()", []),
        ("(\n)", []),
        ("(a)", ["a"]),
        ("(\n a,\n [b, c], f(d, e),\n)", ["a", "[b, c]", "f(d, e)"]),
        ("(a, b", ["a", "b"]),
        ('("a,b", "${c(d, e)}")', ['"a,b"', '"${c(d, e)}"']),
    ],
)
def test_items(text: str, expected: list[str]) -> None:
    """Items are divided by commas, not by those in brackets and strings."""
    tokens = lex(text)
    assert [tokens.written(span) for span in items(tokens, 0)] == expected


@hypothesis.given(
    st.sampled_from(sorted(VALID)), st.integers(0), st.text(alphabet='{}[]()"=\n,a #/', max_size=3), st.integers(0, 3)
)
def test_parse_never_fails(name: str, place: int, put: str, cut: int) -> None:
    """A damaged text has an outline, and one that is cut inside of brackets is known to be broken."""
    text = VALID[name].data.decode("utf-8", "replace")
    place %= len(text) + 1
    outline(text[:place] + put + text[place + cut :])
    tokens = lex(text[:place])
    parse(tokens)
    assert tokens.broken or len(tokens) not in tokens.partners
