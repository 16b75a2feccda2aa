"""Finished drift runs -> files and issues, once a run. A tag of the run says that it was told, whatever restarts."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import dagster as dg

from oci_assets.errors import OciAssetsError
from oci_assets.github.access import GithubAccess
from oci_assets.github.decision import Deed
from oci_assets.model import Action
from oci_assets.platform import tags
from oci_assets.platform.audit import finished_since
from oci_assets.platform.drift_checks import stacks_of
from oci_assets.platform.drift_remedy import remedy_requests, stacks_about
from oci_assets.platform.drift_report import DriftReport, report_drift
from oci_assets.platform.site import Site

logger = logging.getLogger(__name__)

REPORTED = "oci/drift_reported"
YES, FAILED = "yes", "failed"
TICK_SECONDS = 35.0
"""A sensor's tick has 60 s, and a request that was begun may take a while."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What one look has come to: in words, the cursor, the error when GitHub or the disk gave one, runs to start."""

    said: str
    since: float
    error: str | None = None
    report: DriftReport | None = None
    requests: tuple[dg.RunRequest, ...] = ()


def export_drift(
    instance: dg.DagsterInstance,
    site: Site,
    github: GithubAccess | None,
    since: float | None,
    *,
    seconds: float = TICK_SECONDS,
) -> Exported:
    """Tell of the drift runs that finished since a time and were not told of; times as in `audit.export_finished`.

    Runs that were to put drift back count as well: what came of them is told in the issues of their stacks.
    Runs of the command line are left to `oci-assets github drift-issue`: nobody wants issues of somebody's branch. A
    failure is told once: the run is done with, and the next run tells of what is there then. What was not written after
    so many seconds is left to the next call.
    """
    rows, until = finished_since(instance, since)
    runs = [row.dagster_run for row in rows if _is_to_be_told(row.dagster_run)]
    stacks = {run.run_id: stacks_about(run) or stacks_of(instance, run.run_id) for run in runs}
    told = [run for run in runs if stacks[run.run_id]]
    _mark(instance, [run for run in runs if not stacks[run.run_id]], YES)  # no check knew its answer
    if not told:
        return Exported("no drift run to tell of", until)
    wanted = frozenset().union(*stacks.values())
    try:
        report = report_drift(instance, site, wanted, github, seconds=seconds)
    except OciAssetsError as error:
        _mark(instance, told, FAILED)
        return Exported(f"drift of {_ids(told)} could not be told", until, error=str(error))
    if not report.is_complete:
        return Exported(f"more issues to write for {_ids(told)}", since or 0.0, report=report)
    _mark(instance, told, YES)
    requests = remedy_requests(instance, site, report.texts.drifted, report.left_alone)
    return Exported(f"{_ids(told)}: {said(report)}", until, report=report, requests=tuple(requests))


def said(report: DriftReport) -> str:
    """What was done, in a few words: `2 drifted, 1 issue opened`."""
    words = {Deed.CREATE: "opened", Deed.UPDATE: "updated", Deed.REOPEN: "re-opened", Deed.CLOSE: "closed"}
    deeds = [done.step.deed for done in report.done]
    parts = [f"{len(report.texts.drifted)} of {len(report.texts.checks)} stacks drifted"]
    parts += [f"{number} {word}" for deed, word in words.items() if (number := deeds.count(deed))]
    return ", ".join(parts)


def _is_to_be_told(run: dg.DagsterRun) -> bool:
    if REPORTED in run.tags:
        return False
    action = run.tags.get(tags.ACTION, Action.DRIFT.value)  # checks that are started in the UI by themselves have none
    is_check = action == Action.DRIFT.value and tags.trigger_of(run.tags) != tags.COMMAND_LINE
    return is_check or bool(stacks_about(run))


def _mark(instance: dg.DagsterInstance, runs: Sequence[dg.DagsterRun], how: str) -> None:
    for run in runs:
        instance.add_run_tags(run.run_id, {REPORTED: how})


def _ids(runs: Sequence[dg.DagsterRun]) -> str:
    return ", ".join(run.run_id[:8] for run in runs[:5]) + (" and more" if len(runs) > 5 else "")
