"""Limits on what an apply may destroy. Pure: a plan summary and a policy in, violations out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from oci_assets.model import ResourceChange
from oci_assets.terraform.plan import PlanSummary

_Changes = Sequence[ResourceChange]
_Broken = tuple[str, str, _Changes]  # guard, what the plan does, to which resources
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
    """One reason against an apply: which guard (its key in the settings), what for people, about which resources."""

    guard: str
    message: str
    addresses: tuple[str, ...] = ()


def check(summary: PlanSummary, policy: GuardPolicy) -> tuple[Violation, ...]:
    """Every limit of the policy that the plan breaks; empty when it may be applied."""
    doomed = summary.doomed
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
    return tuple(
        Violation(guard, f"{what}: {_names(changes, summary.tainted)}", tuple(change.address for change in changes))
        for guard, what, changes in filter(None, found)
    )


def matches(text: str, patterns: Sequence[str]) -> bool:
    """Whether a pattern matches the whole text: `*` is any text, everything else (brackets, too) is itself."""
    return any(re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.DOTALL) for pattern in patterns)


def _over(guard: str, verb: str, number: int, limit: int | None, changes: _Changes) -> _Broken | None:
    if limit is None or number <= limit:
        return None
    what = f"{number} resource" if number == 1 else f"{number} resources"
    return guard, f"{verb} {what}, allowed are {limit}", changes


def _touched(guard: str, what: str, changes: _Changes) -> _Broken | None:
    return (guard, what, changes) if changes else None


def _bare(address: str) -> str:
    """The address without the mark of a deposed object, which a string key (it ends in a bracket) cannot imitate."""
    return _DEPOSED.sub("", address)


def _names(changes: _Changes, tainted: Collection[str]) -> str:
    shown = ", ".join(
        f"{change.address} ({change.action}{', as it is tainted' if change.address in tainted else ''})"
        for change in changes[:_NAMED]
    )
    return shown + (f" and {len(changes) - _NAMED} more" if len(changes) > _NAMED else "")
