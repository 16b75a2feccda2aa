"""Small jobs for the executor's contract tests: plain assets that note when they start and end."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import dagster as dg
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run_iterator

from oci_assets.platform.executor import thread_executor

WAIT_SECONDS = 20.0


class Journal:
    """What happened in which order, from all threads."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._changed = threading.Condition()

    def note(self, line: str) -> None:
        """Add one line."""
        with self._changed:
            self._lines.append(line)
            self._changed.notify_all()

    def wait_for(self, line: str) -> None:
        """Return when the line is there.

        Raises:
            TimeoutError: it did not come in `WAIT_SECONDS`.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: line in self._lines, WAIT_SECONDS):
                raise TimeoutError(f"{line!r} never came, only {self._lines}")

    @property
    def lines(self) -> list[str]:
        """A copy of the lines."""
        with self._changed:
            return list(self._lines)

    @property
    def started(self) -> set[str]:
        """Names of the steps that started."""
        return {line.removeprefix("start ") for line in self.lines if line.startswith("start ")}

    def is_before(self, first: str, second: str) -> bool:
        """Whether one line came before the other; both must be there."""
        lines = self.lines
        return lines.index(first) < lines.index(second)


def nothing() -> None:
    """A body that does nothing."""


def fail() -> None:
    """A body that fails."""
    raise ValueError("the cloud said no")


def one_after_the_other(*bodies: Callable[[], None]) -> Callable[[], None]:
    """A body that does another thing at each attempt."""
    attempts = iter(bodies)

    def body() -> None:
        next(attempts)()

    return body


@dataclass(frozen=True)
class Step:
    """One asset of a test job: Dagster's own edges, the tags, what it does."""

    name: str
    deps: Sequence[str] = ()
    body: Callable[[], None] = nothing
    tags: Mapping[str, str] = field(default_factory=dict)
    retry: dg.RetryPolicy | None = None
    pool: str | None = None


def order_tags(level: int, *hard: str, soft: Sequence[str] = (), last: bool = False) -> dict[str, str]:
    """Op tags as the asset factory writes them."""
    tags = {"oci/level": str(level), "oci/upstream": json.dumps(hard), "oci/soft_upstream": json.dumps(list(soft))}
    return {**tags, "oci/last": "true"} if last else tags


def asset_job(journal: Journal, *steps: Step, executor: dg.ExecutorDefinition = thread_executor) -> dg.JobDefinition:
    """A job of one asset for each step."""
    assets = [_asset(journal, step) for step in steps]
    return dg.Definitions(assets=assets, jobs=[dg.define_asset_job("job")], executor=executor).resolve_job_def("job")


def _asset(journal: Journal, step: Step) -> dg.AssetsDefinition:
    @dg.asset(name=step.name, deps=list(step.deps), op_tags=step.tags, retry_policy=step.retry, pool=step.pool)
    def made() -> None:
        journal.note(f"start {step.name}")
        try:
            step.body()
        finally:
            journal.note(f"end {step.name}")

    return made


@dataclass(frozen=True)
class Ran:
    """A run that has ended."""

    run: dg.DagsterRun
    events: list[dg.DagsterEvent]

    def types_of(self, step_key: str) -> list[str]:
        """The types of the step's events in order."""
        return [event.event_type_value for event in self.events if event.step_key == step_key]

    def with_type(self, kind: dg.DagsterEventType) -> list[dg.DagsterEvent]:
        """The events of one type."""
        return [event for event in self.events if event.event_type is kind]

    @property
    def not_run(self) -> dict[str, str]:
        """Why each step that did not run did not, by step key."""
        assert self.report is not None
        items = json.loads(json.dumps(self.report.engine_event_data.metadata["not_run"].value))
        return {item["step"]: item["cause"] for item in items}

    @property
    def report(self) -> dg.DagsterEvent | None:
        """The event that says what failed and what did not run."""
        found = [
            event for event in self.with_type(dg.DagsterEventType.ENGINE_EVENT) if "not run" in (event.message or "")
        ]
        return found[0] if found else None


def execute(job: dg.JobDefinition, instance: dg.DagsterInstance, **tags: str) -> Ran:
    """Run the job to its end in this process; `max_workers="2"` becomes the tag `oci/max_workers`."""
    run = instance.create_run_for_job(job, tags={f"oci/{key}": value for key, value in tags.items()})
    events = list(execute_run_iterator(InMemoryJob(job), run, instance))
    ended = instance.get_run_by_id(run.run_id)
    assert ended is not None
    return Ran(ended, events)
