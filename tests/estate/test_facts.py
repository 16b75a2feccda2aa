"""Facts as values: to JSON and back."""

from __future__ import annotations

import json

import pytest

from oci_assets.estate.facts import ANY, CONTENT, MODULE, NOTHING, Call, FileFacts, Local, Read, State

FULL = FileFacts(
    calls=(Call("a", "./a", None, 1), Call("b", None, "var.b", None)),
    reads=(Read(MODULE, f"x{ANY}", CONTENT),),
    remote_states=(State("s3", (("key", "k"),), 2),),
    backend=State("local", (), 3),
    resources=("r",),
    data=("d",),
    required_version=(">= 1",),
    broken="line 1: x",
    local_texts=(Local("l", None, "x"), Local("m", MODULE, "")),
)


@pytest.mark.parametrize(
    "facts",
    [
        *(NOTHING, FULL, FileFacts(calls=FULL.calls), FileFacts(broken="x"), FileFacts(local_texts=FULL.local_texts)),
        *(FileFacts(backend=State("s3", (), 1)), FileFacts(reads=FULL.reads, data=("d",))),
    ],
)
def test_file_facts_json(facts: FileFacts) -> None:
    """Facts survive a trip through JSON, values of the same types included."""
    back = FileFacts.from_json(json.loads(json.dumps(facts.to_json())))
    assert back == facts
    assert hash(back) == hash(facts)
    assert repr(back) == repr(facts)


def test_file_facts_json_is_short() -> None:
    """What says nothing costs nothing."""
    assert NOTHING.to_json() == []
    assert FileFacts(calls=(Call("a", "./a", None, 1),)).to_json() == [(("a", "./a", None, 1),)]
