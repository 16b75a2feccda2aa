"""The messages of Terraform's plugin protocol, described at run time from one table of field numbers.

The numbers are those of the published protocol (github.com/hashicorp/terraform, docs/plugin-protocol, version 6).
Only what this provider reads or writes is described: protobuf keeps unknown fields aside.
"""

from __future__ import annotations

from functools import cache
from typing import Any

# A field: name, number, type. `*T` repeated, `{T` a map from string to T, `?g T` member of the oneof g.
_FIELDS = """
DynamicValue: msgpack 1 bytes, json 2 bytes
Step: attribute_name 1 ?selector string, element_key_string 2 ?selector string, element_key_int 3 ?selector int64
AttributePath: steps 1 *Step
Diagnostic: severity 1 int32, summary 2 string, detail 3 string, attribute 4 AttributePath
RawState: json 1 bytes, flatmap 2 {string
Attribute: name 1 string, type 2 bytes, description 3 string, required 4 bool, optional 5 bool, computed 6 bool, \
sensitive 7 bool, description_kind 8 int32, deprecated 9 bool, write_only 11 bool
NestedBlock: type_name 1 string, block 2 Block, nesting 3 int32, min_items 4 int64, max_items 5 int64
Block: version 1 int64, attributes 2 *Attribute, block_types 3 *NestedBlock, description 4 string, \
description_kind 5 int32, deprecated 6 bool
Schema: version 1 int64, block 2 Block
ServerCapabilities: plan_destroy 1 bool, get_provider_schema_optional 2 bool, move_resource_state 3 bool
TypeName: type_name 1 string
Empty:
GetMetadataResponse: server_capabilities 1 ServerCapabilities, diagnostics 2 *Diagnostic, data_sources 3 *TypeName, \
resources 4 *TypeName
GetProviderSchemaResponse: provider 1 Schema, resource_schemas 2 {Schema, data_source_schemas 3 {Schema, \
diagnostics 4 *Diagnostic, provider_meta 5 Schema, server_capabilities 6 ServerCapabilities
ValidateProviderConfigRequest: config 1 DynamicValue
ValidateProviderConfigResponse: diagnostics 2 *Diagnostic
ValidateRequest: type_name 1 string, config 2 DynamicValue
DiagnosticsResponse: diagnostics 1 *Diagnostic
UpgradeResourceStateRequest: type_name 1 string, version 2 int64, raw_state 3 RawState
UpgradeResourceStateResponse: upgraded_state 1 DynamicValue, diagnostics 2 *Diagnostic
ConfigureRequest: terraform_version 1 string, config 2 DynamicValue
ReadResourceRequest: type_name 1 string, current_state 2 DynamicValue, private 3 bytes
ReadResourceResponse: new_state 1 DynamicValue, diagnostics 2 *Diagnostic, private 3 bytes
PlanRequest: type_name 1 string, prior_state 2 DynamicValue, proposed_new_state 3 DynamicValue, config 4 DynamicValue, \
prior_private 5 bytes
PlanResponse: planned_state 1 DynamicValue, requires_replace 2 *AttributePath, planned_private 3 bytes, \
diagnostics 4 *Diagnostic, legacy_type_system 5 bool
ApplyRequest: type_name 1 string, prior_state 2 DynamicValue, planned_state 3 DynamicValue, config 4 DynamicValue, \
planned_private 5 bytes
ApplyResponse: new_state 1 DynamicValue, private 2 bytes, diagnostics 3 *Diagnostic, legacy_type_system 4 bool
ImportRequest: type_name 1 string, id 2 string
ImportedResource: type_name 1 string, state 2 DynamicValue, private 3 bytes
ImportResponse: imported_resources 1 *ImportedResource, diagnostics 2 *Diagnostic
MoveRequest: source_provider_address 1 string, source_type_name 2 string, source_schema_version 3 int64, \
source_state 4 RawState, target_type_name 5 string, source_private 6 bytes
MoveResponse: target_state 1 DynamicValue, diagnostics 2 *Diagnostic, target_private 3 bytes
ReadDataSourceRequest: type_name 1 string, config 2 DynamicValue
ReadDataSourceResponse: state 1 DynamicValue, diagnostics 2 *Diagnostic
StopResponse: Error 1 string
HealthCheckResponse: status 1 int32
"""
PACKAGE = "oci_simulator.tfplugin6"
# FieldDescriptorProto.Type and .Label of google/protobuf/descriptor.proto; an enumeration looks like an int32.
_SCALARS = {"string": 9, "bytes": 12, "bool": 8, "int32": 5, "int64": 3}
_MESSAGE, _OPTIONAL, _REPEATED = 11, 1, 3


@cache
def message(name: str) -> Any:
    """The class of a message by its name in the table.

    Raises:
        KeyError: The table has no such message.
    """
    from google.protobuf import message_factory  # noqa: PLC0415  # start time: a schema from the disk needs no protobuf

    return message_factory.GetMessageClass(_pool().FindMessageTypeByName(f"{PACKAGE}.{name}"))


@cache
def _pool() -> Any:
    from google.protobuf import descriptor_pool  # noqa: PLC0415  # as above

    pool = descriptor_pool.DescriptorPool()
    pool.Add(_describe())
    return pool


def _describe() -> Any:
    """The file descriptor of all messages in the table."""
    from google.protobuf import descriptor_pb2  # noqa: PLC0415  # as above

    file = descriptor_pb2.FileDescriptorProto(name="oci_simulator/tfplugin6", package=PACKAGE, syntax="proto3")
    for line in _FIELDS.strip().splitlines():
        name, _, fields = line.partition(":")
        message = file.message_type.add(name=name)
        for text in filter(None, (part.strip() for part in fields.split(","))):
            _add_field(message, *text.split())
    return file


def _add_field(message: Any, name: str, number: str, *kind: str) -> None:
    field = message.field.add(name=name, number=int(number), label=_OPTIONAL)
    what = kind[-1]
    if kind[0].startswith("?"):
        if not message.oneof_decl:
            message.oneof_decl.add(name=kind[0][1:])
        field.oneof_index = 0
    if what[0] in "*{":
        field.label = _REPEATED
    if what.startswith("{"):
        what = _add_map_entry(message, name, what[1:])
    _set_type(field, what.lstrip("*"))


def _add_map_entry(message: Any, name: str, value: str) -> str:
    """Adds the pair message behind a map field; returns its name inside the package."""
    entry = message.nested_type.add(name="".join(part.capitalize() for part in name.split("_")) + "Entry")
    entry.options.map_entry = True
    _set_type(entry.field.add(name="key", number=1, label=_OPTIONAL), "string")
    _set_type(entry.field.add(name="value", number=2, label=_OPTIONAL), value)
    return f"{message.name}.{entry.name}"


def _set_type(field: Any, what: str) -> None:
    if what in _SCALARS:
        field.type = _SCALARS[what]
    else:
        field.type, field.type_name = _MESSAGE, f".{PACKAGE}.{what}"
