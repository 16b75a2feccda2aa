"""`oci-assets affected`: which stacks a change affects, and why. Never starts Terraform or Dagster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from oci_assets.cli.notices import print_notices
from oci_assets.cli.selection import narrowed
from oci_assets.cli.session import Session, debug_option
from oci_assets.cli.words import counted
from oci_assets.cli.working_dirs import WorkingDirs
from oci_assets.estate.changes import find_affected
from oci_assets.model import Affected
from oci_assets.platform.site import no_stacks, replaced_settings
from oci_assets.record import group_by_level
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
    """Show what a change affects, and why. Never starts Terraform."""
    repository = session.open_repository()
    found = find_affected(repository, base_ref, head_ref, settings=replaced_settings(session.config))
    if not (found.folders or found.removed):
        raise no_stacks(repository.root)
    found = narrowed(found, WorkingDirs.of(working_dir, repository.root, found.folders))
    if as_json:
        click.echo(json.dumps(affected_json(found), indent=2))
    else:
        print_affected(session.console, found)


def affected_json(found: Affected) -> dict[str, Any]:
    """The object of `affected --json` (design.md, "Command line")."""
    level = {stack: found.levels[stack] for stack in found.reasons}
    return {
        "base": found.changeset.base,
        "head": found.changeset.head,
        "stacks": [
            {"stack": stack, "level": level[stack], "reasons": reasons_to_json(reasons)}
            for stack, reasons in sorted(found.reasons.items())
        ],
        "removed": list(found.removed),
        "levels": [list(names) for names in group_by_level(level)],
        "warnings": list(found.warnings),
    }


def print_affected(console: Console, found: Affected) -> None:
    """The affected stacks as a tree: stack, then its reasons."""
    changeset = found.changeset
    files = f"{counted(len(changeset.paths), 'changed file')} in {changeset.merge_base[:10]}..{changeset.head[:10]}"
    for line in module_lines(found):
        console.print(line)
    if found.reasons:
        stacks = f"{len(found.reasons)} of {counted(len(found.folders), 'stack')}"
        console.print(_tree(f"{stacks} affected by {files}", found))
    else:
        console.print(f"No stack is affected by the {files}.")
    print_notices(console, found.removed, found.warnings)


def _tree(title: str, found: Affected) -> Tree:
    tree = Tree(Text(title, style="bold"))
    for stack in sorted(found.reasons, key=lambda s: (found.levels[s], s)):
        branch = tree.add(Text.assemble((stack, "cyan"), (f"  level {found.levels[stack]}", "dim")))
        for line in shortest(found.reasons[stack], MAX_REASONS):
            branch.add(Text(line))
    return tree
