"""Live progress of a run: a table that updates on a terminal, one line a finished stack everywhere else."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType

import dagster as dg
from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from oci_assets.model import Action, Outcome, StackResult
from oci_assets.platform.history import StepNames, result_of
from oci_assets.report.audit_record import counts_text

STYLES = {
    Outcome.NO_CHANGES: "dim",
    Outcome.CHANGES: "yellow",
    Outcome.APPLIED: "green",
    Outcome.NOT_RUN: "dim",
    Outcome.DEFERRED: "dim",
}
_DOING = {Action.PLAN: "planning", Action.APPLY: "applying", Action.DRIFT: "checking"}
WORDS = {
    Outcome.NO_CHANGES: "no changes",
    Outcome.CHANGES: "changes",
    Outcome.APPLIED: "applied",
    Outcome.PARTIAL: "partly applied",
    Outcome.FAILED: "failed",
    Outcome.NOT_RUN: "not run",
    Outcome.DEFERRED: "deferred",
    Outcome.BLOCKED: "blocked",
    Outcome.UNKNOWN: "unknown",
}


class Progress:
    """Takes the events of a run and shows what runs, what is done and how it ended."""

    def __init__(self, console: Console, stacks: Sequence[str], action: Action) -> None:
        self._console = console
        self._names = StepNames.of(stacks)
        self._total = len(stacks)
        self._doing = _DOING[action]
        self._running: dict[str, float] = {}
        self._done: dict[str, StackResult] = {}
        self._live = Live(console=console, refresh_per_second=8, transient=True) if console.is_terminal else None

    def __enter__(self) -> Progress:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def take(self, event: dg.DagsterEvent) -> None:
        """Show what this event tells."""
        stack = self._names.by_step.get(event.step_key or "")
        if stack is not None and event.event_type is dg.DagsterEventType.STEP_START:
            self._running[stack] = time.monotonic()
        result = result_of(event, self._names)
        if result is not None and result.stack not in self._done:
            self._running.pop(result.stack, None)
            self._done[result.stack] = result
            self._console.print(self._line(result))
        if self._live:
            self._live.update(self._table())

    def interrupted(self) -> None:
        """Say that the run ended because it was asked to."""
        self._console.print(Text("interrupted: every running Terraform has ended and written its state", style="yellow"))

    def _line(self, result: StackResult) -> Text:
        width = len(str(self._total))
        return Text.assemble(
            (f"[{len(self._done):>{width}}/{self._total}] ", "dim"),
            f"{result.stack:<28} ",
            (f"{WORDS[result.outcome]:<14}", STYLES.get(result.outcome, "bold red")),
            f" {counts_text(result.counts)}",
            (f"  {result.duration_seconds:.1f} s", "dim"),
        )

    def _table(self) -> Table:
        table = Table(box=None, show_header=False)
        for stack, since in self._running.items():
            elapsed = f"{time.monotonic() - since:.0f} s"
            table.add_row(Spinner("dots"), Text(stack), Text(self._doing, style="dim"), Text(elapsed, style="dim"))
        return table
