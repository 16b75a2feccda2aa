"""`oci-assets services`: the stacks that were found, by region."""

from __future__ import annotations

import json

import click
from rich.table import Column, Table
from rich.text import Text

from oci_assets.cli.notices import print_notices
from oci_assets.cli.session import Session, debug_option
from oci_assets.estate.services import MANAGES


@click.command(epilog="Example: oci-assets --estate ~/estate services")
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
@debug_option
@click.pass_obj
def services(session: Session, *, as_json: bool) -> None:
    """List every stack, its level and what it manages."""
    site = session.load()
    levels = site.levels
    if as_json:
        found = {
            s.id: {
                "region": s.region,
                "service": s.service,
                "canonical": s.canonical,
                "path": str(s.path),
                "level": levels[s.id],
            }
            | ({"refused": site.catalog.refused[s.id]} if s.id in site.catalog.refused else {})
            for s in site.catalog.stacks.values()
        }
        click.echo(json.dumps({"stacks": found, "warnings": list(site.catalog.warnings)}, indent=2))
        return
    table = Table(Column("Stack", no_wrap=True), "Level", "Manages", box=None, header_style="bold")
    for stack in site.catalog.stacks.values():
        managed = MANAGES.get(stack.canonical or "", f"not a known service, folder {stack.path}")
        table.add_row(Text(stack.id, "cyan"), str(levels[stack.id]), Text(managed))
    session.console.print(table)
    print_notices(session.console, (), site.catalog.warnings)
