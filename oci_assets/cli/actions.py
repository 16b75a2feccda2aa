"""`oci-assets plan`, `apply` and `drift`: the three actions, each a run of its Dagster job."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from oci_assets.cli.errors import DIFFERENCES, FAILED, INTERRUPTED
from oci_assets.cli.options import ActionOptions, action_options
from oci_assets.cli.selection import Selection, select
from oci_assets.cli.session import Session
from oci_assets.model import Action
from oci_assets.platform.site import Site
from oci_assets.platform.step_policy import settings_at_base
from oci_assets.record import INTERRUPTED as RUN_INTERRUPTED
from oci_assets.record import SUCCEEDED, RunRecord


@click.command(epilog="Example: oci-assets plan --base-ref origin/main --markdown plan.md")
@action_options
@click.option("--incremental", is_flag=True, help="Plan only what changed since its last kept plan.")
@click.pass_obj
def plan(session: Session, /, **options: Any) -> int:
    """Show what would change. Nothing is changed."""
    return run(session, Action.PLAN, ActionOptions(**options))


@click.command(epilog="Example: oci-assets apply toronto/network toronto/compute --max-workers 2")
@action_options
@click.option("--planned", metavar="RUN", help="Apply what this plan run has planned (or: last), nothing else.")
@click.pass_obj
def apply(session: Session, /, **options: Any) -> int:
    """Apply stacks, upstream first. Each that ends well is recorded as materialized."""
    return run(session, Action.APPLY, ActionOptions(**options))


@click.command(epilog="Example: oci-assets drift --working-dir toronto --detailed-exitcode")
@action_options
@click.pass_obj
def drift(session: Session, /, **options: Any) -> int:
    """Compare stacks with the cloud. All of them unless some are selected; nothing is changed."""
    wanted = ActionOptions(**options)
    if not wanted.stacks and wanted.base_ref is None:
        wanted = replace(wanted, all_stacks=True)
    return run(session, Action.DRIFT, wanted)


def run(session: Session, action: Action, options: ActionOptions) -> int:
    """Select, run, report; gives the exit code."""
    from oci_assets.cli.execute import run_action  # noqa: PLC0415 Dagster takes a second to import

    if options.report_to_stdout:
        session.print_to_stderr()
    site = session.load()
    if options.planned is not None:
        from oci_assets.cli.planned import of_reviewed_run  # noqa: PLC0415 Dagster takes a second to import

        options = of_reviewed_run(session, site, options)
    selection = select(site, options.choice)
    record = run_action(session, _judged_by_base(session, site, selection), action, selection, options)
    return 0 if record is None else exit_code(record, detailed=options.detailed_exitcode)


def _judged_by_base(session: Session, site: Site, selection: Selection) -> Site:
    """The site with the policy of the base, where there was a comparison: a branch may not loosen its own."""
    if selection.affected is None:
        return site
    base = selection.affected.changeset.base
    settings = settings_at_base(site, base)
    if settings is None:
        return site
    if settings != site.settings:
        session.console.print(
            f"note: guards and all other policy are those of oci-assets.yaml at the base {base[:10]}, not those on "
            "disk; what is merged counts by itself when OCI_ASSETS_BRANCH names the branch"
        )
    return replace(site, settings=settings, policy_commit=base)


def exit_code(record: RunRecord, *, detailed: bool) -> int:
    """The run as an exit code (design.md, "Command line"); 2 only when the caller asked for it."""
    if record.status == RUN_INTERRUPTED:
        return INTERRUPTED
    if record.failed or record.status != SUCCEEDED:
        return FAILED
    return DIFFERENCES if detailed and record.has_differences else 0
