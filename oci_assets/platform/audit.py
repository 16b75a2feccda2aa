"""Finished runs of the instance -> the audit file. Safe to repeat: a run that is in the file is not written again."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Sequence
from datetime import datetime, timezone
from pathlib import Path

import dagster as dg

from oci_assets import __version__
from oci_assets.platform.history import read_run
from oci_assets.platform.liveness import FOLDER, end_lost_runs
from oci_assets.platform.site import Site
from oci_assets.record import RunRecord
from oci_assets.report.audit_file import AuditFile
from oci_assets.report.audit_record import audit_records
from oci_assets.report.run_json import Json

FINISHED = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
MAX_RUNS = 200
SETTLE_SECONDS = 300.0


def audit_path(site: Site) -> Path:
    """Where the audit file of this estate is."""
    return site.state_dir / "audit.jsonl"


def records_of(
    site: Site, record: RunRecord, *, region: str | None = None, asked_for: Collection[str] = ()
) -> list[Json]:
    """The audit records of one run, one for each region folder; `region` overrides the OCI region's name.

    Region folders that were `asked_for` have a record even when nothing ran in them.
    """
    folders = {*asked_for, *(stack.split("/", 1)[0] for stack in record.results)}
    regions = dict.fromkeys(folders, region) if region else site.oci_regions()
    return audit_records(record, oci_regions=regions, version=__version__, asked_for=asked_for)


def audit_text(records: list[Json]) -> str:
    """The predecessor's audit file: one object when one region ran, a list otherwise."""
    return json.dumps(records[0] if len(records) == 1 else records, indent=2, ensure_ascii=False) + "\n"


def write_audit(site: Site, record: RunRecord) -> int:
    """Append one run to the audit file; gives the number of records written."""
    return AuditFile(audit_path(site)).append(records_of(site, record))


def export_finished(
    instance: dg.DagsterInstance, site: Site, since: float | None, *, known: Collection[str] = ()
) -> tuple[int, float]:
    """Append at most `MAX_RUNS` runs that finished since a time: records written, and the time to go on from.

    Times are Dagster's own update times of runs, in seconds since the epoch; the one that comes back lies
    `SETTLE_SECONDS` in the past, because several machines write runs and their clocks differ. Runs of other jobs and
    those whose ids are `known` to be in the file are passed over.
    """
    rows, until = finished_since(instance, since)
    written = 0
    for row in rows:
        run_id = row.dagster_run.run_id
        record = None if run_id in known else read_run(instance, site, run_id)
        if record is not None:
            written += write_audit(site, record)
    return written, until


def finished_since(instance: dg.DagsterInstance, since: float | None) -> tuple[Sequence[dg.RunRecord], float]:
    """At most `MAX_RUNS` runs that finished since a time, oldest first, and the time to go on from."""
    now = time.time()
    after = datetime.fromtimestamp(since, timezone.utc) if since is not None else None
    rows = instance.get_run_records(
        dg.RunsFilter(statuses=FINISHED, updated_after=after),
        limit=MAX_RUNS,
        order_by="update_timestamp",
        ascending=True,
    )
    full = len(rows) == MAX_RUNS
    return rows, rows[-1].update_timestamp.timestamp() if full else max(since or 0.0, now - SETTLE_SECONDS)


def settle_lost_runs(instance: dg.DagsterInstance, site: Site) -> None:
    """End the runs whose process has died on this machine, and put them on the record before anything new is."""
    for run_id in end_lost_runs(instance, site.state_dir / FOLDER):
        record = read_run(instance, site, run_id)
        if record is not None:
            write_audit(site, record)


def export_all(instance: dg.DagsterInstance, site: Site) -> int:
    """Append every finished run that the audit file lacks; gives the number of records written."""
    known = {str(record["run_id"]) for record in AuditFile(audit_path(site)).records()}
    until, since, written = time.time() - SETTLE_SECONDS, 0.0, 0
    while since < until:
        fresh, since = export_finished(instance, site, since, known=known)
        written += fresh
    return written
