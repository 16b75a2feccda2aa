"""Files that cannot be read to their end: nothing that they may call is lost."""

from __future__ import annotations

import hypothesis
import hypothesis.strategies as st
import pytest

from oci_assets.estate.facts import Call, FileFacts
from oci_assets.estate.hcl_doubt import UNKNOWN, facts_in_doubt, possible_sources
from oci_assets.estate.hcl_facts import read_facts
from tests.estate.shapes import VALID


def doubtful(text: str) -> FileFacts:
    """The facts of a broken text after all doubts are looked into."""
    facts = read_facts(text.encode(), "main.tf")
    assert facts.broken is not None
    return facts_in_doubt(text.encode(), "main.tf", facts)


def test_facts_in_doubt_reference_can_read() -> None:
    """What python-hcl2 can read is no longer in doubt (HCL 1 allowed a brace on its own line); lines stay."""
    facts = doubtful('module "a" {\n  source = "./a"\n}\nmodule "b" {\n  source = var.x\n}\nlocals\n{\n  c = 1\n}\n')
    assert facts.broken is None
    assert facts.calls == (Call("a", "./a", None, 1), Call("b", None, "var.x", 4))


def test_facts_in_doubt_reference_finds_more() -> None:
    """A call that only python-hcl2 sees counts."""
    facts = doubtful('module "a"\n{\n  source = "./a"\n}\nmodule "b"\n{\n  source = var.x\n}\n')
    assert facts.broken is None
    assert facts.calls == (Call("a", "./a", None, None), Call("b", None, UNKNOWN, None))


def test_facts_in_doubt_refused() -> None:
    """What both refuse keeps the calls that were found, and every other source that it may name."""
    facts = doubtful('module "a" {\n  source = "./a"\n}\nlocals {\n  x = {\n  module "b" {\n    source = "./b"\n  }\n')
    assert facts.calls == (Call("a", "./a", None, 1), Call(UNKNOWN, "./b", None, None))
    assert facts.broken is not None
    assert facts.broken.startswith("line 4: '{' that is never closed; python-hcl2 says ")


def test_facts_in_doubt_unknown_source() -> None:
    """A source that is no literal makes a broken file call anything."""
    facts = doubtful('module "a" {\n  source = "./a"\n}\nresource "x" "y" {\n  z = [\n  source = "${var.x}"\n')
    assert facts.calls == (Call("a", "./a", None, 1), Call(UNKNOWN, None, UNKNOWN, None))


def test_facts_in_doubt_keeps_other_facts() -> None:
    """Reads, types and states of a broken file stay."""
    facts = doubtful('resource "a" "b" {\n  c = file("d")\n}\nmodule "e" {\n')
    assert (facts.resources, [read.path for read in facts.reads]) == (("a",), ["d"])


def test_facts_in_doubt_huge() -> None:
    """A broken file of a megabyte is not given to python-hcl2, which would take minutes."""
    facts = doubtful('x = [\nmodule "a" {\n  source = "./a"\n}\n' + "y = 1\n" * 200_000)
    assert facts.calls == (Call(UNKNOWN, "./a", None, None),)
    assert "too large for python-hcl2" in str(facts.broken)


def test_facts_in_doubt_json() -> None:
    """Broken JSON is read tolerantly as well."""
    data = b'{"module": {"a": {"source": "./a"}, "b": {"source" : "./b"}}'
    facts = facts_in_doubt(data, "main.tf.json", read_facts(data, "main.tf.json"))
    assert {call.source for call in facts.calls} == {"./a", "./b"}
    assert facts.broken is not None


def test_facts_in_doubt_deep() -> None:
    """A thousand levels do not bring python-hcl2 down on us."""
    facts = doubtful('module "a" {\n  source = "./a"\n}\nx = ' + "[" * 3000)
    assert facts.calls == (Call("a", "./a", None, 1),)
    assert doubtful("module {}\nx = " + "[" * 3000 + "]" * 3000 + "}").broken is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('source = "./a"', set()),
        ('module\nsource = "./a"', {"./a"}),
        ('module\nsource="./a"\n#source = "./b"\n"source": "./c"', {"./a", "./b", "./c"}),
        ("module\nsource = var.x", {None}),
        ('module\nsource = "${x}"\nsource = "./%{ if x }"\nsource = "\\u0061"', {None}),
        ("module\nsource = <<E", {None}),
        ('module\nresource "x" "y" {\n  data_source = "./z"\n  source_dir = "z"\n}', set()),
        ("module\nsource =", set()),
    ],
)
def test_possible_sources(text: str, expected: set[str | None]) -> None:
    """Everything that looks like a source counts, comments included; None for one that is not a literal."""
    assert possible_sources(text.encode()) == expected


@hypothesis.settings(max_examples=60)
@hypothesis.given(
    st.sampled_from(sorted(VALID)), st.integers(0), st.sampled_from([*'{}[]()"\\#$\n', "/*", "${", "<<E\n"])
)
def test_facts_in_doubt_over_selects(name: str, place: int, put: str) -> None:
    """Whatever a character too many breaks, unless it hits a source, every source is among what a file may call."""
    text = VALID[name].data.decode("utf-8", "replace")
    lines = text.split("\n")
    place %= len(lines)
    hypothesis.assume(not any(word in lines[place] for word in ("source", "./")))
    data = "\n".join([*lines[:place], lines[place] + put, *lines[place + 1 :]]).encode()
    facts = read_facts(data, "main.tf")
    hypothesis.assume(facts.broken is not None)
    found = {call.source for call in facts_in_doubt(data, "main.tf", facts).calls}
    assert None in found or {source for _, source in VALID[name].calls} <= found
