"""Messages on the wire, and the schema that Terraform is given."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from oci_simulator import facts
from oci_simulator.protocol.diagnostics import attribute_path
from oci_simulator.protocol.messages import message
from oci_simulator.protocol.schema import schema_of
from oci_simulator.protocol.schema_file import schema_bytes


def test_index_0_of_a_path_is_written() -> None:
    """A member of a oneof is on the wire also when it is 0: Terraform would see a step without a selector."""
    assert attribute_path(("a", 0)).SerializeToString() == b"\n\x03\n\x01a\n\x02\x18\x00"


def test_schema_tells_what_the_table_says() -> None:
    """Types, flags, nesting, limits, and the timeouts block of its own."""
    found = facts.parse(
        {
            "type": "oci_test",
            "attributes": {"a": [["map", "string"], "OCS"], "b": ["number", "RFD"]},
            "blocks": {"x": {"nesting": "set", "flags": "R", "max": 3, "attributes": {"c": ["bool", "O"]}}},
            "timeouts": ["create"],
        }
    )
    block = schema_of(found).block
    first, second = block.attributes
    assert (first.name, first.type, first.optional, first.computed) == ("a", b'["map","string"]', True, True)
    assert (first.sensitive, second.required, second.deprecated) == (True, True, True)
    nested = {one.type_name: (one.nesting, one.min_items, one.max_items) for one in block.block_types}
    assert nested == {"timeouts": (1, 0, 0), "x": (3, 1, 3)}


def test_schema_is_kept_and_made_anew_when_the_table_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes on disk are those that were made; another table gives others."""
    for kind in ("resources", "data"):
        (tmp_path / "table" / kind).mkdir(parents=True)
    one = tmp_path / "table" / "resources" / "oci_a.json"
    one.write_text(json.dumps({"type": "oci_a", "attributes": {"id": ["string", "C"]}}))
    monkeypatch.setenv("OCI_SIMULATOR_TABLE", str(tmp_path / "table"))
    made = schema_bytes(tmp_path / "cache")
    kept = list((tmp_path / "cache").iterdir())
    assert [file.read_bytes() for file in kept] == [made]
    assert list(message("GetProviderSchemaResponse").FromString(made).resource_schemas) == ["oci_a"]
    shutil.copy(one, one.with_name("oci_b.json"))
    assert schema_bytes(tmp_path / "cache") != made


def test_schema_needs_no_place_to_be_kept(tmp_path: Path) -> None:
    """A folder that cannot be made costs time, not the answer."""
    (tmp_path / "file").write_text("")
    response = message("GetProviderSchemaResponse").FromString(schema_bytes(tmp_path / "file" / "cache"))
    assert "oci_core_vcn" in response.resource_schemas
    assert "oci_core_vcns" in response.data_source_schemas
    assert response.server_capabilities.get_provider_schema_optional


def test_table_is_read_one_type_at_a_time() -> None:
    """A type that is not there is nothing, not an error."""
    assert facts.find("resources", "oci_no_such") is None
    assert facts.find("data", "oci_core_vcns") is facts.find("data", "oci_core_vcns")
    assert "oci_core_vcn" in facts.names("resources")
