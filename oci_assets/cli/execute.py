"""One run from the command line: definitions for the selection, the Dagster job in this process, record, files."""

from __future__ import annotations

import getpass
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime, timezone

import dagster as dg

from oci_assets.assembly import build_definitions
from oci_assets.cli.notices import uncommitted
from oci_assets.cli.options import ActionOptions
from oci_assets.cli.progress import Progress
from oci_assets.cli.report_files import require_writable, write_reports
from oci_assets.cli.selection import Selection
from oci_assets.cli.session import Session
from oci_assets.cli.state_dir import require_state_dir
from oci_assets.cli.summary import print_before, print_summary
from oci_assets.errors import OciAssetsError
from oci_assets.estate.catalog import find_stacks
from oci_assets.model import Action
from oci_assets.platform.audit import settle_lost_runs, write_audit
from oci_assets.platform.drift_report import write_drift
from oci_assets.platform.history import read_run
from oci_assets.platform.in_process import create_run, execute
from oci_assets.platform.instance import dagster_home, open_instance
from oci_assets.platform.listening import listening
from oci_assets.platform.liveness import release_ended
from oci_assets.platform.naming import asset_key, check_key
from oci_assets.platform.run_details import details_config
from oci_assets.platform.site import Site
from oci_assets.platform.tags import COMMAND_LINE, RunTags
from oci_assets.record import SUCCEEDED, RunRecord
from oci_assets.terraform.binary import find_terraform


def run_action(
    session: Session, site: Site, action: Action, selection: Selection, options: ActionOptions
) -> RunRecord | None:
    """Run the action on the selection; None when there was nothing to run or only the execution plan was wanted.

    Raises:
        TerraformError: Terraform is missing or too old; nothing was run.
        UsageError: an `--allow-...` names a stack that is not there, or a report has no place.
        OciAssetsError: the state directory or the history cannot be used.
    """
    parallel = site.settings.execution.parallel if options.parallel is None else options.parallel
    run_tags = _tags(session, site, action, options, parallel=parallel)
    if options.dry_run:
        print_before(session.console, site, selection, parallel=parallel)
        return None
    require_writable(options)
    if not selection.stacks:
        print_before(session.console, site, selection, parallel=parallel)
        write_reports(site, _record_of_nothing(site, run_tags), options, audit_region=session.audit_region)
        return None
    find_terraform(site.wanted_binary, site.settings.terraform.version)
    require_state_dir(site.state_dir)
    with session.console.outliving_its_reader():
        print_before(session.console, site, selection, parallel=parallel)
        record = _run(session, site, action, selection, run_tags)
        print_summary(session.console, site, record)
    write_reports(site, record, options, audit_region=session.audit_region)
    write_audit(site, record)
    return record


def _record_of_nothing(site: Site, run_tags: RunTags) -> RunRecord:
    """The record of a run over no stack, which never started: its id is empty."""
    now = datetime.now(timezone.utc)
    return RunRecord(
        run_id="",
        action=run_tags.action,
        status=SUCCEEDED,
        commit=run_tags.commit,
        started_at=now,
        finished_at=now,
        results={},
        level=site.levels,
        trigger=run_tags.trigger,
        branch=run_tags.branch,
        actor=run_tags.actor,
    )


def _tags(session: Session, site: Site, action: Action, options: ActionOptions, *, parallel: bool) -> RunTags:
    usual = site.settings.execution
    workers = (options.max_workers or usual.max_workers) if parallel else 1
    as_usual = workers == (usual.max_workers if usual.parallel else 1)
    return RunTags(
        action,
        COMMAND_LINE,
        commit=site.repository().head(),
        branch=session.environment.ref,
        actor=session.environment.actor,
        login=_login(),
        timeout_minutes=options.timeout_minutes,
        allow_destroy=find_stacks(site.catalog, options.allow_destroy),
        allow_frozen=find_stacks(site.catalog, options.allow_frozen),
        allow_policy=find_stacks(site.catalog, options.allow_policy),
        reason=options.reason,
        max_workers=None if as_usual else workers,
        scheduling=options.scheduling,
        on_failure=options.on_failure,
        planned=options.planned,
        incremental=options.incremental,
        uncommitted=bool(uncommitted(site, comparing=False)),
    )


def _login() -> str | None:
    """Who types, as the system knows them; None where it knows nobody (a container without a name for the user)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None


def _run(session: Session, site: Site, action: Action, selection: Selection, run_tags: RunTags) -> RunRecord:
    home = dagster_home(site.state_dir, session.environment.dagster_home)
    with _quiet(), open_instance(home) as instance:
        settle_lost_runs(instance, site)
        definitions = build_definitions(site, stacks=selection.stacks, actions=(action,))
        job, run = create_run(
            definitions,
            instance,
            action.value,
            tags=run_tags.to_tags(),
            run_config={**_logging_config(debug=session.debug), **_details(action, selection)},
            assets=[asset_key(s) for s in selection.stacks] if action is Action.APPLY else (),
            checks=[check_key(s) for s in selection.stacks] if action is Action.DRIFT else (),
        )
        with (
            Progress(session.console, selection.stacks, action, live=not session.debug) as progress,
            listening(run.run_id, progress.hear) if session.debug else nullcontext(),
        ):
            _follow(execute(job, run, instance), progress)
        release_ended()
        record = read_run(instance, site, run.run_id)
        if action is Action.DRIFT:
            write_drift(instance, site, selection.stacks)
    if record is None:
        raise OciAssetsError(f"run {run.run_id} is not in the history at {home}: did another program remove it?")
    return record


def _follow(events: Iterator[dg.DagsterEvent], progress: Progress) -> None:
    """Show the run to its end. That it was interrupted is in its record, like every other end."""
    with suppress(dg.DagsterExecutionInterruptedError):
        for event in events:
            progress.take(event)


def _details(action: Action, selection: Selection) -> dict[str, object]:
    reasons = selection.affected.reasons if selection.affected else {}
    return details_config(
        stacks=selection.stacks if action is Action.PLAN else (),
        reasons={stack: reasons[stack] for stack in selection.stacks if stack in reasons},
    )


def _logging_config(*, debug: bool) -> dict[str, object]:
    """Dagster's own log lines on the terminal only when they were asked for; the history keeps them anyway."""
    return {"loggers": {"console": {"config": {"log_level": "DEBUG" if debug else "CRITICAL"}}}}


@contextmanager
def _quiet() -> Iterator[None]:
    """Without Dagster's notices about its own beta and superseded names, which no user can act on."""
    with warnings.catch_warnings():
        for category in (dg.BetaWarning, dg.PreviewWarning, dg.SupersessionWarning):
            warnings.filterwarnings("ignore", category=category)
        yield
