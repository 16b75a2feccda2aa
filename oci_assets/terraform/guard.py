"""Limits on what an apply may destroy. Pure: a plan summary and a policy in, violations out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from oci_assets.model import ResourceChange
from oci_assets.terraform.plan import PlanSummary

_NAMED = 10
_DEPOSED = re.compile(r" \(deposed \w+\)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardPolicy:
    """What may be destroyed without being asked for by name.

    Attributes:
        max_destroys: how many resources one apply may destroy, replacements included; None: no limit.
        max_replaces: how many it may replace; None: no limit of its own.
        protected_types: patterns such as `oci_database_*`; no resource of these types may be destroyed, replaced or
            taken out of the state.
        protected_addresses: the same for addresses, for example `module.vcn["prod"].*`.
    """

    max_destroys: int | None = None
    max_replaces: int | None = None
    protected_types: tuple[str, ...] = ()
    protected_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """One limit that a plan breaks: which guard (its key under `guards:`) and a sentence for people."""

    guard: str
    message: str
    addresses: tuple[str, ...]


def check(summary: PlanSummary, policy: GuardPolicy) -> tuple[Violation, ...]:
    """Every limit of the policy that the plan breaks; empty when it may be applied."""
    doomed = [change for change in summary.changes if change.action in {"delete", "replace"}]
    replaced = [change for change in doomed if change.action == "replace"]
    lost = [*doomed, *summary.forgotten]
    types = [change for change in lost if matches(change.type, policy.protected_types)]
    named = [change for change in lost if matches(_bare(change.address), policy.protected_addresses)]
    found = (
        _over("max_destroys", "destroys", summary.counts.destroyed, policy.max_destroys, doomed),
        _over("max_replaces", "replaces", summary.counts.replaced, policy.max_replaces, replaced),
        _touched("protected_types", "destroys or forgets resources of protected types", types),
        _touched("protected_addresses", "destroys or forgets protected resources", named),
    )
    return tuple(violation for violation in found if violation is not None)


def matches(text: str, patterns: Sequence[str]) -> bool:
    """Whether a pattern matches the whole text: `*` is any text, everything else (brackets, too) is itself."""
    return any(re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.DOTALL) for pattern in patterns)


def override_hint(stack: str) -> str:
    """How a person allows it, on purpose and on the record."""
    return f"look at the plan; if this is meant, run it again with --allow-destroy {stack}"


def _over(guard: str, verb: str, number: int, limit: int | None, changes: Sequence[ResourceChange]) -> Violation | None:
    if limit is None or number <= limit:
        return None
    what = f"{number} resource" if number == 1 else f"{number} resources"
    return Violation(guard, f"{verb} {what}, allowed are {limit}: {_names(changes)}", _addresses(changes))


def _touched(guard: str, what: str, changes: Sequence[ResourceChange]) -> Violation | None:
    return Violation(guard, f"{what}: {_names(changes)}", _addresses(changes)) if changes else None


def _bare(address: str) -> str:
    """The address without the mark of a deposed object, which a string key (it ends in a bracket) cannot imitate."""
    return _DEPOSED.sub("", address)


def _addresses(changes: Sequence[ResourceChange]) -> tuple[str, ...]:
    return tuple(change.address for change in changes)


def _names(changes: Sequence[ResourceChange]) -> str:
    shown = ", ".join(f"{change.address} ({change.action})" for change in changes[:_NAMED])
    return shown + (f" and {len(changes) - _NAMED} more" if len(changes) > _NAMED else "")
