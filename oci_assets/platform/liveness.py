"""Which runs live on this machine: each holds an OS lock on a file of its own, which ends with its process.

Dagster's own launcher cannot tell that a run worker was killed: its run would be called running for ever, and hold its
place in the queue. https://docs.dagster.io/deployment/execution/run-monitoring
"""

from __future__ import annotations

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from oci_assets.errors import OciAssetsError
from oci_assets.terraform.locks import is_held

logger = logging.getLogger(__name__)

FOLDER = "runs"
_SUFFIX = ".alive"
FORGOTTEN_SECONDS = 30 * 24 * 3600.0
"""A file whose run is in no history that is looked at from here goes after that."""
_OPEN = {dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING}


_ENDED: dict[Path, int] = {}
"""Runs of this process that have ended, with their locks: their status is written after that, or never (killed)."""


@contextmanager
def alive(folder: Path | None, run_id: str) -> Iterator[None]:
    """Say that this process executes the run: until it has ended and `release_ended` was called, or the process has.

    Raises:
        OciAssetsError: the folder cannot be written to.
    """
    if folder is None:
        yield
        return
    release_ended()
    file = folder / f"{run_id}{_SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = _locked(file)
    except OSError as error:
        raise OciAssetsError(f"the state directory cannot be written to: {error}: mend it, then run again") from error
    try:
        yield
    finally:
        _ENDED[file] = descriptor


def release_ended() -> None:
    """The status of all runs that this process has executed is in the history, so they need not be called alive."""
    while _ENDED:
        file, descriptor = _ENDED.popitem()
        file.unlink(missing_ok=True)
        os.close(descriptor)


def _locked(file: Path) -> int:
    """Make the file with its lock held from the first moment that anybody can see it."""
    hidden = file.with_name(f".{file.name}")
    descriptor = os.open(hidden, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        hidden.rename(file)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def end_lost_runs(instance: dg.DagsterInstance, folder: Path) -> tuple[str, ...]:
    """End the runs of this instance whose process has died on this machine; their ids.

    What they were at is told as unknown (history.py); what was waiting for their place in the queue can go on.
    """
    ended = []
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        if is_held(file, when_gone=True):  # gone: it has just ended in order
            continue
        run = instance.get_run_by_id(file.stem)
        if run is not None and run.status in _OPEN:
            _end(instance, run)
            ended.append(run.run_id)
        if run is not None or time.time() - file.stat().st_mtime > FORGOTTEN_SECONDS:
            file.unlink(missing_ok=True)
    return tuple(ended)


def _end(instance: dg.DagsterInstance, run: dg.DagsterRun) -> None:
    message = (
        "the process of this run has died (killed, out of memory, or the machine was restarted): what it was "
        "working on is unknown; look at a plan, then re-execute the run from failure"
    )
    logger.warning("run %s: %s", run.run_id, message)
    if run.status is dg.DagsterRunStatus.CANCELING:
        instance.report_run_canceled(run, message)
    else:
        instance.report_run_failed(run, message)
