"""Our reader of HCL against others: python-hcl2, the reference, and the modules that Terraform itself installs."""

from __future__ import annotations

import posixpath
from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.errors import HclError
from oci_assets.estate.hcl_facts import read_facts
from oci_assets.estate.hcl_reference import module_sources
from tests.estate.judge import installed_modules, write_files
from tests.estate.shapes import VALID, Shape

EXAMPLES = Path(__file__).resolve().parents[2] / "examples/estate"
# Valid HCL that python-hcl2 refuses, or whose constant expressions it does not work out.
REFUSED_BY_REFERENCE = {
    *("comments between", "comment in an interpolation", "line ends in an interpolation", "strip markers"),
    *("heredoc with an indented mark", "heredoc with its mark in an interpolation", "heredoc in a heredoc"),
    "unicode names",
}
UNSETTLED_BY_REFERENCE = {"source in parentheses", "source of constant templates"}


def our_calls(data: bytes) -> tuple[tuple[str, str | None], ...]:
    """Name and source of the modules that a file calls; it must be readable to its end."""
    facts = read_facts(data, "main.tf")
    assert facts.broken is None
    return tuple((call.name, call.source) for call in facts.calls)


def reference_calls(data: bytes) -> tuple[tuple[str, str | None], ...]:
    """The same as python-hcl2 has it."""
    return tuple((found.name, found.source) for found in module_sources(data, "main.tf"))


@pytest.mark.parametrize("shape", VALID.values(), ids=VALID.keys())
def test_read_facts_shapes(shape: Shape) -> None:
    """Every shape is read as it is meant."""
    assert our_calls(shape.data) == shape.calls


@pytest.mark.parametrize("name", sorted(VALID.keys() - UNSETTLED_BY_REFERENCE))
def test_read_facts_shapes_as_reference(name: str) -> None:
    """python-hcl2 finds the same calls in every shape that it can read."""
    if name in REFUSED_BY_REFERENCE:
        with pytest.raises(HclError):
            reference_calls(VALID[name].data)
    else:
        assert reference_calls(VALID[name].data) == our_calls(VALID[name].data)


@pytest.mark.parametrize("path", sorted(path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*.tf")))
def test_read_facts_examples_as_reference(path: str) -> None:
    """python-hcl2 and our reader find the same calls in every file of the example estate."""
    data = (EXAMPLES / path).read_bytes()
    assert our_calls(data) == reference_calls(data)


def test_read_facts_shapes_as_terraform(tmp_path: Path) -> None:
    """Terraform installs exactly the modules that we find, in every shape."""
    expected = {}
    files: dict[str, str | bytes] = {}
    calls = []
    for number, (name, shape) in enumerate(VALID.items()):
        folder = f"shape{number}"
        files |= {f"{folder}/main.tf": shape.data} | {f"{folder}/{module}/main.tf": "" for module in "abc"}
        calls.append(f'module "{folder}" {{\n  source = "./{folder}" # {name}\n}}\n')
        expected[folder] = folder
        for module, source in our_calls(shape.data):
            expected[f"{folder}.{module}"] = posixpath.normpath(f"{folder}/{source}")
    write_files(tmp_path, {**files, "main.tf": "".join(calls)})
    assert installed_modules(tmp_path) == expected


# A small generator of valid HCL, within what python-hcl2 can read.
_words = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
_texts = st.text(alphabet="ab{}[]()#/*'=,: é$%", max_size=10).map(
    lambda text: text.replace("${", "$ {").replace("%{", "% {").rstrip("$%")
)
_strings = st.one_of(
    _texts.map(lambda text: f'"{text}"'),
    st.just(r'"a \"quoted\" one"'),
    _words.map(lambda word: f'"a ${{var.{word}}} }} b"'),
    _words.map(lambda word: f'"${{join("}}", [var.{word}, "{{"])}}"'),
)
_heredocs = st.tuples(st.sampled_from(["<<", "<<-"]), st.lists(_texts, max_size=3)).map(
    lambda drawn: f"{drawn[0]}EOT\n{''.join(f'  {line}{chr(10)}' for line in drawn[1])}EOT"
)
_values = st.recursive(
    st.one_of(_strings, st.just("var.x"), st.just("1"), st.just("true"), st.just("a[0].b")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(_words, inner, max_size=3).map(
            lambda pairs: "{\n" + "".join(f"{name} = {value}\n" for name, value in pairs.items()) + "}"
        ),
        inner.map(lambda value: f"try({value}, null)"),
        inner.map(lambda value: f"[for k, v in {{}} : {value} if k != null]"),
        st.tuples(inner, inner).map(lambda both: f"(var.y ? {both[0]} : {both[1]})"),
    ),
    max_leaves=6,
)
_comments = st.one_of(
    _texts.map(lambda text: f"# {text}\n"),
    _texts.map(lambda text: f"// module {text}\n"),
    _texts.map(lambda text: f'/* module "x" {{\n{text.replace("*/", "")} */\n'),
)
_attributes = st.one_of(
    st.tuples(_words, st.one_of(_values, _heredocs)).map(lambda pair: f"  {pair[0]} = {pair[1]}\n"), _comments
)
_bodies = st.lists(_attributes, max_size=4)
_sources = st.sampled_from(["./a", "../b/", "git::https://example.com/x.git?ref=v1", "a/b/c"])


@st.composite
def configurations(draw: st.DrawFn) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A file of module blocks, other blocks and comments, and the calls in it."""
    texts, calls = [], []
    for _ in range(draw(st.integers(0, 4))):
        name, source, body = draw(_words), draw(_sources), draw(_bodies)
        body.insert(draw(st.integers(0, len(body))), f'  source = "{source}"\n')
        texts += [*draw(st.lists(_comments, max_size=1)), f'module "{name}" {{\n{"".join(body)}}}\n']
        calls.append((name, source))
        texts += [f'resource "t" "{draw(_words)}" {{\n{"".join(draw(_bodies))}}}\n'] if draw(st.booleans()) else []
    return "".join(texts), tuple(calls)


@hypothesis.settings(max_examples=150, suppress_health_check=[hypothesis.HealthCheck.too_slow])
@hypothesis.given(configurations(), st.sampled_from(["\n", "\r\n"]))
def test_read_facts_generated_as_reference(drawn: tuple[str, tuple[tuple[str, str], ...]], line_end: str) -> None:
    """In generated configuration our reader finds the calls that were put in, and python-hcl2 no others."""
    text, calls = drawn
    data = text.replace("\n", line_end).encode()
    assert our_calls(data) == calls
    try:
        found = reference_calls(data)
    except HclError:
        hypothesis.event("refused by python-hcl2")
    else:
        assert found == calls
