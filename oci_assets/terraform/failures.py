"""What kind of trouble Terraform is in, told from what it printed, and what a person does about it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from oci_assets.terraform.diagnostics import Diagnostic, find_errors
from oci_assets.terraform.failure_rules import RULES

MAX_SUMMARY = 1200
MAX_PLACES = 5
# Waits for another stack, perhaps; what is wrong besides is told first, since no wait mends that.
AWAITING = frozenset({"upstream_state", "upstream_output", "lookup"})
_AWAITING = re.compile("|".join(f"(?:{pattern.pattern})" for name, pattern, _ in RULES if name in AWAITING))
# Then Terraform prints the lock that it wanted to take, not the one that is there (backends http and pg).
_LOCK_OF_OUR_OWN = re.compile(r"already locked, failed to|Workspace is already locked|Already locked for workspace")
_GENERIC = re.compile(r"encountered problems during initiali[sz]ation|^execution halted$|^Planning failed")


class FailureKind(str, Enum):
    """Why Terraform failed; each kind has its own hint."""

    LOCK = "lock"
    STATE = "state"
    CONFIGURATION = "configuration"
    MODULE = "module"
    VARIABLE = "variable"
    BACKEND = "backend"
    VERSION = "version"
    INIT = "init"
    PROVIDER = "provider"
    PERMISSION = "permission"
    QUOTA = "quota"
    CAPACITY = "capacity"
    TRANSIENT = "transient"
    UPSTREAM_STATE = "upstream_state"
    UPSTREAM_OUTPUT = "upstream_output"
    LOOKUP = "lookup"
    DISK = "disk"
    CRASH = "crash"
    TIMEOUT = "timeout"
    INTERRUPTED = "interrupted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LockInfo:
    """Who holds Terraform's own state lock, as Terraform says."""

    id: str
    who: str
    created: str
    operation: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """One stack's trouble: its kind, Terraform's words in short, what to do next (None: nothing to say)."""

    kind: FailureKind
    summary: str
    hint: str | None = None
    lock: LockInfo | None = None


def classify(text: str) -> Failure:
    """The failure behind Terraform's output (or the rendered diagnostics of its JSON output)."""
    return classify_errors(find_errors(text), text)


def classify_errors(errors: Sequence[Diagnostic], text: str = "") -> Failure:
    """As `classify`, from errors that are parsed already; `text` is used when there are none."""
    telling = [error for error in errors if not _GENERIC.search(error.headline)] or list(errors)
    if not telling:
        telling = [Diagnostic(" ".join(text.split())[-MAX_SUMMARY:] or "terraform printed no error")]
    telling = [error for error in telling if not _AWAITING.search(error.text)] or telling
    for name, pattern, hint in RULES:
        if matching := [error for error in telling if pattern.search(error.text)]:
            # Terraform reports a missing module twice, and only one of the two knows the place; several in any order.
            best = min((error for error in matching if error.place), key=_by_place, default=matching[0])
            return _failure(FailureKind(name), hint, best, telling)
    if errors and (telling[0].address is None and telling[0].place is not None):
        hint = "correct the configuration at the place named; a retry cannot help"
        return _failure(FailureKind.CONFIGURATION, hint, telling[0], telling)
    return _failure(FailureKind.UNKNOWN, None, telling[0], telling)


def may_leave_lock(failure: Failure) -> bool:
    """Whether a command that ended so may have left its lock: the backend took no more orders at its end."""
    unanswered = failure.kind is FailureKind.TRANSIENT and "state lock" in failure.summary
    return unanswered or (failure.kind in {FailureKind.STATE, FailureKind.LOCK} and failure.lock is None)


def lock_info(text: str) -> LockInfo | None:
    """The lock that Terraform found, None when the text names none."""
    fields = dict(
        re.findall(
            r"\b(ID|Path|Who|Created|Operation):\s*(.*?)\s*(?=\b(?:ID|Path|Operation|Who|Version|Created|Info):|$)",
            text,
        )
    )
    if "ID" not in fields or _LOCK_OF_OUR_OWN.search(text):
        return None
    unknown = "unknown"
    # Of an http backend older Terraforms print the lock that they wanted, and of the one that is there only the ID.
    there = re.search(r"already locked: ID=(\S+)", text)
    if there is not None and there[1] != fields["ID"]:
        return LockInfo(there[1], unknown, unknown, unknown)
    who, created, operation = (fields.get(name) or unknown for name in ("Who", "Created", "Operation"))
    return LockInfo(fields["ID"], who, created, operation, fields.get("Path", ""))


def _failure(kind: FailureKind, hint: str | None, error: Diagnostic, errors: Sequence[Diagnostic]) -> Failure:
    lock = lock_info(error.text) if kind is FailureKind.LOCK else None
    if lock is not None:
        summary = f"the state is locked by {lock.who} since {lock.created} (lock ID {lock.id})"
        hint = "wait for that run and run this again; if it is dead for certain: `oci-assets unlock STACK`"
        return Failure(kind, summary, hint, lock)
    return Failure(kind, _summary(error, errors), hint)


def _summary(error: Diagnostic, errors: Sequence[Diagnostic]) -> str:
    details = [error.detail, *_details_without_place(error, errors)]
    said = ": ".join(part for part in (error.headline, " ".join(details)) if part)
    alike = sorted((other for other in errors if other.headline == error.headline and other.place), key=_by_place)
    places = list(dict.fromkeys(other.place for other in alike if other.place and other.place != error.place))
    also = f" (also at {', '.join(places[:MAX_PLACES])}{', ...' if len(places) > MAX_PLACES else ''})" if places else ""
    others = len({other.headline for other in errors} - {error.headline})
    more = f" (and {others} other error{'s' if others > 1 else ''})" if others else ""
    where = f"{error.place}: " if error.place else ""
    who = f"{error.address}: " if error.address else ""
    return f"{where}{who}{said[:MAX_SUMMARY]}{also}{more}"


def _details_without_place(error: Diagnostic, errors: Sequence[Diagnostic]) -> list[str]:
    """What Terraform said about the same thing apart from its place: of a missing module only this names the folder."""
    if error.place is None:
        return []
    twins = {other.detail for other in errors if other.headline == error.headline and other.place is None}
    return sorted(twins) if len(twins) == 1 else []


def _by_place(error: Diagnostic) -> tuple[str, int]:
    file, _, line = (error.place or "").rpartition(":")
    return file, int(line) if line.isdecimal() else 0
