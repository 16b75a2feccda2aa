"""One run from the command line: definitions for the selection, the Dagster job in this process, record, files."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import dagster as dg

from oci_assets.assembly import build_definitions
from oci_assets.cli.options import ActionOptions
from oci_assets.cli.progress import Progress
from oci_assets.cli.selection import Selection
from oci_assets.cli.session import Session
from oci_assets.cli.summary import print_before, print_nothing, print_summary
from oci_assets.errors import UsageError
from oci_assets.estate.catalog import find_stacks
from oci_assets.model import Action
from oci_assets.platform.audit import audit_text, records_of, write_audit
from oci_assets.platform.checkout import COMMAND_LINE
from oci_assets.platform.history import read_run
from oci_assets.platform.in_process import create_run, execute
from oci_assets.platform.instance import dagster_home, open_instance
from oci_assets.platform.naming import asset_key, check_key
from oci_assets.platform.site import Site
from oci_assets.platform.tags import RunTags
from oci_assets.record import RunRecord
from oci_assets.report.markdown import run_to_markdown
from oci_assets.report.run_json import run_to_json
from oci_assets.terraform.binary import find_terraform


def run_action(
    session: Session, site: Site, action: Action, selection: Selection, options: ActionOptions
) -> RunRecord | None:
    """Run the action on the selection; None when there was nothing to run or only the execution plan was wanted.

    Raises:
        TerraformError: Terraform is missing or too old; nothing was run.
        UsageError: `--allow-destroy` names a stack that is not there.
    """
    parallel = site.settings.execution.parallel if options.parallel is None else options.parallel
    run_tags = _tags(session, site, action, selection, options, parallel=parallel)
    if not selection.stacks:
        print_nothing(session.console, selection)
        return None
    print_before(session.console, site, selection, parallel=parallel)
    if options.dry_run:
        return None
    find_terraform(site.wanted_binary, site.settings.terraform.version)
    record = _run(session, site, action, selection, run_tags)
    write_audit(site, record)
    print_summary(session.console, site, record)
    _write_files(record, options)
    if options.audit_file is not None:
        write_file(options.audit_file, audit_text(records_of(site, record, region=session.audit_region)))
    return record


def _tags(
    session: Session, site: Site, action: Action, selection: Selection, options: ActionOptions, *, parallel: bool
) -> RunTags:
    workers = options.max_workers or site.settings.execution.max_workers
    return RunTags(
        action,
        COMMAND_LINE,
        commit=site.repository().head(),
        branch=session.environment.ref,
        actor=session.environment.actor,
        timeout_minutes=options.timeout_minutes,
        allow_destroy=find_stacks(site.catalog, options.allow_destroy) if options.allow_destroy else (),
        max_workers=workers if parallel else 1,
        scheduling=options.scheduling,
        on_failure=options.on_failure,
        stacks=selection.stacks,
        reasons=selection.affected.reasons if selection.affected else {},
    )


def _run(session: Session, site: Site, action: Action, selection: Selection, run_tags: RunTags) -> RunRecord:
    home = dagster_home(site.state_dir, session.environment.dagster_home)
    with _quiet(), open_instance(home) as instance:
        definitions = build_definitions(site, stacks=selection.stacks, actions=(action,))
        job, run = create_run(
            definitions,
            instance,
            action.value,
            tags=run_tags.to_tags(),
            run_config=_logging_config(debug=session.debug),
            assets=[asset_key(s) for s in selection.stacks] if action is Action.APPLY else (),
            checks=[check_key(s) for s in selection.stacks] if action is Action.DRIFT else (),
        )
        with Progress(session.console, selection.stacks, action) as progress:
            try:
                for event in execute(job, run, instance):
                    progress.take(event)
            except dg.DagsterExecutionInterruptedError:
                progress.interrupted()
        record = read_run(instance, site, run.run_id)
    if record is None:
        message = f"run {run.run_id} is not in the history at {home}"
        raise UsageError(message)
    return record


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


def _write_files(record: RunRecord, options: ActionOptions) -> None:
    text = json.dumps(run_to_json(record), indent=2, ensure_ascii=False)
    if options.json_to_stdout:
        click.echo(text)
    elif options.json_file is not None:
        write_file(options.json_file, text + "\n")
    if options.markdown_file is not None:
        write_file(options.markdown_file, run_to_markdown(record))


def write_file(path: Path, text: str) -> None:
    """Write a file that the user named.

    Raises:
        UsageError: it cannot be written there.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"cannot write {str(path)!r}: {error.strerror}: choose a folder that exists and is writable"
        raise UsageError(message) from error
