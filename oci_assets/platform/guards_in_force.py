"""What guards the settings of an estate put in force, in words, and what in them has no effect. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from oci_assets.estate.guard_settings import FrozenSettings, GuardSettings, StackGuardSettings
from oci_assets.estate.settings import StackSettings
from oci_assets.platform.site import Site
from oci_assets.terraform.guard import matches

_ANY = "any"


def guard_lines(site: Site, now: datetime) -> list[str]:
    """One line for each thing that can stop an apply; `now` (aware) tells which frozen windows hold."""
    settings = site.settings
    lines = [_limits(settings.guards)]
    lines += [line for stack, own in sorted(settings.stacks.items()) for line in _of_stack(stack, own)]
    lines += [_window(entry, now) for entry in settings.guards.frozen]
    policy = settings.policy
    if policy.command is not None:
        what = "blocks the stack" if policy.fail == "stack" else "is told"
        when = " and ".join(policy.actions) or "nothing"
        lines.append(f"policy {policy.command!r} is asked on {when}, {what} unless it ends with 0")
    return lines


def guards_without_effect(site: Site, now: datetime) -> list[str]:
    """What stands in the settings and guards nothing, each with what to do (the catalog warns of unknown stacks)."""
    return [*_of_windows(site, now), *_of_policy(site), *_of_limits(site.settings.guards)]


def _limits(guards: GuardSettings) -> str:
    return (
        f"an apply of a stack may destroy {_number(guards.max_destroys)}, replace {_number(guards.max_replaces)}; "
        f"protected types: {_list(guards.protected_types)}; protected addresses: {_list(guards.protected_addresses)}"
    )


def _of_stack(stack: str, own: StackSettings) -> Iterator[str]:
    if own.guards.model_fields_set:
        yield f"{stack} has its own: {', '.join(_own(own.guards))}"
    if own.prechecks:
        checks = ", ".join(map(repr, own.prechecks))
        yield f"{stack} needs before an apply: {checks}, each within {own.precheck_timeout_seconds:g} s"


def _own(guards: StackGuardSettings) -> Iterator[str]:
    for key in sorted(guards.model_fields_set):
        value = getattr(guards, key)
        yield f"{key} {_list(value) if isinstance(value, tuple) else _number(value)}"


def _window(entry: FrozenSettings, now: datetime) -> str:
    state = "NOW frozen" if entry.window.holds(now) else "frozen"
    return f"{state} {entry.window.text}, for {_list(entry.stacks)}"


def _of_windows(site: Site, now: datetime) -> Iterator[str]:
    for number, entry in enumerate(site.settings.guards.frozen):
        where = f"guards.frozen.{number} ({entry.start} to {entry.end})"
        if not any(matches(stack, entry.stacks) for stack in site.catalog.stacks):
            yield f"{where} is for {_list(entry.stacks)}, which is no stack: see oci-assets services"
        if entry.window.is_over(now):
            yield f"{where} is over: remove it"


def _of_policy(site: Site) -> Iterator[str]:
    policy = site.settings.policy
    if policy.command is None and policy.model_fields_set - {"command"}:
        yield "policy has no command: nothing looks at plans"
    if policy.command is not None and not policy.actions:
        yield "policy.actions is empty: policy.command is never asked"


def _of_limits(guards: GuardSettings) -> Iterator[str]:
    if guards.max_destroys is not None and (guards.max_replaces or 0) > guards.max_destroys:
        yield (
            f"guards.max_replaces ({guards.max_replaces}) is over guards.max_destroys ({guards.max_destroys}), for "
            "which every replacement counts, too: raise that one, or leave this one out"
        )


def _number(limit: int | None) -> str:
    return _ANY if limit is None else str(limit)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
