"""Locals put in where paths and keys name them."""

from __future__ import annotations

import pytest

from oci_assets.estate.facts import ANY, CONTENT, MODULE, REFERENCE, ROOT, Local, Read, State
from oci_assets.estate.local_texts import LocalTexts

TEXTS = LocalTexts(
    [
        *(Local("dir", MODULE, "/files"), Local("name", None, "a.json"), Local("here", MODULE, "")),
        *(
            Local("path", None, f"{REFERENCE}local.dir{REFERENCE}/{REFERENCE}local.name{REFERENCE}"),
            Local("etc", None, "/etc"),
        ),
        *(
            Local("home", None, "~/x"),
            Local("loop", None, f"{REFERENCE}local.loop{REFERENCE}x"),
            Local("root", ROOT, "/r"),
        ),
        *(Local("wide", None, f"{REFERENCE}local.wide{REFERENCE}" * 64), Local("odd", None, f"a{ANY}")),
        *(Local("twice", None, "old"), Local("twice", None, "new")),
    ]
)


def local(name: str) -> str:
    """A reference to a local."""
    return f"{REFERENCE}local.{name}{REFERENCE}"


@pytest.mark.parametrize(
    ("base", "path", "expected"),
    [
        (ROOT, "a", (ROOT, "a")),
        (ROOT, local("name"), (ROOT, "a.json")),
        (ROOT, f"x/{local('name')}.tpl", (ROOT, "x/a.json.tpl")),
        (ROOT, local("dir"), (MODULE, "files")),
        (ROOT, f"{local('dir')}/b", (MODULE, "files/b")),
        (ROOT, local("path"), (MODULE, "files/a.json")),
        (ROOT, f"{local('here')}/b", (MODULE, "b")),
        (ROOT, f"x/{local('dir')}", (ROOT, f"x/{ANY}/files")),
        (ROOT, f"{local('root')}/b", (ROOT, "r/b")),
        (MODULE, f"../{local('name')}", (MODULE, "../a.json")),
        (MODULE, f"x/{local('dir')}", (MODULE, f"x/{ANY}/files")),
        (ROOT, local("unknown"), (ROOT, ANY)),
        (ROOT, f"{REFERENCE}var.name{REFERENCE}/x", (ROOT, f"{ANY}/x")),
        (ROOT, f"{local('odd')}{local('unknown')}", (ROOT, f"a{ANY}")),
        (ROOT, local("loop"), (ROOT, ANY)),
        (ROOT, local("wide"), (ROOT, ANY)),
        (ROOT, local("twice"), (ROOT, "new")),
        (ROOT, f"{local('etc')}/hosts", None),
        (ROOT, local("home"), None),
    ],
)
def test_read(base: str, path: str, expected: tuple[str, str] | None) -> None:
    """A local that begins a path gives its base, too; what is not known is `ANY`, what lies outside is no read."""
    assert TEXTS.read(Read(base, path, CONTENT)) == (expected and Read(*expected, CONTENT))


def test_state() -> None:
    """Settings of remote states are filled in as well."""
    settings = (("key", f"{local('name')}/k"), ("path", local("dir")), ("region", "r"), ("x", local("unknown")))
    expected = (("key", "a.json/k"), ("path", "./files"), ("region", "r"), ("x", ANY))
    assert TEXTS.state(State("s3", settings, 1)) == State("s3", expected, 1)
    assert TEXTS.state(State("s3", (("key", "k"),), 1)) == State("s3", (("key", "k"),), 1)
