"""What the table's tool reads out of bindings, on bindings as small as they can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools.simulator_correct import correct
from tools.simulator_table import Reader, pretty

RESOURCE = '''
class GateArgs:
    def __init__(__self__, *, vcn_id: pulumi.Input[_builtins.str], name: pulumi.Input[Optional[_builtins.str]] = None,
                 rules: pulumi.Input[Optional[Sequence[pulumi.Input['GateRuleArgs']]]] = None,
                 key: pulumi.Input[Optional[_builtins.str]] = None): pass

class _GateState:
    def __init__(__self__, *, state: pulumi.Input[Optional[_builtins.str]] = None): pass

class Gate(pulumi.CustomResource):
    """$ pulumi import oci:Core/gate:Gate test_gate "gates/{id}"
    """
    def _internal_init(__self__):
        secret_opts = pulumi.ResourceOptions(additional_secret_outputs=["key"])

    @_builtins.property
    @pulumi.getter(name="vcnId")
    def vcn_id(self) -> pulumi.Output[_builtins.str]:
        """The network."""

    @_builtins.property
    @pulumi.getter
    def name(self) -> pulumi.Output[_builtins.str]:
        """(Updatable) A name."""

    @_builtins.property
    @pulumi.getter
    def key(self) -> pulumi.Output[Optional[_builtins.str]]:
        """(Updatable) A secret."""

    @_builtins.property
    @pulumi.getter
    def rules(self) -> pulumi.Output[Optional[Sequence['outputs.GateRule']]]:
        """(Updatable) Rules."""

    @_builtins.property
    @pulumi.getter
    def peers(self) -> pulumi.Output[Sequence['outputs.GateRule']]:
        """Peers."""
'''
INPUTS = """
class GateRuleArgs:
    def __init__(__self__, *, port: pulumi.Input[_builtins.int],
                 tags: pulumi.Input[Optional[Mapping[str, str]]] = None): pass
"""
OUTPUTS = '''
class GateRule(dict):
    @_builtins.property
    @pulumi.getter
    def port(self) -> _builtins.int:
        """(Updatable) A port."""

    @_builtins.property
    @pulumi.getter
    def tags(self) -> Optional[Mapping[str, _builtins.str]]:
        """(Updatable) Tags."""
'''


@pytest.fixture
def gate(tmp_path: Path) -> dict[str, Any]:
    """The facts of the type that the bindings above describe."""
    folder = tmp_path / "pulumi_oci" / "core"
    folder.mkdir(parents=True)
    for name, text in (("gate", RESOURCE), ("_inputs", INPUTS), ("outputs", OUTPUTS)):
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return Reader(tmp_path, "core").resource("oci_core_gate", "gate")


def test_flags_follow_from_arguments_annotations_and_updatable(gate: dict[str, Any]) -> None:
    """Required, optional, computed, force-new and sensitive."""
    assert gate["attributes"] == {
        "id": ["string", "C"],
        "key": ["string", "OS"],
        "name": ["string", "OC"],
        "peers": [["list", ["object", {"port": "number", "tags": ["map", "string"]}]], "C"],
        "vcn_id": ["string", "RF"],
    }
    assert gate["import"] == "gates/{id}"


def test_what_can_be_configured_in_it_is_a_block(gate: dict[str, Any]) -> None:
    """With its own attributes, whose computed flag the bindings do not tell."""
    rules = gate["blocks"]["rules"]
    assert (rules["nesting"], rules["flags"], rules["max"]) == ("list", "O", 0)
    assert rules["attributes"] == {"port": ["number", "R"], "tags": [["map", "string"], "OC"]}


def test_corrections_are_laid_over(gate: dict[str, Any]) -> None:
    """Sets, defaults, new attributes and removed ones."""
    correct(gate, {"rules": {"nesting": "set"}, "rules.tags": None, "rules.port": {"flags": "O", "default": 22}})
    correct(gate, {"name": {"flags": "RF"}, "labels": [["list", "string"], "O"]})
    assert gate["blocks"]["rules"]["nesting"] == "set"
    assert gate["blocks"]["rules"]["attributes"] == {"port": ["number", "O", {"default": 22}]}
    assert gate["attributes"]["name"] == ["string", "RF"]
    assert gate["attributes"]["labels"] == [["list", "string"], "O"]


def test_a_correction_of_what_is_not_there_is_refused(gate: dict[str, Any]) -> None:
    """A wrong path must not be passed over."""
    with pytest.raises(KeyError):
        correct(gate, {"no_such_attribute": {"flags": "O"}})


def test_a_line_for_each_attribute() -> None:
    """So that a change of the provider is a readable difference."""
    assert pretty({"attributes": {"id": ["string", "C"], "name": ["string", "O"]}}).splitlines()[2] == (
        '  "id": ["string", "C"],'
    )
