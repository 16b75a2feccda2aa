"""What is printed before a run, and the predecessor's lines about modules. Pure text, no colours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from oci_assets.model import Affected, Catalog, Reason, ReasonKind
from oci_assets.report.plain import one_line


def execution_plan_lines(
    catalog: Catalog, selected: Collection[str], ancestors: Mapping[str, frozenset[str]], *, parallel: bool = True
) -> list[str]:
    """`Execution plan (3 levels):` and one line a level, up to the last selected stack.

    Upstream stacks that are not selected are named `(unchanged)`; a level without a name is left out (it holds only
    what the selection does not need). Names are bare service names when every selected stack is of one region, stack
    ids otherwise. `ancestors` holds all upstreams of each stack, direct or not.
    """
    chosen = set(selected)
    shown = chosen | {a for stack in chosen for a in ancestors.get(stack, frozenset())}
    regions = {stack.split("/", 1)[0] for stack in chosen}
    home = next(iter(regions)) if len(regions) == 1 else None
    lines = []
    for number, level in enumerate(catalog.levels, start=1):
        names = [_name(s, home) + ("" if s in chosen else " (unchanged)") for s in level if s in shown]
        several = parallel and len(chosen.intersection(level)) > 1
        lines += [f"Level {number}: {', '.join(names)}{' (parallel execution)' if several else ''}"] if names else []
    return [f"Execution plan ({len(lines)} level{'' if len(lines) == 1 else 's'}):", *lines]


def _name(stack: str, home: str | None) -> str:
    region, service = stack.split("/", 1)
    return service if region == home else stack


def module_lines(affected: Affected) -> list[str]:
    """`Detected module changes: compute` and `-> Affected services: compute, oke` (predecessor.md P4).

    Empty when no module changed. A module is named by its group, the first folder below `modules/`.
    """
    users: dict[str, set[str]] = {}
    for stack, reasons in affected.reasons.items():
        for reason in reasons:
            if reason.kind in {ReasonKind.MODULE, ReasonKind.MISSING_MODULE} and reason.via:
                users.setdefault(one_line(module_group(reason.via[-1])), set()).add(stack.split("/", 1)[1])
    if not users:
        return []
    services = sorted(set().union(*users.values()))
    return [
        f"Detected module changes: {', '.join(sorted(users))}",
        f"-> Affected services: {', '.join(services)}",
    ]


def module_group(folder: str) -> str:
    """`compute` for `modules/compute/instance`; the folder itself where there is no `modules/` above it."""
    parts = folder.strip("/").split("/")
    if "modules" in parts[:-1]:
        return parts[parts.index("modules") + 1]
    return folder


def reason_text(reason: Reason) -> str:
    """One reason as a phrase: `modules/a/main.tf changed, used through modules/b -> modules/a`."""
    path, chain = one_line(reason.path), one_line(" -> ".join(reason.via))
    return {
        ReasonKind.FILE: f"{path} changed",
        ReasonKind.MODULE: f"{path} changed, used through {chain}",
        ReasonKind.SHARED_FILE: f"{path} changed, a shared file",
        ReasonKind.SYMLINK: f"{path} changed, the target of a link",
        ReasonKind.MISSING_MODULE: f"{path} is gone, used through {chain}",
        ReasonKind.UNRESOLVED_SOURCE: f"{path} may be used: a module source cannot be resolved",
        ReasonKind.SETTINGS: f"{path} changed its upstreams",
    }[reason.kind]


def shortest(reasons: Sequence[Reason], limit: int) -> list[str]:
    """The first reasons as phrases, and how many more there are."""
    lines = [reason_text(reason) for reason in reasons[:limit]]
    return [*lines, f"and {len(reasons) - limit} more"] if len(reasons) > limit else lines
