"""Expressions to the files that they read: functions, and paths that are only named."""

from __future__ import annotations

import pytest

from oci_assets.estate.facts import ANY, ARCHIVE, CONTENT, MODULE, NAMES, NAMES_GLOB, REFERENCE, ROOT, TREE, Read
from oci_assets.estate.hcl_lexer import lex
from oci_assets.estate.hcl_paths import attribute_reads, file_reads

CONTENT_FUNCTIONS = (
    *("file", "filebase64", "templatefile", "filemd5", "filesha1", "filesha256", "filesha512"),
    *("filebase64sha256", "filebase64sha512"),
)


def reads_of(expression: str) -> list[Read]:
    """What an expression reads, in order."""
    tokens = lex(f"x = {expression}\n")
    assert tokens.broken is None
    return list(file_reads(tokens))


@pytest.mark.parametrize("function", CONTENT_FUNCTIONS)
def test_file_reads_functions(function: str) -> None:
    """Every function that reads a file counts, also by its full name."""
    expected = [Read(MODULE, "a.json", CONTENT)]
    assert reads_of(f'{function}("${{path.module}}/a.json", {{}})') == expected
    assert reads_of(f'core::{function} (\n"${{path.module}}/a.json"\n)') == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('file("a.json")', [Read(ROOT, "a.json", CONTENT)]),
        ('file("./a/../b.json")', [Read(ROOT, "./a/../b.json", CONTENT)]),
        ('fileexists("${path.root}/a")', [Read(ROOT, "a", NAMES)]),
        ('file("${path.cwd}/a")', [Read(ROOT, "a", CONTENT)]),
        ('file("${path.module}/../x/a")', [Read(MODULE, "../x/a", CONTENT)]),
        ('file(abspath("${path.module}/a"))', [Read(MODULE, "a", CONTENT)]),
        ('file(join("/", [path.module, "a", "b"]))', [Read(MODULE, "a/b", CONTENT)]),
        ('file(format("%s/a-%s.json", path.module, "b"))', [Read(MODULE, "a-b.json", CONTENT)]),
        ('file("a-${var.x}.json")', [Read(ROOT, f"a-{REFERENCE}var.x{REFERENCE}.json", CONTENT)]),
        ('file("${path.module}/${each.value}")', [Read(MODULE, ANY, CONTENT)]),
        ("file(local.x)", [Read(ROOT, f"{REFERENCE}local.x{REFERENCE}", CONTENT)]),
        ("file(each.value.path)", [Read(ROOT, ANY, CONTENT)]),
        ('file(var.x == "" ? "a" : "${path.module}/b")', [Read(MODULE, "b", CONTENT), Read(ROOT, "a", CONTENT)]),
        ('file(a ? b ? "c" : "d" : e ? "f" : "g")', [Read(ROOT, name, CONTENT) for name in "gfdc"]),
        ('file(coalesce("a", try(var.x.y, "b")))', [Read(ROOT, p, CONTENT) for p in ("b", ANY, "a")]),
        (
            'templatefile("a", { b = file("c"), d = "${path.module}/e" })',
            [*(Read(ROOT, p, CONTENT) for p in "ac"), Read(MODULE, "e", TREE)],
        ),
        ('jsondecode(file("${path.module}/a")).b["${path.module}"]', [Read(MODULE, "a", CONTENT)]),
        (
            '[for f in fileset("${path.module}/a", "**/*.json") : file("${path.module}/a/${f}")]',
            [Read(MODULE, "a/**/*.json", NAMES_GLOB), Read(MODULE, f"a/{ANY}", CONTENT)],
        ),
        ('fileset(path.module, "*.json")', [Read(MODULE, "*.json", NAMES_GLOB)]),
        ('fileset(".", "{a,b}/*")', [Read(ROOT, "./{a,b}/*", NAMES_GLOB)]),
        ('fileset("", "a")', [Read(ROOT, "./a", NAMES_GLOB)]),
        (
            'fileset("${path.module}/${var.x}", var.y)',
            [Read(MODULE, f"{REFERENCE}var.x{REFERENCE}/{REFERENCE}var.y{REFERENCE}", NAMES_GLOB)],
        ),
        ('fileset("a")', []),
        ("file()", []),
        ('file("/etc/hosts")', []),
        ('file("~/.ssh/id_rsa.pub")', []),
        ('file(pathexpand("~/.oci/config"))', []),
        ('fileset("/etc", "*")', []),
        ('foo.file("a")', []),
        ('profile("a")', []),
        ("file", []),
        ('"file(\\"a\\")"', []),
        ('<<E\nfile("a") ${file("b")}\nE', [Read(ROOT, "b", CONTENT)]),
        ('"${file("a")} %{ if fileexists("b") }%{ endif }"', [Read(ROOT, "a", CONTENT), Read(ROOT, "b", NAMES)]),
        ('provider::x::file("a")', [Read(ROOT, "a", CONTENT)]),
        ('v ? file("a") : "b"', [Read(ROOT, "a", CONTENT)]),
    ],
)
def test_file_reads(expression: str, expected: list[Read]) -> None:
    """The file that a function reads, from where it is named; nothing outside the repository, no call no read."""
    assert reads_of(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"${path.module}/a"', [(MODULE, "a")]),
        ('"${path.module}/../a/b.sh"', [(MODULE, "../a/b.sh")]),
        ('"${path.root}/a/"', [(ROOT, "a/")]),
        ('"${path.module}/a b.txt"', [(MODULE, "a"), (MODULE, "a b.txt")]),
        ('"bash ${path.module}/a.sh --x; cat ${path.root}/b"', [(MODULE, "a.sh"), (ROOT, "b")]),
        ('"--file=${path.module}/a,${path.module}/b"', [(MODULE, "a"), (MODULE, "b")]),
        ('["python3", "${path.module}/a.py"]', [(MODULE, "a.py")]),
        ("<<E\n  cd ${path.module}/a\n  ls\nE", [(MODULE, "a")]),
        ('"${path.module}/a-${var.x}"', [(MODULE, f"a-{REFERENCE}var.x{REFERENCE}")]),
        ('"${path.module}"', []),
        ('"${path.module}/${each.key}"', []),
        ("path.module", []),
        ('"${var.path.module}/a"', []),
        ('"${path.other}/a"', []),
        ('"path.module/a"', []),
    ],
)
def test_file_reads_named(expression: str, expected: list[tuple[str, str]]) -> None:
    """A path below `path.module` and its kin counts wherever it is named, also inside a command."""
    assert reads_of(expression) == [Read(base, path, TREE) for base, path in expected]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"a"', [(ROOT, "a")]),
        ("path.module", [(MODULE, "")]),
        ('"${path.module}/a"', [(MODULE, "a")]),
        ('var.x ? "a" : "b"', [(ROOT, "b"), (ROOT, "a")]),
        ('["bash", "-c", "${path.module}/a.sh"]', [(ROOT, "bash"), (ROOT, "-c"), (MODULE, "a.sh")]),
        ('"/tmp/a"', []),
    ],
)
def test_attribute_reads(expression: str, expected: list[tuple[str, str]]) -> None:
    """The value of an attribute that names a file, or each of several."""
    tokens = lex(expression)
    found = list(attribute_reads(tokens, (0, len(tokens)), ARCHIVE))
    assert found == [Read(base, path, ARCHIVE) for base, path in expected]


def test_file_reads_deep() -> None:
    """A thousand nested calls are no trouble; what cannot be known counts as anything."""
    assert reads_of("file(" * 1000 + '"a"' + ")" * 1000) == [Read(ROOT, ANY, CONTENT)] * 999 + [
        Read(ROOT, "a", CONTENT)
    ]
    assert len(reads_of('file(a ? "b" : ' * 1000 + '"c"' + ")" * 1000)) == 2000
