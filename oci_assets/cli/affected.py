"""`oci-assets affected`: which stacks a change affects, and why. Never starts Terraform or Dagster."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from oci_assets.cli.notices import print_notices
from oci_assets.cli.selection import compare, narrowed
from oci_assets.cli.session import Session, debug_option
from oci_assets.cli.words import counted
from oci_assets.cli.working_dirs import WorkingDirs
from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.graph import levels_of_selection
from oci_assets.estate.settings_file import FILE_NAME, parse_settings
from oci_assets.estate.tree import CommitTree
from oci_assets.model import Affected, Catalog
from oci_assets.platform.site import Site, require_stacks
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
    site = session.load_any()
    found = compare(site, base_ref, head_ref, in_place=False)
    catalog = catalog_of_head(site, found)
    if not (catalog.stacks or found.removed):
        require_stacks(replace(site, catalog=catalog))
    found = narrowed(found, WorkingDirs.of(working_dir, site.root, catalog))
    if as_json:
        click.echo(json.dumps(affected_json(catalog, found), indent=2))
    else:
        print_affected(session.console, catalog, found)


def catalog_of_head(site: Site, found: Affected) -> Catalog:
    """The stacks of the newer commit; those on disk when nothing else is checked out."""
    repository, head = site.repository(), found.changeset.head
    if head == repository.head() and not repository.dirty_paths():
        return site.catalog
    tree = CommitTree(repository, head)
    return build_catalog(tree, parse_settings(tree.read(FILE_NAME) or b""))


def affected_json(catalog: Catalog, found: Affected) -> dict[str, Any]:
    """The object of `affected --json` (design.md, "Command line")."""
    return {
        "base": found.changeset.base,
        "head": found.changeset.head,
        "stacks": [
            {"stack": stack, "level": catalog.level_of(stack), "reasons": reasons_to_json(reasons)}
            for stack, reasons in sorted(found.reasons.items())
        ],
        "removed": list(found.removed),
        "levels": [list(level) for level in levels_of_selection(catalog, found.reasons)],
        "warnings": list(found.warnings),
    }


def print_affected(console: Console, catalog: Catalog, found: Affected) -> None:
    """The affected stacks as a tree: stack, then its reasons."""
    changeset = found.changeset
    files = f"{counted(len(changeset.paths), 'changed file')} in {changeset.merge_base[:10]}..{changeset.head[:10]}"
    for line in module_lines(found):
        console.print(line)
    if found.reasons:
        console.print(
            _tree(
                f"{len(found.reasons)} of {counted(len(catalog.stacks), 'stack')} affected by {files}", catalog, found
            )
        )
    else:
        console.print(f"No stack is affected by the {files}.")
    print_notices(console, found.removed, found.warnings)


def _tree(title: str, catalog: Catalog, found: Affected) -> Tree:
    tree = Tree(Text(title, style="bold"))
    for stack in sorted(found.reasons, key=lambda s: (catalog.level_of(s), s)):
        branch = tree.add(Text.assemble((stack, "cyan"), (f"  level {catalog.level_of(stack)}", "dim")))
        for line in shortest(found.reasons[stack], MAX_REASONS):
            branch.add(Text(line))
    return tree
