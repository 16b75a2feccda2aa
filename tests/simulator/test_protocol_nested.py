"""Nested blocks with real Terraform: unknown ones, reordered ones, secrets, and every type of the table at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oci_simulator import facts
from tests.simulator.protocol_stacks import HEAD, VCN, joined
from tests.simulator.test_planning_rules import example

TABLE = {
    "resources": {
        "oci_core_vcn": {
            "attributes": {
                "compartment_id": ["string", "R"],
                "cidr_block": ["string", "RF"],
                "display_name": ["string", "OC"],
                "id": ["string", "C"],
                "password": ["string", "OSW"],
            },
            "blocks": {
                "rules": {
                    "nesting": "set",
                    "flags": "O",
                    "attributes": {"port": ["number", "R"], "text": ["string", "OC"], "secret": ["string", "OSW"]},
                    "blocks": {"range": {"nesting": "list", "flags": "OC", "attributes": {"to": ["number", "OC"]}}},
                },
                "details": {"nesting": "list", "flags": "O", "max": 1, "attributes": {"kind": ["string", "RF"]}},
            },
        }
    },
    "data": {},
}
RULES = """
  password = "pw"
  rules {
    port   = 0.1
    secret = "a"
  }
  rules {
    port = 22
    text = "ssh"
    range {}
  }
"""


@pytest.fixture
def small_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of one type with every kind of nested block; the folder of its stack."""
    for kind, types in TABLE.items():
        (tmp_path / "table" / kind).mkdir(parents=True)
        for name, document in types.items():
            (tmp_path / "table" / kind / f"{name}.json").write_text(json.dumps({"type": name, **document}))
    monkeypatch.setenv("OCI_SIMULATOR_TABLE", str(tmp_path / "table"))
    return tmp_path / "stack"


def test_blocks_need_no_second_apply(small_table: Path) -> None:
    """What the service fills in inside a set, numbers and secrets: the next plan is empty, in another order too."""
    with joined(small_table, VCN % RULES) as (stack, _):
        stack.apply()
        assert stack.actions() == {}
        first, second = RULES.split("  rules {")[1:]
        stack.write(HEAD + VCN % f'  password = "pw"\n  rules {{{second}  rules {{{first}')
        assert stack.actions() == {}
    values = stack.state()["oci_core_vcn.v"]["attributes"]
    assert (values["password"], sorted(one["secret"] or "" for one in values["rules"])) == ("pw", ["", "a"])


def test_changed_rule_changes_one_element(small_table: Path) -> None:
    """The element that stays keeps what the service chose, the new one is open."""
    with joined(small_table, VCN % RULES) as (stack, _):
        stack.apply()
        stack.write(HEAD + VCN % RULES.replace("22", "23").replace('text = "ssh"', ""))
        change = stack.plan()["resource_changes"][0]["change"]
        stack.apply()
        assert stack.actions() == {}
    assert change["actions"] == ["update"]
    unknown = [one for one in change["after_unknown"]["rules"] if one.get("text")]
    assert len(unknown) == 1
    assert "text-chosen" in [one.get("text") for one in change["after"]["rules"]]


def test_fixed_block_that_comes_or_changes_replaces(small_table: Path) -> None:
    """Terraform prints the path of the argument in the block."""
    details = '  details {\n    kind = "%s"\n  }\n'
    with joined(small_table, VCN % "") as (stack, _):
        stack.apply()
        stack.write(HEAD + VCN % (details % "a"))
        assert stack.plan()["resource_changes"][0]["change"]["replace_paths"] == [["details"]]
        stack.apply()
        stack.write(HEAD + VCN % (details % "b"))
        assert stack.plan()["resource_changes"][0]["change"]["replace_paths"] == [["details", 0, "kind"]]


def test_block_over_something_unknown_is_planned(small_table: Path) -> None:
    """A dynamic block whose number is known after apply is unknown as a whole, and right afterwards."""
    dynamic = (
        '  dynamic "rules" {\n    for_each = toset([oci_core_vcn.w.id])\n'
        "    content {\n      port = 1\n      text = rules.value\n    }\n  }\n"
    )
    other = (VCN % "").replace('"v"', '"w"')
    with joined(small_table, other + VCN % dynamic) as (stack, cloud):
        stack.apply()
        assert stack.actions() == {}
    texts = {rule["text"] for one in cloud.objects.values() for rule in one.get("rules", [])}
    assert texts & set(cloud.objects)


def test_every_type_is_applied_and_then_left_alone(tmp_path: Path) -> None:
    """Each type of the table as small as it may be, and Terraform finds nothing left to do."""
    resources = {name: {"one": example(found, everything=False)} for name, found in facts.load("resources").items()}
    with joined(tmp_path) as (stack, cloud):
        stack.write(json.dumps({"resource": resources}), "all.tf.json")
        stack.apply("-parallelism=20")
        assert stack.actions() == {}
    assert len(cloud.objects) == len(resources)
