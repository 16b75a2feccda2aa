"""A stack's state by hand: what is in it, taking something out of it. For people who repair, never part of a run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from oci_assets.errors import CommandError, TerraformError
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.command import state_list_args, state_remove_args
from oci_assets.terraform.environment import child_environment, cli_config
from oci_assets.terraform.failures import FailureKind, classify
from oci_assets.terraform.process import capture
from oci_assets.terraform.redaction import Redactor
from oci_assets.terraform.secret_sources import environment_secrets
from oci_assets.terraform.workspace import Workspace

LOCK_TIMEOUT_SECONDS = 60
_READ_SECONDS = 60.0
_GRACE_SECONDS = 60.0
_NO_STATE = "No state file was found"


def list_state(binary: Binary, state_dir: Path, stack: str, folder: Path) -> tuple[str, ...]:
    """The addresses of resources and data sources in a stack's state, in Terraform's order; empty without a state.

    Raises:
        TerraformError: the state cannot be read; says what to do.
    """
    workspace = _workspace(state_dir, stack)
    try:
        output = _run(binary, workspace, folder, state_list_args())
    except CommandError as error:
        if _NO_STATE in error.output:
            return ()
        raise _trouble(f"cannot list the state of {stack}", stack, error) from None
    return tuple(output.splitlines())


def remove_from_state(binary: Binary, state_dir: Path, stack: str, folder: Path, address: str) -> None:
    """Let Terraform forget one resource (or module, with all below it); what it stands for goes on existing.

    No run works on the stack meanwhile. A local state is kept as it was before, in the stack's folder in `state_dir`.

    Raises:
        TerraformError: no such address, no state, or a state that cannot be read; says what to do.
        LockBusyError: a run of this stack goes on, for longer than `LOCK_TIMEOUT_SECONDS`.
    """
    workspace = _workspace(state_dir, stack)
    arguments = state_remove_args(
        address, backup_file=workspace.backup_file(), lock_timeout_seconds=LOCK_TIMEOUT_SECONDS
    )
    with workspace.state_lock("state-rm", budget_seconds=LOCK_TIMEOUT_SECONDS):
        try:
            _run(binary, workspace, folder, arguments)
        except CommandError as error:
            raise _trouble(f"cannot remove {address!r} from the state of {stack}", stack, error) from None


def _workspace(state_dir: Path, stack: str) -> Workspace:
    workspace = Workspace(state_dir.absolute(), stack)
    workspace.prepare()
    return workspace


def _run(binary: Binary, workspace: Workspace, folder: Path, arguments: Sequence[str]) -> str:
    config = cli_config(os.environ, workspace.state_dir, tofu=binary.kind == "tofu")
    return capture(
        [*binary.argv_prefix, *arguments],
        cwd=folder,
        env=child_environment(os.environ, data_dir=workspace.data_dir, cli_config_file=config),
        timeout_seconds=_READ_SECONDS + LOCK_TIMEOUT_SECONDS,
        grace_seconds=_GRACE_SECONDS,
    )


def _trouble(what: str, stack: str, error: CommandError) -> TerraformError:
    failure = classify(Redactor(environment_secrets(os.environ)).redact(error.output))
    if _NO_STATE in error.output:
        return TerraformError(f"{what}: there is no state: apply {stack} first")
    hint = failure.hint
    if failure.kind is FailureKind.INIT:
        hint = f"plan {stack} first, which initialises its backend"
    return TerraformError(f"{what}: {failure.summary}{f': {hint}' if hint else ''}")
