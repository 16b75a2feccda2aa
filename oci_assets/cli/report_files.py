"""The files (or standard output) that a run's reports go to: looked at before anything runs, written afterwards."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import click

from oci_assets.cli.options import ActionOptions
from oci_assets.cli.working_dirs import WorkingDirs
from oci_assets.errors import OciAssetsError, UsageError
from oci_assets.platform.audit import audit_text, records_of
from oci_assets.platform.site import Site
from oci_assets.record import RunRecord
from oci_assets.report.markdown import run_to_markdown
from oci_assets.report.run_json import run_to_json

STDOUT = "-"


def require_writable(options: ActionOptions) -> None:
    """After an apply it would be too late to learn that its report has no place.

    Raises:
        UsageError: a file cannot be written, or two reports go to the same place.
    """
    files = [str(file) for file in (options.json_file, options.markdown_file, options.audit_file) if file]
    for file in files:
        if files.count(file) > 1:
            place = "standard output" if file == STDOUT else repr(file)
            raise UsageError(f"two reports cannot both go to {place}: give --json and --markdown different files")
        if file != STDOUT:
            _require_writable(Path(file))


def write_reports(site: Site, record: RunRecord, options: ActionOptions, *, audit_region: str | None) -> None:
    """Every report that was asked for; one of a run over no stack says that there was nothing to do.

    Raises:
        OciAssetsError: a file cannot be written.
    """
    _write(options.json_file, json.dumps(run_to_json(record), indent=2, ensure_ascii=False) + "\n")
    _write(options.markdown_file, run_to_markdown(record))
    if options.audit_file is not None:
        folders = WorkingDirs.of(options.working_dirs, site.root, site.catalog.folders)
        asked_for = {stack.split("/", 1)[0] for stack in site.catalog.stacks if folders.hold(stack)}
        _write(options.audit_file, audit_text(records_of(site, record, region=audit_region, asked_for=asked_for)))


def _require_writable(file: Path) -> None:
    target = file if file.exists() else file.parent
    if not target.exists():
        raise UsageError(f"cannot write {str(file)!r}: there is no folder {str(target)!r}: make it first")
    if not os.access(target, os.W_OK) or (target == file.parent and not target.is_dir()):
        raise UsageError(f"cannot write {str(file)!r}: permission denied: choose a folder that is writable")


def _write(file: Path | None, text: str) -> None:
    if file is None:
        return
    if str(file) == STDOUT:
        click.echo(text, nl=False)
        return
    try:
        _replace(file, text.encode("utf-8", errors="replace"))
    except OSError as error:
        raise OciAssetsError(f"the run is over, but {str(file)!r} cannot be written: {error.strerror}") from error


def _replace(file: Path, content: bytes) -> None:
    """Whole or as it was before, where the folder allows it; pipes and devices are written to as they are."""
    target = file.resolve()
    there = target.exists()
    if (there and not target.is_file()) or not os.access(target.parent, os.W_OK):
        target.write_bytes(content)
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        if there:
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
