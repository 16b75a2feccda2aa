"""Two plans mean the same when they do the same to the same values; nothing of a value is in what is told."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from oci_assets.terraform.plan_meaning import Effect, Meaning, MeaningReader, differences, told
from oci_assets.terraform.plan_stream import stream_plan

KEY = b"k" * 32


def meaning_of(plan: dict[str, Any], key: bytes) -> Meaning:
    """The meaning of a document, read as a stream."""
    reader = MeaningReader(key)
    for piece in stream_plan(io.BytesIO(json.dumps(plan).encode())):
        reader.take(piece)
    return reader.meaning()


def resource(address: str = "oci_core_vcn.main", **change: Any) -> dict[str, Any]:
    """An entry of `resource_changes`."""
    whole = {"actions": ["update"], "before": {"name": "a"}, "after": {"name": "b"}, "after_unknown": {}, **change}
    return {"address": address, "mode": "managed", "type": address.split(".", maxsplit=1)[0], "change": whole}


def document(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A JSON plan."""
    return {"format_version": "1.2", "resource_changes": list(entries), **more, "timestamp": "2026-11-25T12:00:00Z"}


def compared(reviewed: dict[str, Any], planned: dict[str, Any]) -> tuple[str, ...]:
    """The differences of two documents."""
    return differences(meaning_of(reviewed, KEY), meaning_of(planned, KEY))


SAME = [
    (document(resource("t.a"), resource("t.b")), document(resource("t.b"), resource("t.a"))),
    (
        document(resource(after={"name": "2026-11-25T12:00:00Z"})),
        {**document(resource(after={"name": "2026-11-26T09:30:00Z"})), "timestamp": "2026-11-26T09:30:00Z"},
    ),
    (
        document(resource(after_unknown={"id": True, "tags": {}})),
        document(resource(after_unknown={"id": True, "rules": [{}]})),
    ),
    (document(resource(before={"name": "a", "seen": 1}, after={"name": "b", "seen": 1})), document(resource())),
    (document(resource(actions=["no-op"])), document()),
    (document({**resource(actions=["read"]), "mode": "data"}), document()),
    (
        document(resource(actions=["delete"], before={"id": "1", "seen": 1}, after=None)),
        document(resource(actions=["delete"], before={"id": "1", "seen": 2}, after=None)),
    ),
]


@pytest.mark.parametrize(("reviewed", "planned"), SAME)
def test_same_meaning(reviewed: dict[str, Any], planned: dict[str, Any]) -> None:
    """Order, the moment of planning, empty marks, attributes that stay, data reads: none of them matters."""
    assert compared(reviewed, planned) == ()
    assert compared(planned, reviewed) == ()


@pytest.mark.parametrize(
    ("reviewed", "planned", "sentence"),
    [
        (document(), document(resource()), "oci_core_vcn.main was not in the reviewed plan: update"),
        (document(resource()), document(), "oci_core_vcn.main was reviewed as update and is not planned any more"),
        (
            document(resource()),
            document(resource(actions=["delete", "create"])),
            "oci_core_vcn.main was reviewed as update, planned is replace",
        ),
        (
            document(resource()),
            document(resource(after={"name": "c", "cidr": 1})),
            "oci_core_vcn.main (update) has other values of cidr, name",
        ),
        (
            document(resource()),
            document(resource(before={"name": "z"})),
            "oci_core_vcn.main (update) has other values of name",
        ),
        (
            document(resource()),
            document(resource(after={}, after_unknown={"name": True})),
            "oci_core_vcn.main (update) has other values of name",
        ),
        (
            document(resource(actions=["delete"], before={"id": "1"}, after=None)),
            document(resource(actions=["delete"], before={"id": "2"}, after=None)),
            "oci_core_vcn.main (delete) has other values of id",
        ),
        (
            document(resource(replace_paths=[["name"]])),
            document(resource(replace_paths=[["cidr"]])),
            "oci_core_vcn.main is replaced because of other attributes than reviewed",
        ),
        (
            document({**resource(actions=["no-op"]), "previous_address": "oci_core_vcn.old"}),
            document({**resource(actions=["no-op"]), "previous_address": "oci_core_vcn.older"}),
            "oci_core_vcn.main is moved or imported otherwise than reviewed",
        ),
        (
            document(resource(importing={"id": "1"})),
            document(resource(importing={"id": "2"})),
            "oci_core_vcn.main is moved or imported otherwise than reviewed",
        ),
        (
            document(output_changes={"o": {"actions": ["create"], "before": None, "after": 1, "after_unknown": False}}),
            document(output_changes={"o": {"actions": ["create"], "before": None, "after": 2, "after_unknown": False}}),
            "output.o (create) has other values of value",
        ),
        (
            document(resource()),
            document(resource(), {**resource(actions=["delete"], after=None), "deposed": "ab"}),
            "oci_core_vcn.main (deposed ab) was not in the reviewed plan: delete",
        ),
    ],
)
def test_other_meaning(reviewed: dict[str, Any], planned: dict[str, Any], sentence: str) -> None:
    """What differs is told by address and attribute."""
    assert compared(reviewed, planned) == (sentence,)


def test_meaning_holds_no_value() -> None:
    """Digests under a key: without it not even a guess can be tried."""
    found = meaning_of(document(resource(after={"name": "hunter2"})), KEY)
    assert "hunter2" not in str(found)
    assert found != meaning_of(document(resource(after={"name": "hunter2"})), b"other" * 8)


def test_effect_as_json() -> None:
    """There and back."""
    (effect,) = meaning_of(document({**resource(replace_paths=[["name"]]), "previous_address": "t.old"}), KEY).values()
    assert Effect.from_json(effect.to_json()) == effect


def test_told_is_bounded() -> None:
    """A thousand differences are twenty and a number."""
    text = told([f"t.r{number} differs" for number in range(1000)])
    assert text.startswith("t.r0 differs; t.r1 differs")
    assert text.endswith("; and 980 more")
