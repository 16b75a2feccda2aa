"""What to do about a failure where that takes more than Terraform's words: the stack, its folders, its locks."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

from oci_assets.terraform.command import typed_terraform
from oci_assets.terraform.failures import Failure, FailureKind
from oci_assets.terraform.lock_holder import judged
from oci_assets.terraform.workspace import Workspace

_CHANGED = ("Backend configuration", "Backend type changed", "state migration")


def advised(failure: Failure, workspace: Workspace, folder: Path) -> Failure:
    """The failure with what is to be done about it on this stack."""
    if failure.kind is FailureKind.BACKEND and any(words in failure.summary for words in _CHANGED):
        terraform = typed_terraform(workspace.data_dir)
        return replace(
            failure,
            hint="the state is still where the backend block said before, and nothing is moved by itself: to move it "
            f"`{terraform} -chdir={shlex.quote(str(folder))} init -migrate-state`; if the change "
            "was a mistake, take it back; if a state lies in the new place already, the same with -reconfigure "
            "instead of -migrate-state",
        )
    return judged(failure, workspace, folder)
