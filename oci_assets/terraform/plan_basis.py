"""What a plan of a stack depends on, as it is now: files, variables, state, Terraform, providers. Never plans."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from oci_assets.errors import TerraformError
from oci_assets.terraform.command import state_pull_args
from oci_assets.terraform.digests import keyed_digest
from oci_assets.terraform.lockfile import LockFile
from oci_assets.terraform.plan_contract import Basis
from oci_assets.terraform.plan_file import NO_STATE, StateId
from oci_assets.terraform.plan_rules import PlanRules
from oci_assets.terraform.session import Session


def basis_now(session: Session, inputs: str, state: StateId) -> Basis:
    """What a plan would be made from; `inputs` from `inputs_now`, `state` from the plan itself or `state_now`."""
    request, binary = session.request, session.binary
    return Basis(
        commit=request.commit,
        folder=str(request.folder),
        inputs=inputs,
        lineage=state.lineage,
        serial=state.serial,
        terraform=f"{binary.kind} {binary.version}",
        providers=tuple(f"{address} {version}" for address, version in locked_providers(session)),
    )


def locked_providers(session: Session) -> tuple[tuple[str, str], ...]:
    """Source address and version of each provider that the stack's lock file names, sorted; empty without one."""
    locked = LockFile(session.request.folder, session.workspace.data_dir).providers()
    return tuple(sorted((provider.address, provider.version) for provider in locked))


def inputs_now(session: Session, rules: PlanRules, key: bytes) -> str:
    """A digest of all files and variables that the stack reads; variables are secrets, so it is a keyed one.

    Raises:
        OSError: a file cannot be read.
    """
    variables = sorted(item for item in session.env.items() if item[0].startswith("TF_VAR_"))
    files = [hashlib.sha256(file.read_bytes()).hexdigest() for file in session.request.var_files]
    text = json.dumps([rules.inputs(), files, variables])
    return keyed_digest(key, text)


def state_now(session: Session, folder: Path) -> StateId:
    """The stack's state as its backend has it; read without a lock through a file in `folder`, which holds secrets.

    Raises:
        PhaseError: Terraform cannot read it. TerraformError: it is no state that we know.
    """
    file = folder / "state.json"
    try:
        session.run("state", state_pull_args(), log_file=file)
        data = file.read_bytes()
        found = NO_STATE if not data.strip() else StateId.of(_parsed(data))
    finally:
        for each in (file, file.with_name(f"{file.name}.err")):
            each.unlink(missing_ok=True)
    if found is None:
        raise TerraformError(f"the state of {session.request.stack} has a form that this release cannot read")
    return found


def _parsed(data: bytes) -> object:
    try:
        parsed: object = json.loads(data)
    except ValueError:
        return None
    return parsed
