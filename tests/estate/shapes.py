"""Configuration as people write it: valid HCL of odd shape, with the module calls (name, source) that are in it.

Sources are `./a`, `./b`, `./c`; everything loads in Terraform, so that it can be the judge.
"""

from __future__ import annotations

from typing import NamedTuple

A = 'module "a" {\n  source = "./a"\n}\n'
B = 'module "b" {\n  source = "./b"\n}\n'


class Shape(NamedTuple):
    """The bytes of a file, and its module calls in order."""

    data: bytes
    calls: tuple[tuple[str, str], ...] = (("a", "./a"),)


def _shape(text: str, *calls: tuple[str, str]) -> Shape:
    return Shape(text.encode(), calls or (("a", "./a"),))


def _after(text: str) -> Shape:
    """Something that must not hide the module after it."""
    return _shape(text + A)


def _inside(text: str) -> Shape:
    """Something inside a module block."""
    return _shape(f'module "a" {{\n  source = "./a"\n{text}}}\n{B}', ("a", "./a"), ("b", "./b"))


_LAYOUT = {
    "crlf": _shape(A.replace("\n", "\r\n")),
    "byte order mark": _shape("\ufeff" + A),
    "no line end": _shape(A.rstrip("\n")),
    "one line": _shape('module "a" { source = "./a" }\n'),
    "no spaces": _shape('module"a"{\nsource="./a"\n}\n'),
    "many spaces": _shape('\n\n\t module \t "a"\t{\n\n \t source \t= \t "./a" \t\n\n }\t\n'),
    "label without quotes": _shape('module a {\n  source = "./a"\n}\n'),
    "label with an escape": _shape('module "\\u0061" {\n  source = "./\\u0061"\n}\n'),
    "source at the end": _shape('module "a" {\n  providers = {}\n  source = "./a"\n}\n'),
    "source with a slash at the end": _shape('module "a" {\n  source = "./a/"\n}\n', ("a", "./a/")),
    "source with a subfolder": _shape('module "a" {\n  source = ".//a"\n}\n', ("a", ".//a")),
    "two modules, one folder": _shape(
        'module "x" { source = "./a" }\nmodule "y" { source = "./a" }\n', ("x", "./a"), ("y", "./a")
    ),
    "nothing": Shape(b"", ()),
    "only a comment": Shape(b"# module", ()),
}
_COMMENTS = {
    "comments after values": _shape('module "a" { # {\n  source = "./a" // "./b"\n} /* { */\n'),
    "comments between": _shape('module /* x */ "a" /* y */ {\n  source /* z */ = /* "./b" */ "./a"\n}\n'),
    "block comment around a module": _shape(f"/*\n{B}*/\n{A}/* {B} **/"),
    "block comment in a block comment": _after("/* a /* b */\n"),
    "line comments around a module": _shape(
        '# module "b" {\n#   source = "./b"\n# }\n//module "c" { source = "./c" }\n' + A
    ),
    "comment marks in strings": _inside('  x = "/* # //"\n  y = "*/"\n'),
    "comment with a quote": _after('# it\'s "\n// it\'s "\n/* " */\n'),
    "comment without a line end": _shape(A + "# end"),
    "comment in an interpolation": _after('locals {\n  x = "${1 # }"\n  }"\n}\n'),
    "bytes that are not UTF-8": Shape(b"# caf\xe9\n" + A.encode()),
    "NUL": _after('# \0\nlocals {\n  x = "\0"\n}\n'),
}
_HEREDOCS = {
    "heredoc": _after('locals {\n  x = <<EOT\nmodule "b" {\n  source = "./b"\n}\nEOT\n}\n'),
    "indented heredoc": _after('locals {\n  x = <<-EOT\n    module "b" {\n    EOT\n}\n'),
    "heredoc with an indented mark": _after("locals {\n  x = <<EOT\n{\n  \tEOT \n}\n"),
    "heredoc with its mark in its text": _after("locals {\n  x = <<EOT\nEOT2\n EOT .\nEOT EOT\nxEOT\n\nEOT\n}\n"),
    "heredoc with quotes": _after('locals {\n  x = <<EOT\n"{ it\'s $ % \\ \\" # /* \nEOT\n}\n'),
    "heredoc with dollars at line ends": _after("locals {\n  x = <<EOT\nx $\n$\n%\n$$\nEOT\n}\n"),
    "heredoc with interpolations": _after('locals {\n  x = <<EOT\n${join("}", ["EOT", "{"])}EOT\nEOT${1}\nEOT\n}\n'),
    "heredoc with its mark in an interpolation": _after("locals {\n  EOT = 1\n  x = <<EOT\n${[\nEOT\n]}\nEOT\n}\n"),
    "heredoc with directives": _after(
        "locals {\n  x = <<-EOT\n  %{ if true ~}\n  }\n  %{ else }\n  {\n  %{~ endif }\n  EOT\n}\n"
    ),
    "heredoc with escapes": _after("locals {\n  x = <<EOT\n$${ %%{ $$${ $${~\nEOT\n}\n"),
    "heredoc in a heredoc": _after("locals {\n  x = <<A\n${<<B\nA\nB\n}\nA\n}\n"),
    "heredoc as an argument": _after('locals {\n  x = join(",", [<<EOT\n{\nEOT\n  , "y"])\n}\n'),
    "heredoc with CRLF": _after("locals {\r\n  x = <<EOT\r\n{\r\nEOT\r\n}\r\n"),
    "heredoc with a dash in its mark": _after("locals {\n  x = <<E-1\n{\nE\nE-1\n}\n"),
    "heredoc in a module": _inside('  x = <<EOT\n  source = "./c"\n}\nEOT\n'),
    "empty heredoc": _after("locals {\n  x = <<EOT\nEOT\n}\n"),
}
_STRINGS = {
    "braces in strings": _inside('  x = "}{"\n  y = ["]", ")"]\n'),
    "escaped quotes": _inside('  x = "\\"}"\n  y = "\\\\"\n'),
    "nested quotes": _inside('  x = "a${"b${"c}"}"}"\n'),
    "strip markers": _inside('  x = "a ${~ "}" ~} b"\n  y = "${~1~}"\n'),
    "directives": _inside('  x = "%{ if true }}%{ else }{%{ endif }"\n  y = "%{ for v in [1] ~}${v}%{~ endfor }"\n'),
    "escaped templates": _inside('  x = "$${ %%{ $$${ $${~"\n  y = "$%{ if true }%{ endif }%${1}"\n'),
    "lone dollars": _inside('  x = "$"\n  y = "100%"\n  z = "$$ % a$b"\n'),
    "object in an interpolation": _inside('  x = "${jsonencode({ a = { b = "}" } })}"\n'),
    "line ends in an interpolation": _inside('  x = "${\n    1\n  }"\n'),
}
_EXPRESSIONS = {
    "objects": _inside('  x = {\n    source = "./c"\n    "a" : { b = [] }, (c) = 1\n  }\n'),
    "lists": _inside("  x = [\n    1,\n    [2],\n  ]\n"),
    "calls": _inside('  x = merge(\n    { source = "./c" },\n    [{}]...\n  )\n'),
    "conditional over lines": _inside("  x = (true\n    ? { a = 1 }\n    : {}\n  )\n"),
    "for expressions": _inside(
        '  x = { for k, v in { a = "}" } : k => v... if v != "}" }\n  y = [for v in [] : { z = v }]\n'
    ),
    "splats and indexes": _inside('  x = [{}][*].y\n  y = [{}].*.y\n  z = { a = [0] }["a"].0\n'),
    "operators": _inside("  x = !true || 1 <= 2 && 3 >= 2 && 1 != -1.5e+10 && 4 % 2 == 0\n"),
    "source in parentheses": _shape('module "a" {\n  source = (\n    "./a"\n  )\n}\n'),
    "source of constant templates": _shape('module "a" {\n  source = "./${"a"}"\n}\n'),
    "unicode names": _after("locals {\n  größe = 1\n  cafe\u0301 = 2\n  हिन्दी = 3\n  日本-語 = local.größe\n}\n"),
    "nested blocks": _after(
        'resource "terraform_data" "x" {\n  provisioner "local-exec" {\n    command = "}"\n  }\n}\n'
    ),
    "a block that is no module call": _shape('variable "module" {\n  default = { source = "./b" }\n}\n' + A),
}

VALID = {**_LAYOUT, **_COMMENTS, **_HEREDOCS, **_STRINGS, **_EXPRESSIONS}
