"""The schema that Terraform is given: the table in the protocol's messages."""

from __future__ import annotations

import json
from typing import Any

from oci_simulator import facts
from oci_simulator.facts import Attribute, Block, TypeFacts
from oci_simulator.planning.values import Shape
from oci_simulator.protocol.messages import message
from oci_simulator.protocol.provider_schema import PROVIDER

_NESTING = {"single": 1, "list": 2, "set": 3}


def schema_response() -> Any:
    """The answer to GetProviderSchema."""
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
