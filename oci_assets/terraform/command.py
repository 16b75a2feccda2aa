"""Terraform's argument lists. Pure: builds, never runs. Every list keeps Terraform from asking anything."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

NO_QUESTIONS = ("-input=false", "-no-color")


def version_args() -> list[str]:
    """`terraform version`; as text, because OpenTofu's JSON does not say that it is OpenTofu."""
    return ["version"]


def init_args(*, lock_timeout_seconds: int, readonly_lockfile: bool) -> list[str]:
    """`terraform init`, never with -reconfigure, -migrate-state or -upgrade.

    `readonly_lockfile`: leave a committed `.terraform.lock.hcl` as it is (hashes learned here are not written to it).
    """
    lockfile = ["-lockfile=readonly"] if readonly_lockfile else []
    return ["init", *NO_QUESTIONS, f"-lock-timeout={lock_timeout_seconds}s", *lockfile]


def plan_args(plan_file: Path, *, lock_timeout_seconds: int | None, var_files: Sequence[Path] = ()) -> list[str]:
    """`terraform plan` into a file. Exit codes 0 (no changes) and 2 (changes) are not errors.

    `lock_timeout_seconds` None: take no lock, as a drift check must not block an apply.
    """
    lock = "-lock=false" if lock_timeout_seconds is None else f"-lock-timeout={lock_timeout_seconds}s"
    files = [f"-var-file={file}" for file in var_files]
    return ["plan", *NO_QUESTIONS, "-detailed-exitcode", lock, *files, f"-out={plan_file}"]


def show_args(plan_file: Path) -> list[str]:
    """`terraform show` of a saved plan as JSON. Its output holds sensitive values in clear."""
    return ["show", "-no-color", "-json", str(plan_file)]


def state_pull_args() -> list[str]:
    """`terraform state pull`: the state as JSON, nothing where there is none. It holds sensitive values in clear."""
    return ["state", "pull"]


def apply_args(plan_file: Path, *, lock_timeout_seconds: int) -> list[str]:
    """`terraform apply` of a saved plan, progress as JSON lines (terraform.io: machine readable UI)."""
    return ["apply", *NO_QUESTIONS, "-json", f"-lock-timeout={lock_timeout_seconds}s", str(plan_file)]


def takes_lock(arguments: Sequence[str]) -> bool:
    """Whether a command takes Terraform's lock on the state; init only looks whether a state has to move."""
    return arguments[0] != "init" and any(argument.startswith("-lock-timeout=") for argument in arguments)


def state_probe_args() -> list[str]:
    """A command that takes the state's lock without waiting, looks for a resource that is not there, changes nothing.

    Exit code 1 without a lock error: there is no state yet.
    """
    return ["state", "rm", "-no-color", "-dry-run", "-lock-timeout=0s", "terraform_data.oci_assets_looks_for_the_lock"]


def force_unlock_args(lock_id: str) -> list[str]:
    """`terraform force-unlock`, without its question. It knows no -input."""
    return ["force-unlock", "-no-color", "-force", "--", lock_id]


def state_push_args(file: Path, *, lock_timeout_seconds: int) -> list[str]:
    """`terraform state push`, never with -force: lineage and serial are checked. It knows no -input."""
    return ["state", "push", "-no-color", f"-lock-timeout={lock_timeout_seconds}s", str(file)]


def typed_terraform(data_dir: Path | None) -> str:
    """How a person calls Terraform for a stack so that it finds what our init has made (None: as it is)."""
    return f"TF_DATA_DIR={shlex.quote(str(data_dir))} terraform" if data_dir else "terraform"
