"""The schema that Terraform is given, as bytes: made once for a table and kept on disk, since each command wants it."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any

from oci_simulator import facts
from oci_simulator.facts import Attribute, Block, TypeFacts
from oci_simulator.planning.values import Shape
from oci_simulator.protocol.messages import message
from oci_simulator.protocol.provider_schema import PROVIDER

logger = logging.getLogger(__name__)
_NESTING = {"single": 1, "list": 2, "set": 3}
_FORMAT = "1"  # raise it when the same table would give other bytes


def schema_bytes(cache_folder: Path) -> bytes:
    """The answer to GetProviderSchema, serialized."""
    file = cache_folder / f"schema-{_digest()}.bin"
    try:
        return file.read_bytes()
    except FileNotFoundError:
        data: bytes = _response().SerializeToString()
    try:
        _write(file, data)
    except OSError as error:  # slower next time, and no reason to fail
        logger.warning("cannot keep the schema in %s: %s", file, error)
    return data


def _digest() -> str:
    """A name for the table as it is: names, sizes and times of its files, for reading them all costs more than Python."""
    found = hashlib.sha256(_FORMAT.encode())
    found.update(Path(__file__).read_bytes())
    for kind in ("resources", "data"):
        with os.scandir(facts.table_folder() / kind) as entries:
            for name, stat in sorted((entry.name, entry.stat()) for entry in entries):
                found.update(f"{kind}/{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return found.hexdigest()[:20]


def _write(file: Path, data: bytes) -> None:
    """The file in one piece: several providers may start at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as temporary:
        temporary.write(data)
    Path(temporary.name).replace(file)


def _response() -> Any:
    response = message("GetProviderSchemaResponse")()
    response.provider.CopyFrom(schema_of(PROVIDER))
    for name, found in facts.load("resources").items():
        response.resource_schemas[name].CopyFrom(schema_of(found))
    for name, found in facts.load("data").items():
        response.data_source_schemas[name].CopyFrom(schema_of(found))
    set_capabilities(response.server_capabilities)
    return response


def set_capabilities(capabilities: Any) -> None:
    """What this provider can do beyond the first version of the protocol."""
    capabilities.get_provider_schema_optional = True
    capabilities.move_resource_state = True


def schema_of(found: TypeFacts) -> Any:
    """The schema message of one type."""
    schema = message("Schema")()
    _fill(schema.block, found)
    if found.timeouts:
        nested = schema.block.block_types.add(type_name="timeouts", nesting=_NESTING["single"])
        for name in sorted(found.timeouts):
            _add_attribute(nested.block, name, Attribute("string", optional=True))
    return schema


def _fill(block: Any, shape: Shape) -> None:
    for name, attribute in sorted(shape.attributes.items()):
        _add_attribute(block, name, attribute)
    for name, inner in sorted(shape.blocks.items()):
        _add_block(block, name, inner)


def _add_attribute(block: Any, name: str, attribute: Attribute) -> None:
    block.attributes.add(
        name=name,
        type=json.dumps(attribute.type, separators=(",", ":")).encode(),
        required=attribute.required,
        optional=attribute.optional,
        computed=attribute.computed,
        sensitive=attribute.sensitive,
        deprecated=attribute.deprecated,
    )


def _add_block(block: Any, name: str, inner: Block) -> None:
    single = inner.nesting == "single"
    nested = block.block_types.add(
        type_name=name,
        nesting=_NESTING[inner.nesting],
        min_items=0 if single else inner.min,
        max_items=0 if single else inner.max,
    )
    _fill(nested.block, inner)
