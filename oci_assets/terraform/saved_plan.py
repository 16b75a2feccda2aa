"""The kept plans of one stack in the state directory: a folder (0700) for each run, with plan file and contract (0600).

A plan file holds secrets in clear: it goes when it has served and when it is too old. Contracts do not, and stay
for a while longer, so that a plan made anew can be compared with what was reviewed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from oci_assets.terraform.housekeeping import KEPT_SECONDS
from oci_assets.terraform.plan_contract import Contract, ContractError, dump, load
from oci_assets.terraform.plan_meaning import Meaning
from oci_assets.terraform.whole_file import write_whole
from oci_assets.terraform.workspace import Workspace, folder_name

KEPT_RUNS = 10
"""Plans of so many runs of a stack stay."""
PLAN, CONTRACT, KEY = "plan", "contract.json", "contract.key"
_KEY_BYTES = 32
_YOUNG = ".new-"
_YOUNG_SECONDS = 3600.0


def contract_key(state_dir: Path) -> bytes:
    """The key that contracts of this state directory are sealed with and values are hidden by; made when missing.

    Raises:
        OSError: it can neither be read nor made.
    """
    file = state_dir / KEY
    with suppress(FileNotFoundError):
        return file.read_bytes()
    young = file.with_name(f"{KEY}.{os.getpid()}-{threading.get_ident()}")
    write_whole(young, secrets.token_bytes(_KEY_BYTES))
    with suppress(FileExistsError):  # somebody else was first: theirs counts
        file.hardlink_to(young)
    young.unlink()
    return file.read_bytes()


@dataclass(frozen=True, slots=True)
class SavedPlans:
    """The plans of one stack in `folder`; whoever changes them holds the stack's lock."""

    folder: Path
    stack: str
    key: bytes

    @classmethod
    def of(cls, workspace: Workspace) -> SavedPlans:
        """Those of a stack's workspace.

        Raises:
            OSError: the state directory cannot be used.
        """
        return cls(workspace.root / "saved", workspace.stack, contract_key(workspace.state_dir))

    def put(self, contract: Contract, plan_file: Path | None) -> None:
        """Keep a plan; the plan file is taken over, on the same disk. Older ones go where there are too many.

        Raises:
            OSError: there is no space, no permission; nothing is kept.
        """
        name = folder_name(contract.run)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        young = self.folder / f"{_YOUNG}{name}"
        for folder in (young, self.folder / name):
            shutil.rmtree(folder, ignore_errors=True)
        young.mkdir(mode=0o700)
        try:
            if plan_file is not None:
                plan_file.chmod(0o600)
                plan_file.replace(young / PLAN)
            write_whole(young / CONTRACT, dump(contract, self.key), sync=False)
            young.rename(self.folder / name)
        except OSError:
            shutil.rmtree(young, ignore_errors=True)
            raise
        self._prune()

    def get(self, run: str) -> Contract | None:
        """The contract of a run's plan; None when that run left none.

        Raises:
            ContractError: it is not to be trusted.
        """
        folder = self.folder / folder_name(run)
        try:
            return load((folder / CONTRACT).read_bytes(), self.key, stack=self.stack, run=run)
        except FileNotFoundError:
            if folder.is_dir():
                raise ContractError(f"the contract of the plan of {self.stack} in run {run} is gone") from None
            return None

    def plan_file(self, run: str) -> Path:
        """Where the plan file of a run lies, if it is still there."""
        return self.folder / folder_name(run) / PLAN

    def newest(self) -> Contract | None:
        """The contract of the plan that was made last; None without one that can be trusted."""
        found = []
        for folder in self._folders():
            with suppress(ContractError, OSError):
                found.append(load((folder / CONTRACT).read_bytes(), self.key, stack=self.stack))
        return max(found, key=lambda contract: contract.created_at) if found else None

    def retire(self, contract: Contract | None = None, *, left: Meaning | None = None) -> None:
        """The state has changed, so no plan file is of use any more: they all go.

        `left`: what is still to be done of this contract's plan; None: what it said, as far as anybody knows.
        """
        for folder in self._folders():
            (folder / PLAN).unlink(missing_ok=True)
        if contract is not None:
            file = self.folder / folder_name(contract.run) / CONTRACT
            write_whole(file, dump(contract.without_plan(left), self.key), sync=False)

    def _prune(self) -> None:
        folders = sorted(self._folders(), key=_modified, reverse=True)
        for place, folder in enumerate(folders):
            if place >= KEPT_RUNS or time.time() - _modified(folder) > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> Iterator[Path]:
        if self.folder.is_dir():
            yield from [folder for folder in self.folder.iterdir() if not folder.name.startswith(_YOUNG)]


def expire_plans(state_dir: Path, stack_folder: str = "*") -> None:
    """Remove plan files that nobody may apply any more: too old, or with a contract that is not to be trusted.

    Of all stacks, or of the one with this folder in `state_dir`. Applies work on a copy of their own, so this needs no
    lock.
    """
    files = [*(state_dir / "stacks").glob(f"{stack_folder}/saved/*/{PLAN}")]
    key = contract_key(state_dir) if files else b""
    for file in files:
        if file.parent.name.startswith(_YOUNG):  # of a process that was killed while it kept the plan, perhaps
            if time.time() - _modified(file.parent) > _YOUNG_SECONDS:
                shutil.rmtree(file.parent, ignore_errors=True)
        elif not _may_serve(file, key):
            file.unlink(missing_ok=True)


def _may_serve(plan_file: Path, key: bytes) -> bool:
    try:
        contract = load(plan_file.with_name(CONTRACT).read_bytes(), key)
    except (ContractError, OSError):
        return False
    return contract.age_problem(contract.max_age_seconds) is None


def _modified(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0
