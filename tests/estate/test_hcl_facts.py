"""What one configuration file says, in HCL's own syntax."""

from __future__ import annotations

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.facts import ANY, ARCHIVE, CONTENT, MODULE, NOTHING, REFERENCE, ROOT, Call, Local, Read, State
from oci_assets.estate.hcl_facts import plain_text, read_facts
from tests.estate.shapes import VALID, A

VAR_X = f"{REFERENCE}var.x{REFERENCE}"


def facts_of(text: str, name: str = "main.tf") -> object:
    """The facts of a text."""
    return read_facts(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('module "a" {\n  source = "./b"\n}\n', Call("a", "./b", None, 1)),
        ('\n\nmodule "a" {\n  source = var.x # why\n}\n', Call("a", None, "var.x", 3)),
        ('module "a" {\n  source = "./${var.x}/b"\n}\n', Call("a", None, '"./${var.x}/b"', 1)),
        ('module "a" {\n  source = var.x ? "./b" : "./c" // d\n}\n', Call("a", None, 'var.x ? "./b" : "./c"', 1)),
        ('module "a" {\n  source = (\n    var.x\n  )\n}\n', Call("a", None, "(\n    var.x\n  )", 1)),
        ('module "a" {\n  source = "${path.module}/b"\n}\n', Call("a", None, '"${path.module}/b"', 1)),
        (
            'module "a" {\n  source = "%{ if var.x }./b%{ endif }"\n}\n',
            Call("a", None, '"%{ if var.x }./b%{ endif }"', 1),
        ),
        ('module "a" {\n  source = null\n}\n', Call("a", None, "null", 1)),
        ('module "a" {\n  name = "b"\n}\n', Call("a", None, None, 1)),
        ('module "a" {}\n', Call("a", None, None, 1)),
    ],
)
def test_read_facts_calls(text: str, expected: Call) -> None:
    """A call has its source where it is certain, else the expression, else neither; and its line."""
    assert read_facts(text.encode(), "main.tf").calls == (expected,)


def test_read_facts_other_blocks() -> None:
    """Blocks that look like module calls are none."""
    text = 'module "a" "b" { source = "./a" }\nmodule { source = "./b" }\nlocals {\n  module "c" {}\n}\n'
    assert read_facts(text.encode(), "main.tf").calls == ()


def test_read_facts_types() -> None:
    """Types of resources and of what is looked up, each once, sorted."""
    text = (
        'resource "b" "x" {}\nresource "a" "x" {}\nresource "a" "y" {}\nresource "bad" {}\n'
        'data "d" "x" {}\ndata "c" "x" {}\nephemeral "e" "x" {}\nvariable "v" {}\n'
    )
    facts = read_facts(text.encode(), "main.tf")
    assert facts.resources == ("a", "b")
    assert facts.data == ("c", "d", "e")


