"""What runs leave in the state directory goes by itself: old logs, and plans of processes that are gone."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from oci_assets.terraform.locks import try_lock

KEPT_RUNS = 20
"""Logs of so many runs of a stack stay: enough to compare a bad night with the good ones before it."""
RECENT_SECONDS = 24 * 3600.0
"""Whatever changed since then stays, whatever the count: its run may go on, and needs its folder."""
KEPT_SECONDS = 30 * 24 * 3600.0
"""And none for longer than a month: what a provider prints may be confidential, and disks are finite."""
LEFT_BEHIND_SECONDS = 2 * 24 * 3600.0
"""Longer than any plan and its apply may take."""

_IN_USE = "in-use"
_UNFINISHED = ".new-"


def prune_logs(logs: Path) -> None:
    """Remove the logs of all but the newest runs of one stack."""
    if not logs.is_dir():
        return
    ages = sorted((age, folder) for folder in logs.iterdir() if (age := _age_seconds(folder)) is not None)
    for place, (age, folder) in enumerate(ages):
        if (place >= KEPT_RUNS and age > RECENT_SECONDS) or age > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def sweep_plans(state_dir: Path) -> None:
    """Remove what killed processes left of plans, of all stacks: plan files hold secrets in clear."""
    for plans in (state_dir / "stacks").glob("*/plans"):
        sweep(plans)


def sweep(plans: Path) -> None:
    """As `sweep_plans`, for one stack."""
    for folder in plans.iterdir():
        if _is_left_behind(folder):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Make a folder (0700) that is nobody's left behind as long as this process lives; it is gone afterwards.

    The claim is a lock of the operating system, so it ends with the process, whatever ends that.
    """
    # Under another name until it is claimed, or a sweep could come between.
    young = folder.with_name(f"{_UNFINISHED}{folder.name}")
    young.mkdir(mode=0o700)
    descriptor = os.open(young / _IN_USE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        young.rename(folder)
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _is_left_behind(folder: Path) -> bool:
    """Whether its process is gone; of one without a claim (a version before this, or not yet claimed) the age tells."""
    try:
        descriptor = os.open(folder / _IN_USE, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        age = _age_seconds(folder)
        return age is not None and age > LEFT_BEHIND_SECONDS
    try:
        is_over = not folder.name.startswith(_UNFINISHED) or (_age_seconds(folder) or 0) > LEFT_BEHIND_SECONDS
        return try_lock(descriptor) and is_over
    finally:
        os.close(descriptor)


def _age_seconds(path: Path) -> float | None:
    """Seconds since the last change; None when it is gone."""
    with suppress(FileNotFoundError):
        return time.time() - path.stat().st_mtime
    return None
