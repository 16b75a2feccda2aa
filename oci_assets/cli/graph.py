"""`oci-assets graph`: the dependencies as text, JSON, Mermaid or Graphviz."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.text import Text

from oci_assets.cli.errors import FAILED
from oci_assets.cli.notices import print_notices
from oci_assets.cli.session import Session, debug_option
from oci_assets.cli.words import counted
from oci_assets.cli.working_dirs import WorkingDirs
from oci_assets.model import Problem
from oci_assets.platform.site import Site
from oci_assets.report.graph_text import graph_to_dot, graph_to_json, graph_to_lines, graph_to_mermaid


@click.command(epilog="Example: oci-assets graph --working-dir toronto --format mermaid")
@click.option("--working-dir", "-w", type=click.Path(path_type=Path), multiple=True, help="Only stacks in this folder.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "mermaid", "dot"]), default="text", show_default=True
)
@click.option("--check", is_flag=True, help="End with 1 on a missing edge, an unknown service or an unused entry.")
@debug_option
@click.pass_obj
def graph(session: Session, working_dir: tuple[Path, ...], style: str, *, check: bool) -> int:
    """Show levels and what comes before each stack. Each edge says where it is known from."""
    site = session.load()
    folders = WorkingDirs.of(working_dir, site.root, site.catalog.folders)
    stacks = [stack for stack in site.catalog.stacks if folders.hold(stack)]
    if check:
        return _check(session, site, stacks)
    if style == "text":
        _print_text(session, site, stacks)
    elif style == "json":
        click.echo(json.dumps(graph_to_json(site.catalog, stacks), indent=2))
    else:
        click.echo(graph_to_mermaid(site.catalog, stacks) if style == "mermaid" else graph_to_dot(site.catalog, stacks))
    return 0


def _check(session: Session, site: Site, stacks: list[str]) -> int:
    kept = {None, *stacks}
    problems = [problem for problem in site.catalog.problems if problem.stack in kept]
    for problem in problems:
        session.console.print(Text(problem.text, style="bold red"))
    for refused in dict.fromkeys(site.catalog.refused[stack] for stack in stacks if stack in site.catalog.refused):
        problems.append(Problem(None, refused))
        session.console.print(Text(refused, style="bold red"))
    edges = sum(len(site.catalog.upstream[stack]) for stack in stacks)
    session.console.print(
        f"{counted(len(problems), 'problem')} in {counted(edges, 'edge')} between {counted(len(stacks), 'stack')}"
    )
    return FAILED if problems else 0


def _print_text(session: Session, site: Site, stacks: list[str]) -> None:
    for line in graph_to_lines(site.catalog, stacks):
        session.console.print(Text(line, style="" if line.startswith(" ") else "bold"))
    print_notices(session.console, (), site.catalog.warnings)
    if session.debug:
        for note in site.catalog.notes:
            session.console.print(Text(f"note: {note}", style="dim"))