def test_read_facts_reads() -> None:
    """Functions anywhere in a file count, and the settings of data sources that read files; each read once."""
    text = (
        'resource "a" "b" {\n  c = file("x")\n  d = file("x")\n}\noutput "o" {\n  value = file("y")\n}\n'
        'data "archive_file" "z" { source_dir = "z" }\ndata "local_file" "f" {\n  filename = "${path.module}/f"\n}\n'
        'resource "local_file" "g" {\n  filename = "written"\n}\n'
    )
    assert set(read_facts(text.encode(), "main.tf").reads) >= {
        *(Read(ROOT, "x", CONTENT), Read(ROOT, "y", CONTENT), Read(ROOT, "z", ARCHIVE), Read(MODULE, "f", CONTENT)),
    }
    assert all(read.path != "written" for read in read_facts(text.encode(), "main.tf").reads)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ('{\n    bucket = "b"\n    key = "k"\n  }', {"bucket": "b", "key": "k"}),
        ('{ bucket = "b", "key" : "${var.x}/k" }', {"bucket": "b", "key": f"{VAR_X}/k"}),
        ('merge(local.backend, { key = "k" })', {"key": "k"}),
        ('merge({ bucket = "b" }, { key = "k" })', {"bucket": "b", "key": "k"}),
        ('{ path = "${path.module}/../n/terraform.tfstate" }', {"path": "./../n/terraform.tfstate"}),
        ('{ organization = "o", workspaces = { name = "w" } }', {"organization": "o", "workspaces.name": "w"}),
        ('{ key = each.value, a = { b = { key = "no" } } }', {"key": ANY, "a.b": ANY}),
        ("local.config", {}),
    ],
)
def test_read_facts_remote_state(config: str, expected: dict[str, str]) -> None:
    """The settings of a remote state by name, also those that are merged."""
    text = f'\ndata "terraform_remote_state" "x" {{\n  backend = "s3"\n  config = {config}\n}}\n'
    (state,) = read_facts(text.encode(), "main.tf").remote_states
    assert (state.backend, dict(state.settings), state.line) == ("s3", expected, 2)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('backend "s3" {}', State("s3", (), 2)),
        ('backend "oci" {\n    key = "k"\n    bucket = "b"\n  }', State("oci", (("bucket", "b"), ("key", "k")), 2)),
        (
            'backend "remote" {\n    workspaces {\n      name = "w"\n    }\n  }',
            State("remote", (("workspaces.name", "w"),), 2),
        ),
        ('cloud {\n    organization = "o"\n  }', State("cloud", (("organization", "o"),), 2)),
        ('required_version = ">= 1.5"', None),
    ],
)
def test_read_facts_backend(block: str, expected: State | None) -> None:
    """The backend with its settings and line."""
    assert read_facts(f"terraform {{\n  {block}\n}}\n".encode(), "main.tf").backend == expected


def test_read_facts_required_version() -> None:
    """Every constraint on Terraform counts."""
    text = 'terraform {\n  required_version = ">= 1.5"\n}\nterraform {\n  required_version = "< 2"\n}\nterraform {}\n'
    assert read_facts(text.encode(), "main.tf").required_version == (">= 1.5", "< 2")


def test_read_facts_locals() -> None:
    """Locals that are texts are told, with their base; others are not."""
    values = 'a = "x"\nb = "${path.module}/y"\nc = path.module\nd = 1\ne = each.key\nf = "${local.a}"'
    assert read_facts(f"locals {{\n{values}\n}}\n".encode(), "main.tf").local_texts == (
        *(Local("a", None, "x"), Local("b", MODULE, "/y"), Local("c", MODULE, "")),
        Local("f", None, f"{REFERENCE}local.a{REFERENCE}"),
    )


def test_read_facts_untelling() -> None:
    """A file that says nothing about others has no facts, not even that it is broken."""
    assert read_facts(b'variable "x" {\n  type = string\n}\n', "variables.tf") is NOTHING
    assert read_facts(b'variable "x" {', "variables.tf") is NOTHING


def test_read_facts_json_name() -> None:
    """The name of a file tells JSON from HCL."""
    assert facts_of("{}", "main.tf.json") == NOTHING
    assert read_facts(b"module {}", "main.tofu.json").broken is not None
    assert read_facts(A.encode(), "main.tofu").calls == read_facts(A.encode(), "main.tf").calls


def test_plain_text() -> None:
    """Byte order marks go, line ends are those of Unix, wrong bytes are replaced."""
    assert plain_text(b"\xef\xbb\xbfa\r\nb\rc\xff") == "a\nb\rc\ufffd"


@hypothesis.given(st.binary(max_size=200) | st.text().map(lambda text: f"module {text}".encode("utf-8", "replace")))
def test_read_facts_never_fails(data: bytes) -> None:
    """Any bytes have facts."""
    for name in ("main.tf", "main.tf.json"):
        read_facts(data, name)


@hypothesis.given(st.sampled_from(sorted(VALID)), st.integers(0), st.binary(max_size=3), st.integers(0, 4))
def test_read_facts_damaged(name: str, place: int, put: bytes, cut: int) -> None:
    """A good file with a few wrong bytes has facts."""
    data = VALID[name].data
    place %= len(data) + 1
    read_facts(data[:place] + put + data[place + cut :], "main.tf")
