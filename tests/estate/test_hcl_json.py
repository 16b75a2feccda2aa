"""What one JSON configuration file says: the same as its twin in HCL."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.facts import CONTENT, MODULE, NOTHING, ROOT, TREE, Call, Local, Read, State
from oci_assets.estate.hcl_facts import read_facts
from oci_assets.estate.hcl_json import json_facts
from tests.estate.judge import installed_modules, write_files

TWINS = {
    "module": ('module "a" { source = "./b" }', {"module": {"a": {"source": "./b"}}}),
    "module, dynamic source": ('module "a" { source = "./${var.x}" }', {"module": {"a": {"source": "./${var.x}"}}}),
    "module, no source": ('module "a" {}', {"module": {"a": {}}}),
    "resource": ('resource "t" "a" {}\nresource "t" "b" {}', {"resource": {"t": {"a": {}, "b": {}}}}),
    "data": ('data "t" "a" {}\nephemeral "u" "a" {}', {"data": {"t": {"a": {}}}, "ephemeral": {"u": {"a": {}}}}),
    "file": ('output "o" { value = file("x") }', {"output": {"o": {"value": '${file("x")}'}}}),
    "path": ('locals { x = "${path.module}/x" }', {"locals": {"x": "${path.module}/x"}}),
    "key": ('locals { x = { "${file("k")}" = 1 } }', {"locals": {"x": {'${file("k")}': 1}}}),
    "archive": ('data "archive_file" "x" { source_dir = "d" }', {"data": {"archive_file": {"x": {"source_dir": "d"}}}}),
    "external": (
        'data "external" "x" {\n  program = ["python3", "a.py", "${path.module}/b.py"]\n  working_dir = "w"\n}',
        {"data": {"external": {"x": {"program": ["python3", "a.py", "${path.module}/b.py"], "working_dir": "w"}}}},
    ),
    "object": (
        'resource "oci_objectstorage_object" "x" { source = "f" }',
        {"resource": {"oci_objectstorage_object": {"x": {"source": "f"}}}},
    ),
    "remote state": (
        'data "terraform_remote_state" "x" {\n  backend = "s3"\n  config = { key = "k/${var.x}", w = { n = "m" } }\n}',
        {
            "data": {
                "terraform_remote_state": {"x": {"backend": "s3", "config": {"key": "k/${var.x}", "w": {"n": "m"}}}}
            }
        },
    ),
    "backend": (
        'terraform {\n  required_version = ">= 1"\n  backend "s3" {\n    key = "k"\n  }\n}',
        {"terraform": {"required_version": ">= 1", "backend": {"s3": {"key": "k"}}}},
    ),
    "cloud": (
        'terraform {\n  cloud {\n    workspaces {\n      name = "w"\n    }\n  }\n}',
        {"terraform": {"cloud": {"workspaces": {"name": "w"}}}},
    ),
}


def without_lines(facts: Any) -> Any:
    """Facts as JSON, lines left out: JSON has none."""
    fields = facts.to_json()
    if fields:
        fields[0] = [call[:3] for call in fields[0]]
        fields[2:3] = [[state[:2] for state in states] for states in fields[2:3]]
        fields[3:4] = [state and state[:2] for state in fields[3:4]]
    return fields


@pytest.mark.parametrize(("hcl", "document"), TWINS.values(), ids=TWINS.keys())
def test_json_facts_as_hcl(hcl: str, document: Any) -> None:
    """A file says the same in both syntaxes."""
    facts = json_facts(json.dumps(document).encode())
    assert without_lines(facts) == without_lines(read_facts(hcl.encode(), "main.tf"))
    assert facts != NOTHING


def test_json_facts_lists() -> None:
    """Blocks may be lists of objects at every level, the whole file among them; `//` is a comment."""
    text = '[{"module": [{"a": [{"source": "./a"}], "//": {"source": "./no"}}]}, {"module": {"b": {"source": "./b"}}}]'
    assert json_facts(text.encode()).calls == (Call("a", "./a", None, None), Call("b", "./b", None, None))


def test_json_facts_same_name_twice() -> None:
    """A name that is written twice is two blocks."""
    text = '{"module": {"a": {"source": "./a"}}, "module": {"b": {"source": "./b"}}, "terraform": {}, "terraform": {}}'
    assert [call.name for call in json_facts(text.encode()).calls] == ["a", "b"]


def test_json_facts_templates() -> None:
    """Strings are templates: escapes of JSON are resolved before, quotes in interpolations stand alone."""
    document = {
        "locals": {"a": 'x ${file("a\\"b")} ${path.module}/c', "b": "$${path.module}/d", "e": '\n${file("f")}\n"{'},
        "data": {"archive_file": {"x": {"source_file": "${path.module}/g"}}},
        "module": {"m": {"source": '${"./n"}'}},
    }
    facts = json_facts(json.dumps(document).encode())
    assert facts.broken is None
    assert set(facts.reads) == {
        *(Read(ROOT, 'a"b', CONTENT), Read(MODULE, "c", TREE), Read(ROOT, "f", CONTENT)),
        *(Read(MODULE, "g", TREE), Read(MODULE, "g", CONTENT)),
    }
    assert facts.calls == (Call("m", "./n", None, None),)
    assert Local("b", None, "${path.module}/d") in facts.local_texts


def test_json_facts_wrong_types() -> None:
    """Values of a type that Terraform would refuse say nothing."""
    document = {
        "module": {"a": {"source": 1}, "b": None, "c": "x"},
        "data": {"terraform_remote_state": {"x": {"backend": ["s3"], "config": "x"}}},
        "terraform": [None, {"backend": "s3", "required_version": 1}],
        "locals": {"a": None},
    }
    facts = json_facts(json.dumps(document).encode())
    assert facts.calls == (Call("a", None, None, None),)
    assert facts.remote_states == (State("\0", (), 1),)
    assert facts.backend is None


@pytest.mark.parametrize("text", ["", "{", "1", '"x"', "[1]", "\xff", "[" * 100_000, '{"a": ' * 5000, "{} {}"])
def test_json_facts_broken(text: str) -> None:
    """What is no JSON object is broken."""
    assert json_facts(text.encode("latin-1")).broken is not None


def test_json_facts_byte_order_mark() -> None:
    """A byte order mark is no mistake."""
    assert json_facts(b'\xef\xbb\xbf{"module": {"a": {"source": "./a"}}}').calls == (Call("a", "./a", None, None),)


def test_json_facts_as_terraform(tmp_path: Path) -> None:
    """Terraform installs the modules that we find, in lists, twice-named and templated blocks."""
    text = (
        '{"//": "comment", "module": [{"a": [{"source": "./a"}]}, {"b": {"source": "./b/"}}],'
        ' "module": {"c": {"source": "./\\u0063"}}}'
    )
    write_files(tmp_path, {"main.tf.json": text, "a/main.tf": "", "b/main.tf": "", "c/main.tf.json": "[]"})
    found = {call.name: posixpath.normpath(str(call.source)) for call in json_facts(text.encode()).calls}
    assert installed_modules(tmp_path) == found


_documents = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from(["${file(var.x)}", "%{", "${", "./a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["module", "source", "data", "terraform", "backend", "locals", "a"]), inner)
    ),
    max_leaves=20,
)


@hypothesis.given(_documents)
def test_json_facts_never_fails(document: Any) -> None:
    """Any JSON document has facts."""
    facts = json_facts(json.dumps(document).encode())
    items = document if isinstance(document, list) else [document]
    assert (facts.broken is None) == (document == [] or any(isinstance(item, dict) for item in items))
