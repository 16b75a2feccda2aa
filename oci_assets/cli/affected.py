"""`oci-assets affected`: which stacks a change affects, and why. Never starts Terraform or Dagster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from oci_assets.cli.selection import compare, within
from oci_assets.cli.session import Session, debug_option
from oci_assets.estate.graph import levels_of_selection
from oci_assets.model import Affected
from oci_assets.platform.site import Site
from oci_assets.report.levels_text import module_lines, shortest
from oci_assets.report.run_json import reasons_to_json

MAX_REASONS = 5


@click.command(epilog="Example: oci-assets affected --base-ref origin/main --json")
@click.option("--base-ref", required=True, help="Compare from where HEAD forked from this branch, tag or commit.")
@click.option("--head-ref", default="HEAD", show_default=True, help="The newer commit.")
@click.option("--working-dir", "-w", type=click.Path(path_type=Path), multiple=True, help="Only stacks in this folder.")
@click.option("--json", "as_json", is_flag=True, help="The contract's JSON on standard output.")
@debug_option
@click.pass_obj
def affected(session: Session, base_ref: str, head_ref: str, working_dir: tuple[Path, ...], *, as_json: bool) -> None:
    """Show the stacks that the commits between two refs affect, with the reasons."""
    site = session.load()
    found = compare(site, base_ref, head_ref, in_place=False)
    kept = within(site, [s for s in found.reasons if s in site.catalog.stacks], working_dir)
    if not working_dir:  # a head that is not checked out may have stacks that the folder on disk lacks
        kept = sorted(found.reasons)
    if as_json:
        click.echo(json.dumps(affected_json(site, found, kept), indent=2))
    else:
        print_affected(session.console, site, found, kept)


def affected_json(site: Site, found: Affected, kept: list[str]) -> dict[str, Any]:
    """The object of `affected --json` (design.md, "Command line")."""
    levels = site.levels
    return {
        "base": found.changeset.base,
        "head": found.changeset.head,
        "stacks": [
            {"stack": stack, "level": levels.get(stack, 1), "reasons": reasons_to_json(found.reasons[stack])}
            for stack in kept
        ],
        "removed": list(found.removed),
        "levels": [list(level) for level in levels_of_selection(site.catalog, kept)],
        "warnings": list(found.warnings),
    }


def print_affected(console: Console, site: Site, found: Affected, kept: list[str]) -> None:
    """The affected stacks as a tree: stack, then its reasons."""
    changeset = found.changeset
    span = f"{changeset.merge_base[:10]}..{changeset.head[:10]}"
    for line in module_lines(found):
        console.print(line)
    if kept:
        title = f"{len(kept)} of {len(site.catalog.stacks)} stacks affected by {len(changeset.paths)} files in {span}"
        console.print(_tree(title, site, found, kept))
    else:
        console.print(f"No stack is affected by the {len(changeset.paths)} changed files in {span}.")
    for stack in found.removed:
        console.print(Text(f"removed: {stack}: its folder is gone, its resources are not destroyed", style="yellow"))
    for warning in found.warnings:
        console.print(Text(f"warning: {warning}", style="yellow"))


def _tree(title: str, site: Site, found: Affected, kept: list[str]) -> Tree:
    tree = Tree(Text(title, style="bold"))
    levels = site.levels
    for stack in sorted(kept, key=lambda s: (levels.get(s, 1), s)):
        branch = tree.add(Text.assemble((stack, "cyan"), (f"  level {levels.get(stack, 1)}", "dim")))
        for line in shortest(found.reasons[stack], MAX_REASONS):
            branch.add(Text(line))
    return tree
