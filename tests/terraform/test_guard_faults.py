"""Fault 46 on real Terraform: what is protected is neither destroyed, replaced nor forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.guard import GuardPolicy
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]
BEFORE = 'resource "terraform_data" "main" {\n  for_each         = toset(["prod"])\n  triggers_replace = "1"\n%s}\n'
REPLACED = BEFORE.replace('"1"', '"2"')
FIRST_NEW = "  lifecycle {\n    create_before_destroy = true\n  }\n"
FORGOTTEN = "removed {\n  from = terraform_data.main\n  lifecycle {\n    destroy = false\n  }\n}\n"
GUARDS = GuardPolicy(protected_addresses=('terraform_data.main["prod"]',))


@pytest.mark.parametrize(
    "after", [REPLACED % "", REPLACED % FIRST_NEW, "", FORGOTTEN], ids=["replace", "new first", "delete", "forget"]
)
def test_fault_46_protected_address(runner: TerraformRunner, make_stack: MakeStack, after: str) -> None:
    """Blocked, and still in the state; with a named override it goes, and the result says which guard that was."""
    runner.apply(make_stack(BEFORE % ""))
    request = make_stack(after, guards=GUARDS)
    held = (request.folder / "terraform.tfstate").read_bytes()
    assert "apply will be blocked" in (runner.plan(request).hint or "")
    blocked = runner.apply(request)
    assert blocked.outcome is Outcome.BLOCKED
    assert 'terraform_data.main["prod"]' in (blocked.cause or "")
    assert (request.folder / "terraform.tfstate").read_bytes() == held
    allowed = runner.apply(make_stack(after, guards=GUARDS, allow_destroy=True))
    assert allowed.outcome is Outcome.APPLIED
    assert [(o.guard, o.addresses) for o in allowed.overrides] == [
        ("protected_addresses", ('terraform_data.main["prod"]',))
    ]
    assert (json.loads((request.folder / "terraform.tfstate").read_bytes())["resources"] == []) == (
        "main" not in after or after == FORGOTTEN
    )


def test_fault_46_override_that_is_not_needed(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Nothing was overridden, so nothing is named; a moved resource is not lost."""
    runner.apply(make_stack(BEFORE % ""))
    moved = (
        BEFORE.replace('"main"', '"kept"') % ""
        + "moved {\n  from = terraform_data.main\n  to = terraform_data.kept\n}\n"
    )
    result = runner.apply(make_stack(moved, guards=GUARDS, allow_destroy=True))
    assert (result.outcome, result.overrides) == (Outcome.APPLIED, ())
