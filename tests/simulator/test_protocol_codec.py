"""Values on the wire are what cty writes: bytes by the byte, and everything comes back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oci_simulator.facts import parse
from oci_simulator.planning.coercion import CoercionError
from oci_simulator.planning.values import UNKNOWN, Unknown
from oci_simulator.protocol.codec import decode, decode_json, decode_object, encode

NUMBERS = st.integers(-(2**80), 2**80) | st.floats(allow_nan=False).map(lambda number: number if number % 1 else 0.5)
LEAVES = st.none() | st.booleans() | st.text() | NUMBERS | st.just(UNKNOWN) | st.just(Unknown(12, b"\x81\x01\xc2"))
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)
FOUND = parse(
    {
        "type": "oci_test",
        "attributes": {"id": ["string", "C"], "size": ["number", "O"], "tags": [["map", "string"], "O"]},
        "blocks": {"rules": {"nesting": "set", "attributes": {"ports": [["list", "number"], "O"]}}},
        "timeouts": ["create", "delete"],
    }
)


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (None, b"\xc0"),
        (UNKNOWN, b"\xd4\x00\x00"),
        (Unknown(12, b"\x81\x01\xc2"), b"\xc7\x03\x0c\x81\x01\xc2"),
        (7, b"\x07"),
        (0.1, b"\xa30.1"),
        (Decimal("0.10000000000000000001"), b"\xb60.10000000000000000001"),
        (2**64, b"\xb418446744073709551616"),
        (float("inf"), b"\xcb\x7f\xf0\x00\x00\x00\x00\x00\x00"),
        (["a", True], b"\x92\xa1a\xc3"),
        ({"a": None}, b"\x81\xa1a\xc0"),
    ],
)
def test_bytes(value: Any, wire: bytes) -> None:
    """The forms of go-cty: unknown is extension 0, refined 12, numbers that need it are text."""
    assert encode(value) == wire


@given(TREES)
@settings(deadline=None)
def test_everything_comes_back(tree: Any) -> None:
    """Numbers by value: what is not whole or too big travels as text, which the schema makes a number again."""
    assert _numbers_as_text(decode(encode(tree))) == _numbers_as_text(tree)


def _numbers_as_text(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _numbers_as_text(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_numbers_as_text(value) for value in tree]
    return str(tree) if isinstance(tree, (int, float, Decimal)) and not isinstance(tree, bool) else tree


@pytest.mark.parametrize(
    ("wire", "number"),
    [
        (b"\xcb\x40\x08\x00\x00\x00\x00\x00\x00", 3),
        (b"\xcb\x3f\xe0\x00\x00\x00\x00\x00\x00", 0.5),
        (b"\xcb\x3f\xb9\x99\x99\x99\x99\x99\x9a", Decimal("0.1000000000000000055511151231257827021181583404541015625")),
        (b"\xa30.1", 0.1),
        (b"\xb418446744073709551616", 2**64),
    ],
)
def test_number_is_exactly_what_was_sent(wire: bytes, number: Any) -> None:
    """A double is not the decimal text that it is near to: Terraform would see a difference."""
    found = decode_object(FOUND, b"\x81\xa4size" + wire)
    assert found is not None
    assert (found["size"], type(found["size"])) == (number, type(number))


def test_object_has_every_name_of_the_schema() -> None:
    """Absent parts are null, blocks empty, and timeouts have all their names."""
    found = decode_object(FOUND, encode({"timeouts": {"create": "1m"}}))
    assert found == {
        "id": None,
        "size": None,
        "tags": None,
        "rules": [],
        "timeouts": {"create": "1m", "delete": None},
    }
    assert decode_object(FOUND, encode(None)) is None


def test_state_of_an_older_schema_is_read() -> None:
    """Names that are gone are dropped, new ones null, numbers stay exact."""
    old = b'{"id": "a", "gone": 1, "size": 0.10000000000000000001, "rules": [{"ports": [1, 2]}]}'
    found = decode_json(FOUND, old)
    assert found is not None
    assert (found["size"], found["rules"]) == (Decimal("0.10000000000000000001"), [{"ports": [1, 2]}])
    assert "gone" not in found


def test_state_that_does_not_fit_names_the_attribute() -> None:
    """A value of another kind is no value."""
    with pytest.raises(CoercionError, match=r"rules\.ports"):
        decode_json(FOUND, b'{"rules": [{"ports": "many"}]}')
