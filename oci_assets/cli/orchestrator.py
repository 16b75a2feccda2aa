"""`oci-terraform-orchestrator`: the predecessor's command line, its lines and its two files, on the same jobs."""

from __future__ import annotations

import os
from pathlib import Path

import click

from oci_assets import __version__
from oci_assets.cli.actions import run
from oci_assets.cli.errors import require_current_folder, run_command
from oci_assets.cli.options import ActionOptions
from oci_assets.cli.session import Session
from oci_assets.environment import Environment
from oci_assets.errors import UsageError
from oci_assets.model import Action

RESULTS_FILE = Path("terraform-results.md")
AUDIT_FILE = Path("terraform-audit.json")
_FOLDER = click.Path(path_type=Path)


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: oci-terraform-orchestrator --action plan --working-dir ./toronto --base-ref main --parallel",
)
@click.option("--action", type=click.Choice(["plan", "apply"]), required=True, help="What to do.")
@click.option("--working-dir", type=_FOLDER, required=True, help="A region's folder, for example ./toronto.")
@click.option("--base-ref", help="Compare with this ref [GITHUB_BASE_REF].")
@click.option("--all", "all_stacks", is_flag=True, help="Every service; a plan without a base takes them all anyway.")
@click.option("--region", help="OCI region for the audit record [OCI_REGION].")
@click.option("--dry-run", is_flag=True, help="Show the execution plan and stop.")
@click.option("--debug", is_flag=True, help="Show Terraform's output and tracebacks.")
@click.option("--parallel", is_flag=True, help="Run the services of one level in parallel.")
@click.option("--max-workers", type=click.IntRange(1, 64), default=3, show_default=True, help="How many at once.")
@click.option("--state-dir", type=_FOLDER, help="Where history and plans go [OCI_ASSETS_STATE_DIR].")
@click.version_option(__version__, prog_name="oci-terraform-orchestrator")
def orchestrator(
    action: str,
    working_dir: Path,
    base_ref: str | None,
    region: str | None,
    state_dir: Path | None,
    max_workers: int,
    *,
    all_stacks: bool,
    dry_run: bool,
    debug: bool,
    parallel: bool,
) -> int:
    """Plan or apply the services of one region that a change affects, level by level."""
    require_current_folder()
    environment = Environment.read(os.environ)
    if not working_dir.is_dir():
        raise UsageError(f"--working-dir {str(working_dir)!r} is not a folder: give a region's folder, as ./toronto")
    base = None if all_stacks else base_ref or environment.base_ref
    session = Session(
        environment,
        estate=working_dir,
        state_dir=state_dir or environment.state_dir,
        debug=debug,
        audit_region=region or environment.region,
    )
    options = ActionOptions(
        all_stacks=all_stacks or _is_whole_plan(action, base),
        base_ref=base,
        working_dirs=(working_dir.resolve(),),
        parallel=parallel,
        max_workers=max_workers,
        scheduling="levels",
        dry_run=dry_run,
        markdown_file=RESULTS_FILE,
        audit_file=AUDIT_FILE,
    )
    return run(session, Action(action), options)


def _is_whole_plan(action: str, base: str | None) -> bool:
    """Whether nothing was said about what to take, which a plan may answer with everything.

    Raises:
        UsageError: an apply must never take everything by mistake (predecessor.md F1).
    """
    if base is None and action == Action.APPLY.value:
        raise UsageError(
            "apply has nothing to compare with: give --base-ref REF (in a GitHub workflow GITHUB_BASE_REF is set for "
            "pull requests only), or --all to apply every service of the region"
        )
    return base is None


def main() -> None:
    """Run the predecessor's command line and end the process with its exit code."""
    raise SystemExit(run_command(orchestrator))
