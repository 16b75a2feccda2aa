"""Limits on what an apply may destroy. Pure: a plan summary and a policy in, violations out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from oci_assets.model import ResourceChange
from oci_assets.terraform.plan import PlanSummary

_NAMED = 10


@dataclass(frozen=True, slots=True)
class GuardPolicy:
    """What may be destroyed without being asked for by name.

    Attributes:
        max_destroys: how many resources one apply may destroy, replacements included; None: no limit.
        protected_types: patterns such as `oci_database_*`; no resource of these types may be destroyed or replaced.
    """

    max_destroys: int | None = None
    protected_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """One limit that a plan breaks: which guard (`max_destroys`, `protected_types`) and a sentence for people."""

    guard: str
    message: str
    addresses: tuple[str, ...]


def check(summary: PlanSummary, policy: GuardPolicy) -> tuple[Violation, ...]:
    """Every limit of the policy that the plan breaks; empty when it may be applied."""
    doomed = [change for change in summary.changes if change.action in {"delete", "replace"}]
    found = []
    if policy.max_destroys is not None and summary.counts.destroyed > policy.max_destroys:
        number = summary.counts.destroyed
        what = f"{number} resource" if number == 1 else f"{number} resources"
        text = f"destroys {what}, allowed are {policy.max_destroys}: {_names(doomed)}"
        found.append(Violation("max_destroys", text, _addresses(doomed)))
    protected = [change for change in doomed if _matches(change.type, policy.protected_types)]
    if protected:
        text = f"destroys resources of protected types: {_names(protected)}"
        found.append(Violation("protected_types", text, _addresses(protected)))
    return tuple(found)


def override_hint(stack: str) -> str:
    """How a person allows it, on purpose and on the record."""
    return f"look at the plan; if this is meant, run it again with --allow-destroy {stack}"


def _matches(kind: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(kind, pattern) for pattern in patterns)


def _addresses(changes: Sequence[ResourceChange]) -> tuple[str, ...]:
    return tuple(change.address for change in changes)


def _names(changes: Sequence[ResourceChange]) -> str:
    shown = ", ".join(f"{change.address} ({change.action})" for change in changes[:_NAMED])
    return shown + (f" and {len(changes) - _NAMED} more" if len(changes) > _NAMED else "")
