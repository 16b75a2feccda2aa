"""Values that are certain without a plan, as Terraform itself has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.estate.constants import known_values, source_value, value_files
from oci_assets.estate.facts import Call
from tests.estate.judge import evaluated, write_files

VARIABLE = 'variable "x" {\n  type    = string\n  default = "default"\n}\n'
PRECEDENCE: dict[str, dict[str, str]] = {
    "default": {},
    "terraform.tfvars": {"terraform.tfvars": 'x = "1"\n'},
    "other tfvars": {"dev.tfvars": 'x = "1"\n', "terraform.tfvars.bak": 'x = "2"\n'},
    "JSON after HCL": {"terraform.tfvars": 'x = "1"\n', "terraform.tfvars.json": '{"x": "2"}'},
    "auto after plain": {"terraform.tfvars.json": '{"x": "1"}', "a.auto.tfvars": 'x = "2"\n'},
    "auto by name": {"b.auto.tfvars": 'x = "2"\n', "a.auto.tfvars": 'x = "1"\n', "A.auto.tfvars": 'x = "0"\n'},
    "auto JSON by name": {"a.auto.tfvars": 'x = "1"\n', "a.auto.tfvars.json": '{"x": "2"}', "b.auto.tfvars": "# x\n"},
    "auto JSON before": {"b.auto.tfvars": 'x = "1"\n', "a.auto.tfvars.json": '{"x": "2"}'},
    "override": {"a_override.tf": 'variable "x" {\n  default = "1"\n}\n'},
    "override without default": {"a_override.tf": 'variable "x" {\n  description = "d"\n}\n'},
    "JSON default": {"a_override.tf.json": '{"variable": {"x": {"default": "1"}}}'},
    "JSON list": {"a_override.tf.json": '{"variable": [{"x": [{"default": "1"}]}]}'},
    "JSON values are no templates": {"terraform.tfvars.json": '{"x": "$${a} ${b}"}'},
    "escapes": {"terraform.tfvars": 'x = "\\u0041 $${a}\\t"\n'},
    "heredoc": {"terraform.tfvars": "x = <<E\n1\nE\n"},
    "byte order mark": {"terraform.tfvars": '\ufeffx = "1"\r\n'},
    "unused values": {"terraform.tfvars.json": '{"x": "1", "//": "comment"}'},
}


@pytest.mark.parametrize("files", PRECEDENCE.values(), ids=PRECEDENCE.keys())
def test_known_values_as_terraform(tmp_path: Path, files: dict[str, str]) -> None:
    """A variable has the value that Terraform gives it, whichever files set it."""
    everything: dict[str, str | bytes] = {"main.tf": VARIABLE, **files}
    write_files(tmp_path, everything)
    known = known_values({name: str(text).encode() for name, text in everything.items()})
    assert known["var.x"].text == evaluated(tmp_path, "var.x")


FILES = {
    "a.tf": (
        'variable "a" { default = "1" }\nvariable "none" {}\nvariable "number" { default = 1 }\n'
        'variable "null" { default = null }\nlocals {\n  b = "./${var.a}"\n  c = "${local.b}/x"\n  loop = local.loop\n'
        '  big = "${local.loop}"\n  module = path.module\n  computed = f(1)\n  json = format("./%s", var.t)\n}\n'
    ),
    "b.tf.json": '{"locals": {"j": "${local.b}/j", "o": {}}, "variable": {"k": {"default": "./k"}}}',
    "terraform.tfvars": 't = "v"\nlist = ["x"]\nnumber2 = 2\n',
    "x.tfvars": 't = "no"\n',
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("var.t", "v"),
        ('"./${var.a}/${var.t}"', "./1/v"),
        ("local.b", "./1"),
        ("(local.c)", "./1/x"),
        ('"${local.j}"', "./1/j"),
        ("local.json", "./v"),
        ("var.k", "./k"),
        ('format("./%s", var.t)', "./v"),
        ('"./a"', "./a"),
        ("var.none", None),
        ("var.number", None),
        ("var.null", None),
        ("var.list", None),
        ("var.list[0]", None),
        ("var.missing", None),
        ("local.loop", None),
        ("local.big", None),
        ("local.module", None),
        ("local.computed", None),
        ("local.o", None),
        ('var.t == "v" ? "./a" : "./b"', None),
        ('"%{ if true }./a%{ endif }"', None),
        ("each.value", None),
        ("?", None),
        ("", None),
        ("'", None),
    ],
)
def test_source_value(expression: str, expected: str | None) -> None:
    """A source is known when everything in it is."""
    files = {name: text.encode() for name, text in FILES.items()}
    assert source_value(Call("m", None, expression, 1), files) == expected


def test_source_value_broken_files() -> None:
    """Files that cannot be read give what is left of them."""
    files = {"a.tf": b'variable "a" { default = "./a" }\nx = [', "b.tf.json": b"{", "terraform.tfvars.json": b"[1]"}
    assert source_value(Call("m", None, "var.a", 1), files) == "./a"


def test_source_value_json_call() -> None:
    """A source out of JSON is a template with quotes of its own."""
    assert source_value(Call("m", None, '"${format("./%s", var.a)}"', None), {"terraform.tfvars": b'a = "b"'}) == "./b"


def test_value_files() -> None:
    """The files that Terraform loads by itself, in its order."""
    names = ["b.auto.tfvars", "terraform.tfvars.json", "a.auto.tfvars.json", "terraform.tfvars", "x.tfvars", "main.tf"]
    expected = ["terraform.tfvars", "terraform.tfvars.json", "a.auto.tfvars.json", "b.auto.tfvars"]
    assert value_files(names) == expected
