"""`oci-assets github drift-issue`: what the daemon does by itself, by hand, from a workflow, or only told."""

from __future__ import annotations

import click
from rich.text import Text

from oci_assets.cli.session import Session, debug_option
from oci_assets.errors import UsageError
from oci_assets.github.access import GithubAccess
from oci_assets.github.decision import Deed
from oci_assets.github.sync import Done

LAST = "last"
_QUIET = "oci-assets drift checks for drift first"


@click.group(epilog="Example: oci-assets github drift-issue")
def github() -> None:
    """Write to the estate's repository on GitHub."""


@github.command("drift-issue", epilog="Example: oci-assets drift; oci-assets github drift-issue --dry-run")
@click.option(
    "--run", "run_id", default=LAST, show_default=True, help="The drift run to tell of, or how its id begins."
)
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing.")
@debug_option
@click.pass_obj
def drift_issue(session: Session, run_id: str, *, dry_run: bool) -> None:
    """Open, update and close the issues of the stacks that a drift run has checked.

    Each is told as its last check found it; a check that failed changes nothing.
    """
    from oci_assets.platform.drift_export import said  # noqa: PLC0415 Dagster takes a second to import
    from oci_assets.platform.drift_report import report_drift  # noqa: PLC0415
    from oci_assets.platform.drift_runs import stacks_of_run  # noqa: PLC0415
    from oci_assets.platform.instance import dagster_home, open_instance  # noqa: PLC0415

    site, access = session.load(), _access(session, dry_run=dry_run)
    home = dagster_home(site.state_dir, session.environment.dagster_home)
    if not (home / "dagster.yaml").exists():
        raise UsageError(f"nothing was checked here so far: {_QUIET}")
    with open_instance(home) as instance:
        stacks = stacks_of_run(instance, None if run_id == LAST else run_id)
        report = report_drift(instance, site, stacks, access, dry_run=dry_run)
    if access is None:
        session.console.print("GITHUB_REPOSITORY and GITHUB_TOKEN are not set, so nobody knows which issues there are.")
    for done in report.done:
        session.console.print(_line(done))
    session.console.print(Text(f"{'would be: ' if dry_run else ''}{said(report)}"))


def _access(session: Session, *, dry_run: bool) -> GithubAccess | None:
    """How to reach GitHub.

    Raises:
        UsageError: something is to be written, and nobody says where or as whom.
    """
    if session.environment.github is None and not dry_run:
        raise UsageError(
            "set GITHUB_REPOSITORY (OWNER/NAME) and GITHUB_TOKEN, or GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY; the "
            "texts lie in drift/ of the state directory without them, too"
        )
    return session.environment.github


def _line(done: Done) -> Text:
    """`toronto/network: update #12, it differs now https://...`."""
    step, issue = done.step, done.issue
    number = f" #{issue.number}" if issue else ""
    text = Text(
        f"{'all stacks' if step.finding.key == '*' else step.finding.key}: {step.deed.value}{number}, {step.why}"
    )
    return text.append(f" {issue.url}" if issue and step.deed is not Deed.NOTHING else "")
