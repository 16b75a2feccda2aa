"""The catalog's graph as text, JSON (a contract), Mermaid and Graphviz. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import Any

from oci_assets.model import Catalog, Dependency, DependencyKind


def graph_to_json(catalog: Catalog, stacks: Collection[str]) -> dict[str, Any]:
    """The object of `graph --format json` (design.md, "Command line"), narrowed to these stacks.

    Upstreams and members of cycles may lie outside of them.
    """
    kept = set(stacks)
    return {
        "stacks": {
            stack: {
                "level": catalog.level_of(stack),
                "upstream": [
                    {"stack": d.upstream, "source": d.source, "kind": d.kind.value} for d in catalog.upstream[stack]
                ],
            }
            for stack in sorted(kept)
        },
        "levels": _levels(catalog, kept),
        "cycles": [list(cycle) for cycle in catalog.cycles if kept.intersection(cycle)],
        "missing": [
            {"stack": stack, "upstream": edge.upstream, "source": edge.source}
            for stack, edge in catalog.missing
            if stack in kept
        ],
        "warnings": list(catalog.warnings),
    }


def graph_to_lines(catalog: Catalog, stacks: Collection[str]) -> list[str]:
    """One heading a level, one line a stack with its upstreams; soft ones in brackets, with sources but `built-in`."""
    kept, lines = set(stacks), []
    for number, level in enumerate(catalog.levels, start=1):
        names = sorted(kept.intersection(level))
        lines += [f"Level {number}", *(_line(catalog, stack) for stack in names)] if names else []
    return lines


def _line(catalog: Catalog, stack: str) -> str:
    upstream = [_named(edge) for edge in catalog.upstream[stack]]
    line = f"  {stack}" + (f"  <- {', '.join(upstream)}" if upstream else "")
    missing = [f"\n    missing: {edge.upstream} [{edge.source}]" for other, edge in catalog.missing if other == stack]
    return line + "".join(missing)


def _named(edge: Dependency) -> str:
    name = edge.upstream if edge.kind is DependencyKind.HARD else f"({edge.upstream})"
    return name if edge.source == "built-in" else f"{name} [{edge.source}]"


def graph_to_mermaid(catalog: Catalog, stacks: Collection[str]) -> str:
    """A Mermaid flowchart: solid arrows for hard edges, dotted ones for order only."""
    ids = {stack: f"s{number}" for number, stack in enumerate(_shown(catalog, stacks))}
    lines = ["flowchart LR", *(f'    {ids[s]}["{_mermaid(s)}"]' for s in ids)]
    for stack, upstream, hard in _edges(catalog, stacks):
        lines.append(f"    {ids[upstream]} {'-->' if hard else '-.->'} {ids[stack]}")
    return "\n".join(lines)


def graph_to_dot(catalog: Catalog, stacks: Collection[str]) -> str:
    """A Graphviz digraph: dashed arrows for order only."""
    lines = ["digraph estate {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f"  {json.dumps(stack, ensure_ascii=False)};" for stack in _shown(catalog, stacks)]
    for stack, upstream, hard in _edges(catalog, stacks):
        style = "" if hard else " [style=dashed]"
        lines.append(f"  {json.dumps(upstream, ensure_ascii=False)} -> {json.dumps(stack, ensure_ascii=False)}{style};")
    return "\n".join([*lines, "}"])


def _edges(catalog: Catalog, stacks: Collection[str]) -> list[tuple[str, str, bool]]:
    return [
        (stack, d.upstream, d.kind is DependencyKind.HARD) for stack in sorted(stacks) for d in catalog.upstream[stack]
    ]


def _shown(catalog: Catalog, stacks: Collection[str]) -> list[str]:
    """The stacks and their direct upstreams, which may lie in another region."""
    return sorted({*stacks, *(upstream for _, upstream, _ in _edges(catalog, stacks))})


def _levels(catalog: Catalog, kept: set[str]) -> list[Sequence[str]]:
    levels = [sorted(kept.intersection(level)) for level in catalog.levels]
    return [level for level in levels if level]


def _mermaid(text: str) -> str:
    """Text inside a quoted label; characters that Mermaid or HTML could read as markup become `#code;`."""
    return re.sub(r"[^\w ./-]", lambda match: f"#{ord(match[0])};", text)
