"""A stack whose plans are kept, as tests review and apply it. Shared by the tests of kept plans."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.plan_rules import PlanRules
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.workspace import Workspace, folder_name

MakeStack = Callable[..., StackRequest]
FIRST, SECOND = "a" * 40, "b" * 40
TEXT = 'resource "terraform_data" "a" {\n  input = "%s"\n}\n'


def rules_of(folder: Path, **keywords: Any) -> PlanRules:
    """Rules whose inputs are the configuration in a folder."""

    def inputs() -> str:
        return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(folder.glob("*.tf")))).hexdigest()

    return PlanRules(inputs=inputs, **keywords)


def reviewable(request: StackRequest, **keywords: Any) -> StackRequest:
    """The request with kept plans, at the first commit."""
    return replace(request, plans=rules_of(request.folder, **keywords), commit=FIRST)


def of_run(request: StackRequest, run_id: str, **keywords: Any) -> StackRequest:
    """The request for another run; keywords go to its rules."""
    assert request.plans is not None
    return replace(request, run_id=run_id, plans=replace(request.plans, **keywords))


def reviewed(request: StackRequest, run_id: str = "run-2", **keywords: Any) -> StackRequest:
    """A later run that applies what `run-1` has planned."""
    return of_run(request, run_id, reviewed_run="run-1", **keywords)


def planned(runner: TerraformRunner, request: StackRequest) -> StackRequest:
    """The request itself, planned once with changes."""
    assert runner.plan(request).outcome is Outcome.CHANGES
    return request


def planned_update(runner: TerraformRunner, make_stack: MakeStack) -> StackRequest:
    """A stack that is applied, with a change that is planned."""
    request = reviewable(make_stack(TEXT % "x"))
    runner.apply(of_run(request, "run-0"))
    make_stack(TEXT % "y")
    return planned(runner, request)


def saved_folder(runner: TerraformRunner, request: StackRequest, run_id: str = "run-1") -> Path:
    """Where the plan of a run is kept."""
    return Workspace(runner.state_dir, request.stack).root / "saved" / folder_name(run_id)


def said(result: StackResult) -> str:
    """All that a person is told about a result."""
    return "\n".join(part for part in (result.error, result.cause, result.hint) if part)


def commands_run(runner: TerraformRunner, request: StackRequest) -> list[str]:
    """The phases that Terraform was started for in a run, in order."""
    logs = Workspace(runner.state_dir, request.stack).root / "logs" / folder_name(request.run_id)
    return [file.stem.split("-", 1)[1] for file in sorted(logs.glob("*.log"))]
