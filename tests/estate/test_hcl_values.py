"""Expressions to texts: what is certain without a plan."""

from __future__ import annotations

from typing import Any

import pytest

from oci_assets.estate.facts import ANY, MODULE, REFERENCE, ROOT
from oci_assets.estate.hcl_lexer import lex
from oci_assets.estate.hcl_values import Piece, constant, is_told, placed, value
from tests.estate.judge import evaluated

X = f"{REFERENCE}local.x{REFERENCE}"


def value_of(expression: str) -> Piece:
    """What an expression stands for."""
    tokens = lex(expression)
    assert tokens.broken is None
    return value(tokens, (0, len(tokens)))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"a"', (None, "a")),
        ('(\n("a"))', (None, "a")),
        ('"a${"b"}c"', (None, "abc")),
        ('"a${~ ("b") ~}c"', (None, "abc")),
        ('"${"${"a"}"}"', (None, "a")),
        ("path.module", (MODULE, "")),
        ("path.root", (ROOT, "")),
        ("path.cwd", (ROOT, "")),
        ('"${path.module}/a"', (MODULE, "/a")),
        ('"a/${path.module}"', (None, f"a/{ANY}")),
        ("local.x", (None, X)),
        ('"${local.x}/${var.y}"', (None, f"{X}/{REFERENCE}var.y{REFERENCE}")),
        ("local.x.y", (None, ANY)),
        ("each.value", (None, ANY)),
        ('"a-${each.key}.json"', (None, f"a-{ANY}.json")),
        ("1", (None, ANY)),
        ("null", (None, ANY)),
        ('["a"]', (None, ANY)),
        ('"a" == "b"', (None, ANY)),
        ('"x%{ if a }b%{ else }c%{ endif }y"', (None, f"x{ANY}y")),
        ('abspath("${path.module}/a")', (MODULE, "/a")),
        ('sensitive("a")', (None, "a")),
        ('core::abspath("a")', (None, "a")),
        ('provider::a::abspath("a")', (None, ANY)),
        ('format("%s/a%%-%v.json", path.module, "b")', (MODULE, "/a%-b.json")),
        ('format("a%03d%s", 1, "b")', (None, f"a{ANY}b")),
        ('format("%s%s", "a")', (None, f"a{ANY}")),
        ('format(local.x, "a")', (None, ANY)),
        ('format("%[2]s", "a", "b")', (None, ANY)),
        ('join("/", [path.module, "a", each.key])', (MODULE, f"/a/{ANY}")),
        ('join("/", ["a"], ["b"])', (None, "a/b")),
        ('join("", [1, "b"])', (None, f"{ANY}b")),
        ('join("/", local.x)', (None, ANY)),
        ('join("/", [for a in b : "c"])', (None, ANY)),
        ('dirname("${path.module}/a/b")', (MODULE, "/a")),
        ('dirname(each.key)', (None, ANY)),
        ('dirname("a/${each.key}")', (None, ANY)),
        ('basename("a/b")', (None, "b")),
        ("basename(path.module)", (None, ANY)),
        ('replace(path.module, "a", "b")', (MODULE, ANY)),
        ('replace("a", "b", "c")', (None, ANY)),
        ("f()", (None, ANY)),
        ("", (None, ANY)),
        ('"${' * 500 + '"a"' + '}"' * 500, (None, ANY)),
        ("abspath(" * 500 + '"a"' + ")" * 500, (None, ANY)),
    ],
)
def test_value(expression: str, expected: Piece) -> None:
    """A base where one is named, the text, and `ANY` for what only an evaluation would know."""
    assert value_of(expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        *('"a"', '("a")', '"a${~ "b" ~}c"', '"a ${~ "b" ~} c"', r'"\u0041\t\"\\$${%%{$$${"', "trimspace(\" a \")"),
        *('format("%s-%v%%", "a", "b")', 'format("%%s%s", "a")', 'join("-", ["a", "b"], ["c"])', 'join("", [])'),
        *('dirname("a/b/c")', 'basename("a/b")', 'basename("a")', 'sensitive("a")', "chomp(\"a\\n\")", '"${"${"a"}"}"'),
        *("<<E\na\\n$${\nE\n", '"%%{ $$ % $"', 'dirname("/a")', 'basename("a/")', 'format("a")'),
    ],
)
def test_constant_as_terraform(expression: str, terraform_values: dict[str, Any]) -> None:
    """Where we claim to know a value, Terraform gives the same."""
    tokens = lex(expression)
    known = constant(tokens, (0, len(tokens)))
    assert known is None or known == terraform_values[expression]
