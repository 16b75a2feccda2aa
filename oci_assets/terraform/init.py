"""`terraform init`, only when something that it reads has changed since the last good one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from oci_assets.terraform.binary import Binary
from oci_assets.terraform.command import init_args
from oci_assets.terraform.lockfile import LOCK_FILE, LockFile
from oci_assets.terraform.session import Session

_SUFFIXES = (".tf", ".tf.json", ".tofu", ".tofu.json")


def ensure_init(session: Session, *, locked: bool) -> None:
    """The data dir fits the stack's folder; init ran if it did not.

    Args:
        session: the run.
        locked: the caller holds the stack's lock; if not, it is taken for an init (nobody may use the data dir then).

    Raises:
        PhaseError: init failed; LockBusyError, LockInterruptedError: the lock was not to be had.
    """
    if is_initialised(session):
        return
    with nullcontext() if locked else session.locked():
        if not is_initialised(session):  # somebody else may have done it meanwhile
            _init(session)


def is_initialised(session: Session) -> bool:
    """Whether the last good init saw the very same files and Terraform."""
    try:
        seen = session.workspace.fingerprint_file.read_bytes()
    except FileNotFoundError:
        return False
    return seen == _fingerprint_now(session).encode()


def forget_init(session: Session) -> None:
    """Make the next `ensure_init` run init: Terraform said that it is needed."""
    session.workspace.fingerprint_file.unlink(missing_ok=True)


def fingerprint(binary: Binary, folder: Path, data_dir: Path) -> str:
    """Over all that init reads: Terraform itself, the folder's configuration and lock file, local modules at any depth.

    Module folders are taken from `modules.json`, which init writes; a call of another module changes a hashed file.
    """
    digest = hashlib.sha256(f"{binary.kind} {binary.version}\0".encode())
    for file in _configuration(folder, data_dir):
        digest.update(os.fsencode(os.path.relpath(file, folder)) + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _init(session: Session) -> None:
    forget_init(session)
    request = session.request
    lock_file = LockFile(request.folder, session.workspace.data_dir)
    given = lock_file.is_given()
    arguments = init_args(lock_timeout_seconds=request.lock_timeout_seconds, readonly_lockfile=given)
    cache_lock = session.workspace.plugin_cache_lock(
        request.run_id, budget_seconds=request.init_timeout_seconds, stop=request.stop
    )
    with cache_lock if _shares_plugin_cache(session) else nullcontext():
        session.retrying(lambda: session.run("init", arguments, on_line=request.on_line))
    if not given:
        lock_file.note_ours()
    temporary = session.workspace.fingerprint_file.with_suffix(".new")
    temporary.write_text(_fingerprint_now(session), encoding="ascii")
    temporary.replace(session.workspace.fingerprint_file)


def _fingerprint_now(session: Session) -> str:
    return fingerprint(session.binary, session.request.folder, session.workspace.data_dir)


def _shares_plugin_cache(session: Session) -> bool:
    config = Path(session.env["TF_CLI_CONFIG_FILE"])
    return "TF_PLUGIN_CACHE_DIR" in session.env or b"plugin_cache_dir" in config.read_bytes()


def _configuration(folder: Path, data_dir: Path) -> Iterator[Path]:
    for module in (folder, *_module_folders(folder, data_dir)):
        if module.is_dir():
            yield from sorted(file for file in module.iterdir() if file.name.endswith(_SUFFIXES) and file.is_file())
    lock_file = folder / LOCK_FILE
    if lock_file.is_file():
        yield lock_file


def _module_folders(folder: Path, data_dir: Path) -> list[Path]:
    try:
        modules = json.loads((data_dir / "modules" / "modules.json").read_bytes())["Modules"]
        return sorted({folder / module["Dir"] for module in modules if module["Dir"] != "."})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        # Nothing there or not readable: only the folder itself counts, and Terraform will say what it misses.
        return []
