"""How the thread executor works through one run: its settings, with the run's tags on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from oci_assets.errors import UsageError
from oci_assets.platform import tags

DEFAULT_MAX_WORKERS = 3
STREAMING, LEVELS = "streaming", "levels"
STOP, INDEPENDENT = "stop", "independent"


@dataclass(frozen=True, slots=True)
class ThreadOptions:
    """How the steps of one run are executed.

    Attributes:
        max_workers: steps that run at once, from 1.
        scheduling: `streaming` starts a step when what it needs is done, `levels` when all smaller levels are.
        on_failure: `stop` starts nothing new after a step has failed, `independent` goes on with unrelated steps.
        tag_concurrency_limits: as of Dagster's multiprocess executor.
        runs_folder: where the run says that it lives (liveness.py); None: nowhere.
    """

    max_workers: int = DEFAULT_MAX_WORKERS
    scheduling: str = STREAMING
    on_failure: str = STOP
    tag_concurrency_limits: tuple[Mapping[str, Any], ...] = ()
    runs_folder: Path | None = None

    def for_run(self, run_tags: Mapping[str, str]) -> ThreadOptions:
        """These options with the run's own tags on top.

        Raises:
            UsageError: a tag holds a value that it cannot have.
        """
        return replace(
            self,
            max_workers=workers(run_tags.get(tags.MAX_WORKERS, str(self.max_workers))),
            scheduling=_one_of(tags.SCHEDULING, run_tags.get(tags.SCHEDULING, self.scheduling), STREAMING, LEVELS),
            on_failure=_one_of(tags.ON_FAILURE, run_tags.get(tags.ON_FAILURE, self.on_failure), STOP, INDEPENDENT),
        )

    def describe(self) -> str:
        """The options in words, for the run's first event."""
        return f"{self.max_workers} at once, scheduling {self.scheduling}, on failure {self.on_failure}"


def workers(text: str) -> int:
    """The number of workers that the text names.

    Raises:
        UsageError: it is not a whole number from 1.
    """
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f"{tags.MAX_WORKERS} is {text!r}: give a whole number from 1")
    return int(text)


def _one_of(tag: str, value: str, *allowed: str) -> str:
    if value not in allowed:
        raise UsageError(f"{tag} is {value!r}: give one of {', '.join(allowed)}")
    return value
