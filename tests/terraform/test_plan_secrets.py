"""The sensitive values in a JSON plan, by its masks, its outputs, its variables and its providers (fault 59)."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from oci_assets.errors import TerraformError
from oci_assets.terraform.plan import read_plan_and_secrets
from oci_assets.terraform.plan_secrets import PlanSecrets
from oci_assets.terraform.plan_stream import stream_plan

S = "hunter-2-x"
CHANGE = {"before": {"a": S, "b": "told-to-all"}, "before_sensitive": {"a": True}, "after": None, "actions": ["delete"]}
PLANS: dict[str, dict[str, Any]] = {
    "before": {"resource_changes": [{"change": CHANGE}]},
    "after in a list": {
        "resource_changes": [
            {"change": {"after": {"a": [{"b": "told-to-all"}, {"b": S}]}, "after_sensitive": {"a": [{}, {"b": True}]}}}
        ]
    },
    "drift": {"resource_drift": [{"change": CHANGE}]},
    "output": {"output_changes": {"o": {"after": S, "after_sensitive": True}, "p": {"after": "told-to-all"}}},
    "state": {
        "prior_state": {
            "values": {
                "outputs": {"o": {"value": S, "sensitive": True}, "p": {"value": "told-to-all"}},
                "root_module": {
                    "child_modules": [{"resources": [{"values": {"a": S}, "sensitive_values": {"a": True}}]}]
                },
            }
        }
    },
    "variable": {
        "variables": {"v": {"value": S}, "w": {"value": "told-to-all"}},
        "configuration": {"root_module": {"variables": {"v": {"sensitive": True}, "w": {}}}},
    },
    "default in a module": {
        "configuration": {
            "root_module": {"module_calls": {"m": {"module": {"variables": {"v": {"sensitive": True, "default": S}}}}}}
        }
    },
    "provider": {
        "configuration": {
            "provider_config": {
                "oci": {
                    "expressions": {
                        "private_key_password": {"constant_value": S},
                        "region": {"constant_value": "x-y-z1"},
                    }
                }
            }
        }
    },
}


@pytest.mark.parametrize("place", PLANS)
def test_texts(place: str) -> None:
    """What a mask, a flag or a name calls sensitive, and nothing beside it."""
    secrets = PlanSecrets()
    for piece in stream_plan(io.BytesIO(json.dumps(PLANS[place]).encode())):
        secrets.take(piece)
    assert secrets.texts() == {S}


def test_plan_that_cannot_be_read_is_not_quoted(tmp_path: Path) -> None:
    """Neither the error nor its causes hold a piece of the plan."""
    file = tmp_path / "plan.json"
    file.write_text(f'{{"format_version": "1.2", "variables": {S}')
    with pytest.raises(TerraformError, match="cannot be read: plan again") as caught:
        read_plan_and_secrets(file)
    assert caught.value.__suppress_context__
    assert S not in str(caught.value)
