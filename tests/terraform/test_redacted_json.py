"""Fault 59: the JSON plan that other programs get has the shape of Terraform's, and none of its secrets."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from oci_assets.errors import TerraformError
from oci_assets.terraform.redacted_json import write_redacted
from oci_assets.terraform.redaction import Redactor

SECRET = "hunter2-correct-horse"
HIDDEN = "(sensitive)"


def resource(**values: Any) -> dict[str, Any]:
    """A resource of a state, whose `p` is sensitive."""
    return {"address": "a.b", "mode": "managed", "type": "a", "values": values, "sensitive_values": {"p": True}}


def change(before: Any, after: Any, mask: Any) -> dict[str, Any]:
    """A change whose two sides have the same mask."""
    sides = {"before": before, "after": after, "before_sensitive": mask, "after_sensitive": mask}
    return {"actions": ["update"], **sides}


def entry(changed: dict[str, Any]) -> dict[str, Any]:
    """One of `resource_changes` or `resource_drift`."""
    return {"address": "a.b", "mode": "managed", "type": "a", "change": changed}


PLAN = {
    "format_version": "1.2",
    "variables": {"p": {"value": SECRET}, "size": {"value": "big"}},
    "planned_values": {
        "outputs": {"o": {"sensitive": True, "value": [SECRET]}, "size": {"sensitive": False, "value": "big"}},
        "root_module": {"child_modules": [{"resources": [resource(p=SECRET, size="big")]}]},
    },
    "resource_changes": [
        entry(
            change(
                {"p": None, "list": ["x", SECRET]}, {"p": SECRET, "list": [SECRET]}, {"p": True, "list": [False, True]}
            )
        ),
        entry(change(SECRET, {"deep": [{"p": SECRET, "size": 1.5}]}, {"deep": [{"p": True}]})),
    ],
    "resource_drift": [entry(change({"p": SECRET}, {"p": SECRET}, mask=True))],
    "output_changes": {"o": change(SECRET, SECRET, mask=True)},
    "prior_state": {"values": {"root_module": {"resources": [resource(p=SECRET, size="big")]}}},
    "configuration": {
        "provider_config": {
            "x": {"expressions": {"private_key": {"constant_value": SECRET}, "region": {"constant_value": "r"}}}
        },
        "root_module": {"variables": {"p": {"sensitive": True, "default": SECRET}, "size": {"default": "big"}}},
    },
    "errored": False,
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The plan as Terraform writes it."""
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(PLAN))
    return file


def test_fault_59_write_redacted_hides_what_masks_cover(document: Path) -> None:
    """Values, defaults, both sides of changes, states, outputs, secrets of providers; what is no secret stays."""
    target = document.with_name("redacted.json")
    write_redacted(document, target, Redactor(frozenset({SECRET})))
    told = json.loads(target.read_text())
    assert SECRET not in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert told["variables"] == {"p": {"value": HIDDEN}, "size": {"value": "big"}}
    assert told["planned_values"]["outputs"]["size"]["value"] == "big"
    assert told["prior_state"]["values"]["root_module"]["resources"][0]["values"] == {"p": HIDDEN, "size": "big"}
    first, second = (each["change"] for each in told["resource_changes"])
    assert (first["before"], first["after"]["p"]) == ({"p": None, "list": ["x", HIDDEN]}, HIDDEN)
    assert second["after"] == {"deep": [{"p": HIDDEN, "size": 1.5}]}
    assert told["output_changes"]["o"]["before"] == HIDDEN
    assert told["configuration"]["provider_config"]["x"]["expressions"]["region"] == {"constant_value": "r"}
    assert told["errored"] is False
    assert set(told) == set(PLAN)


def test_fault_59_masks_alone_hide(document: Path) -> None:
    """Also without a redactor that knows the secret, where the mask is all that tells."""
    target = document.with_name("redacted.json")
    write_redacted(document, target, Redactor())
    told = json.loads(target.read_text())
    assert told["resource_drift"][0]["change"]["after"] == HIDDEN
    assert told["planned_values"]["root_module"]["child_modules"][0]["resources"][0]["values"]["p"] == HIDDEN
    assert told["configuration"]["root_module"]["variables"]["p"]["default"] == HIDDEN
    assert told["configuration"]["provider_config"]["x"]["expressions"]["private_key"] == {"constant_value": HIDDEN}
    assert told["resource_changes"][0]["change"]["after"]["list"] == [SECRET]  # its mask says that the first is none


def test_write_redacted_of_no_plan(tmp_path: Path) -> None:
    """Half a document gives none, and no half of one."""
    file, target = tmp_path / "plan.json", tmp_path / "redacted.json"
    file.write_text(json.dumps(PLAN)[:-40])
    with pytest.raises(TerraformError, match="plan again"):
        write_redacted(file, target, Redactor())
    assert sorted(tmp_path.iterdir()) == [file]
