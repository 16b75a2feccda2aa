"""`oci-assets audit list|show`: what ran, read from the history and the audit file."""

from __future__ import annotations

import json

import click
from rich.table import Table
from rich.text import Text

from oci_assets.cli.session import Session, debug_option
from oci_assets.errors import UsageError
from oci_assets.platform.site import Site
from oci_assets.report.audit_file import AuditFile
from oci_assets.report.run_json import Json


@click.group(epilog="Example: oci-assets audit list")
def audit() -> None:
    """Show what ran, when, for which commit, and what it did."""


@audit.command("list", epilog="Example: oci-assets audit list --json")
@click.option("--json", "as_json", is_flag=True, help="JSON on standard output.")
@debug_option
@click.pass_obj
def list_records(session: Session, *, as_json: bool) -> None:
    """List the records, newest last. There is one for each run and region."""
    records = _records(session, session.load_any())
    if as_json:
        click.echo(json.dumps(records, indent=2, ensure_ascii=False))
        return
    if not records:
        session.console.print("No run is in the audit file yet: oci-assets apply --all makes the first.")
        return
    table = Table(
        "Time (UTC)", "Run", "Action", "Region", "Result", "Stacks", "Resources", box=None, header_style="bold"
    )
    for r in records:
        changes = f"+{r['total_resources_created']} ~{r['total_resources_changed']} -{r['total_resources_destroyed']}"
        good = r["failed_services"] == 0
        stacks = f"{r['successful_services']}/{r['total_services']}"
        style = "green" if good else "bold red"
        table.add_row(
            r["timestamp"][:19], r["run_id"][:8], r["action"], r["region"], Text(r["status"], style), stacks, changes
        )
    session.console.print(table)


@audit.command("show", epilog="Example: oci-assets audit show 1f2e3d4c")
@click.argument("run")
@debug_option
@click.pass_obj
def show(session: Session, run: str) -> None:
    """Print the records of RUN as JSON. RUN is a run id or its beginning."""
    records = _records(session, session.load_any())
    found = [record for record in records if record["run_id"].startswith(run)]
    runs = {record["run_id"] for record in found}
    if len(runs) != 1:
        problem = "is the beginning of several runs" if runs else "is not in the audit file"
        raise UsageError(f"run {run!r} {problem}: see oci-assets audit list")
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))


def _records(session: Session, site: Site) -> list[Json]:
    """The audit file's records, after the runs that finished or died meanwhile were added to it."""
    from oci_assets.platform.audit import audit_path, export_all, settle_lost_runs  # noqa: PLC0415 Dagster takes a second to import
    from oci_assets.platform.instance import dagster_home, open_instance  # noqa: PLC0415

    home = dagster_home(site.state_dir, session.environment.dagster_home)
    if (home / "dagster.yaml").exists():
        with open_instance(home) as instance:
            settle_lost_runs(instance, site)
            export_all(instance, site)
    return AuditFile(audit_path(site)).records()
