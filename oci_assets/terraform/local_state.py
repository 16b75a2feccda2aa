"""A state that is a local file: kept in a copy while an apply runs, put back when a killed Terraform left half of it.

Terraform cuts the file and writes it anew in place (`internal/states/statemgr/filesystem.go`, `writeState`): killed in
between, it leaves an empty file, which the next plan would take for "nothing is there, create everything".
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oci_assets.terraform.whole_file import write_whole

_NAME = "terraform.tfstate"
REST = 20.0
"""After a copy that took a second none is made for twenty: a large state must not slow its apply down."""


@dataclass(slots=True)
class LocalState:
    """The state file of one stack, and its copy in the state directory. Only under the stack's lock."""

    file: Path
    copy: Path
    _next: float = field(default=0.0, init=False)  # monotonic seconds

    def keep(self) -> None:
        """Copy the state when it is whole and it is time for it.

        Raises:
            OSError: it cannot be written.
        """
        started = time.monotonic()
        if started < self._next:
            return
        content = _content(self.file)
        if _serial(content) is not None:
            write_whole(self.copy, content, sync=False)
        ended = time.monotonic()
        self._next = ended + REST * (ended - started)

    def forget(self) -> None:
        """The state is as Terraform wants it, so the copy has served."""
        self.copy.unlink(missing_ok=True)

    def mend(self) -> str | None:
        """Put the newest copy back where the state was cut off in a write; a sentence on it, None when it is whole."""
        if _serial(_content(self.file)) is not None:
            return None
        known = [(serial, each) for each in self._copies() if (serial := _serial(_content(each))) is not None]
        if not known:  # the first apply, before the first write
            return None
        serial, newest = max(known, key=lambda each: each[0])
        write_whole(self.file.resolve(), newest.read_bytes())
        return (
            f"its state {self.file} was cut off in the middle of a write and is put back from {newest} "
            f"(serial {serial}): what was made in the last moment may be missing in it"
        )

    def _copies(self) -> tuple[Path, Path]:
        return self.copy, self.file.with_name(f"{self.file.name}.backup")


def local_state(folder: Path, data_dir: Path, copy: Path) -> LocalState | None:
    """The state of an initialised stack; None when it is not a local file.

    `data_dir/terraform.tfstate` is where init notes the backend, `data_dir/environment` the workspace
    (`internal/command/meta_backend.go`).
    """
    try:
        record: dict[str, Any] = json.loads((data_dir / _NAME).read_bytes())
    except (FileNotFoundError, ValueError):
        record = {}
    backend: dict[str, Any] = record.get("backend") or {"type": "local"}
    if backend.get("type") != "local":
        return None
    settings = backend.get("config") or {}
    workspace = _workspace(data_dir)
    if workspace == "default":
        return LocalState(folder / (settings.get("path") or _NAME), copy)
    return LocalState(folder / (settings.get("workspace_dir") or "terraform.tfstate.d") / workspace / _NAME, copy)


def _workspace(data_dir: Path) -> str:
    try:
        return (data_dir / "environment").read_text(encoding="utf-8").strip() or "default"
    except FileNotFoundError:
        return "default"


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _serial(content: bytes) -> int | None:
    """The serial of a whole state; None when it is none."""
    try:
        state = json.loads(content)
    except ValueError:
        return None
    return int(state["serial"]) if isinstance(state, dict) and isinstance(state.get("serial"), int) else None
