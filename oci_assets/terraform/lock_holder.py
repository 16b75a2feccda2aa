"""Who holds Terraform's own lock on a state: a run of ours that lives, one that is dead, somebody else. Never unlocks.

What is said is what can be known. We ask with the stack's own lock held, so no run of ours on this stack through this
state directory can be at work: a lock that one of its commands took and never freed is left behind.
"""

from __future__ import annotations

import json
import re
import shlex
import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from enum import Enum
from pathlib import Path

from oci_assets.terraform.failures import Failure, LockInfo
from oci_assets.terraform.lock_notes import LockNote, LockNotes
from oci_assets.terraform.locks import boot_id, is_held
from oci_assets.terraform.workspace import Workspace

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)? ?(?:Z|\+0000)")


class Holder(str, Enum):
    """What is known of whoever took a lock; `LIVE` alone forbids to unlock."""

    LEFT_BEHIND = "left behind"
    LIVE = "live"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who holds a lock, and the sentence that says why we think so."""

    holder: Holder
    text: str


def judged(failure: Failure, workspace: Workspace, folder: Path) -> Failure:
    """The failure; one about a lock says who holds it, since when, whether they live, and what to do."""
    lock = failure.lock
    if lock is None:
        return failure
    verdict = judge(lock, workspace, folder)
    hints = {
        Holder.LEFT_BEHIND: f"free it with `{unlock_command(workspace.stack, lock)}`, then run this again",
        Holder.LIVE: "let it finish, then run this again",
    }
    careful = (
        f"let it finish, then run this again; only if it is dead for certain: `{unlock_command(workspace.stack, lock)}`"
    )
    return replace(failure, summary=f"{told(lock)}: {verdict.text}", hint=hints.get(verdict.holder, careful))


def told(lock: LockInfo) -> str:
    """Who took the lock, when, how long ago, and its ID."""
    created = _moment(lock.created)
    seconds = (datetime.now(timezone.utc) - created).total_seconds() if created else None
    age = "" if seconds is None or seconds < 0 else f", {_duration(seconds)} ago"
    who = f" by {lock.who} since {lock.created}{age}" if created else ""
    return f"the state is locked{who} (lock ID {lock.id})"


def unlock_command(stack: str, lock: LockInfo) -> str:
    """What a person types to free it."""
    return f"oci-assets unlock {shlex.quote(stack)} --lock-id {shlex.quote(lock.id)}"


def judge(lock: LockInfo, workspace: Workspace, folder: Path) -> Verdict:
    """Who holds the lock, asked with the stack's own lock held; `folder` is where Terraform ran."""
    if _is_lock_of_a_file(lock, folder):
        return Verdict(Holder.LIVE, "a lock on a file ends with the process that holds it, so that process is alive")
    host, created = lock.who.rpartition("@")[2], _moment(lock.created)
    if "@" not in lock.who or created is None:
        perhaps = next((f"; perhaps {_about(note, workspace)}" for note in _own_notes(workspace)), "")
        return Verdict(Holder.UNKNOWN, f"neither the backend nor Terraform says whose it is{perhaps}")
    if host != socket.gethostname():
        return Verdict(Holder.ELSEWHERE, "that is another machine, and whether it still works cannot be seen from here")
    if (neighbour := _live_neighbour(workspace, created)) is not None:
        who = f"run {neighbour.run} (process {neighbour.pid})"
        return Verdict(Holder.LIVE, f"{who} took it for another stack, whose backend leads to this state, and is alive")
    note = next((note for note in _own_notes(workspace) if note.may_have_made(created)), None)
    if note is None:
        text = "on this machine, but by no run that this state directory knows: by hand, or through another one"
        return Verdict(Holder.ELSEWHERE, text)
    return Verdict(Holder.LEFT_BEHIND, f"left behind by {_about(note, workspace)}")


def _about(note: LockNote, workspace: Workspace) -> str:
    who = f"the {note.phase} of run {note.run} (process {note.pid}), which did not end in order"
    if note.boot != boot_id():
        return f"{who}; the machine was started anew since"
    if is_held(workspace.alive_file(note.run)):
        return f"{who}; that run still lives, its terraform on this stack does not"
    return f"{who}; that run is dead"


def _own_notes(workspace: Workspace) -> Iterator[LockNote]:
    """Newest first; that of an apply may be in its journal alone, which is forced to the disk."""
    yield from reversed(workspace.lock_notes.read())
    with suppress(FileNotFoundError, ValueError, TypeError, KeyError):
        note = json.loads(workspace.journal.file.read_bytes())
        yield LockNote(note["run"], note["pid"], "apply", note["since"], note["boot"])


def _live_neighbour(workspace: Workspace, created: datetime) -> LockNote | None:
    """A command on another stack that runs now and began when the lock was taken."""
    for file in (workspace.state_dir / "stacks").glob("*/locking.json"):
        lock_file = workspace.state_dir / "locks" / f"{file.parent.name}.lock"
        if file.parent != workspace.root and is_held(lock_file):
            for note in LockNotes(file).read():
                if note.may_have_made(created):
                    return note
    return None


def _is_lock_of_a_file(lock: LockInfo, folder: Path) -> bool:
    """Whether it is the lock of a local state: Terraform's note on it lies beside the file."""
    if not lock.path:
        return False
    file = folder / lock.path
    with suppress(OSError, ValueError, AttributeError):
        info = json.loads(file.with_name(f".{file.name}.lock.info").read_bytes())
        return bool(info.get("ID") == lock.id)
    return False


def _moment(text: str) -> datetime | None:
    """Go's way to write a moment in UTC, or ISO's."""
    found = _MOMENT.match(text)
    if found is None:
        return None
    return datetime.fromisoformat(f"{found[1]}T{found[2]}.{(found[3] or '0').ljust(6, '0')}+00:00")


def _duration(seconds: float) -> str:
    for unit, size in (("days", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
