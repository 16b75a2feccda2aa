"""Expressions to texts: what is certain without a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.estate.facts import ANY, MODULE, REFERENCE, ROOT
from oci_assets.estate.hcl_lexer import lex
from oci_assets.estate.hcl_pieces import Piece, is_told, placed
from oci_assets.estate.hcl_values import constant, value
from tests.estate.judge import evaluated, write_files

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
        ("dirname(each.key)", (None, ANY)),
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


UNKNOWN_CONSTANT = '"a${~ true ? "b" : "c"}"'
CONSTANTS = (
    *('"a"', '("a")', '"a ${~ "b" ~} c"', '"a ${"b"} c"', r'"\u0041\t\"\\$${%%{$$${"', '"%%{ $$ % $"', '"${"${"a"}"}"'),
    *('format("%s-%v%%", "a", "b")', 'format("%%s%s", "a")', 'format("a")', 'join("", [])', 'join("-", ["a"], ["c"])'),
    *('dirname("a/b/c")', 'dirname("a/b/")', 'basename("a/b")', 'basename("a")', 'basename("a/")', 'trimspace(" a ")'),
    *(r'chomp("a\n")', "<<E\na\\n$${\nE\n", 'abspath("/a")', '"a\u0301${"é"}"', '"A\u030a"', UNKNOWN_CONSTANT),
)


def test_constant_as_terraform(tmp_path: Path) -> None:
    """Where we claim to know a value, Terraform gives the same; we know most of these."""
    values = "".join(f"  v{number} = {expression}\n" for number, expression in enumerate(CONSTANTS))
    write_files(tmp_path, {"main.tf": f"locals {{\n{values}}}\n"})
    real = evaluated(tmp_path, f"[{', '.join(f'local.v{number}' for number in range(len(CONSTANTS)))}]")
    known: dict[str, bool] = {}
    for expression, expected in zip(CONSTANTS, real, strict=True):
        tokens = lex(expression)
        found = constant(tokens, (0, len(tokens)))
        known |= {expression: found == expected} if found is not None else {}
    assert [expression for expression, is_right in known.items() if not is_right] == []
    assert set(CONSTANTS) - set(known) == {UNKNOWN_CONSTANT}


@pytest.mark.parametrize(
    ("piece", "told", "text"),
    [
        ((None, "a"), True, "a"),
        ((MODULE, "/a"), True, "./a"),
        ((ROOT, ""), True, "."),
        ((None, ANY), False, ANY),
        ((MODULE, ANY), True, f".{ANY}"),
        ((None, "a" * 401), False, "a" * 401),
    ],
)
def test_pieces(piece: Piece, text: str, *, told: bool) -> None:
    """A piece that says nothing or is too long for a path is not kept."""
    assert is_told(piece) is told
    assert placed(piece) == text
