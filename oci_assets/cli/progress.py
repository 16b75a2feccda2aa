"""Live progress of a run: a table that updates on a terminal, one line a finished stack everywhere else."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import final

import dagster as dg
from rich.cells import cell_len
from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from oci_assets.model import Action, Outcome, StackResult
from oci_assets.platform.run_events import StepNames, result_of
from oci_assets.report.audit_record import counts_text
from oci_assets.report.outcome_words import OUTCOME_WORDS
from oci_assets.report.plain import visible

INTERRUPTED = "steps_interrupted"  # metadata of Dagster's event about an interrupt
MAX_NAME_COLUMNS = 40
STYLES = {
    Outcome.NO_CHANGES: "dim",
    Outcome.CHANGES: "yellow",
    Outcome.APPLIED: "green",
    Outcome.NOT_RUN: "dim",
    Outcome.DEFERRED: "dim",
}
_DOING = {Action.PLAN: "planning", Action.APPLY: "applying", Action.DRIFT: "checking"}


@final
class Progress:
    """Takes the events of a run and shows what runs, what is done and how it ended.

    `live`: with a table that updates itself, where the console is a terminal.
    """

    def __init__(self, console: Console, stacks: Sequence[str], action: Action, *, live: bool = True) -> None:
        self._console = console
        self._names = StepNames.of(action, stacks)
        self._width = min(max(map(cell_len, stacks), default=0), MAX_NAME_COLUMNS)
        self._total = len(stacks)
        self._doing = _DOING[action]
        self._running: dict[str, _Running] = {}
        self._done: dict[str, StackResult] = {}
        self._live: Live | None = None
        if live and console.is_terminal:
            self._live = Live(console=console, get_renderable=self._table, refresh_per_second=8, transient=True)

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
            self._running[stack] = _Running()
        if event.event_type is dg.DagsterEventType.ENGINE_EVENT and INTERRUPTED in event.engine_event_data.metadata:
            self._console.print(Text(f"{event.message}", style="yellow"))
        result = result_of(event, self._names)
        if result is not None and result.stack not in self._done:
            self._running.pop(result.stack, None)
            self._done[result.stack] = result
            self._console.print(self._line(result))

    def hear(self, stack: str, line: str) -> None:
        """Show a line of Terraform's; called in the thread that runs the stack."""
        self._console.print(Text.assemble((f"{stack} | ", "dim"), visible(line)))

    def _line(self, result: StackResult) -> Text:
        width = len(str(self._total))
        return Text.assemble(
            (f"[{len(self._done):>{width}}/{self._total}] ", "dim"),
            result.stack + " " * max(self._width - cell_len(result.stack), 0),
            (f"  {OUTCOME_WORDS[result.outcome]:<14}", STYLES.get(result.outcome, "bold red")),
            f" {counts_text(result.counts)}",
            (f"  {result.duration_seconds:.1f} s", "dim"),
        )

    def _table(self) -> Table:
        """What runs now; called by the thread that refreshes the terminal."""
        table = Table(box=None, show_header=False)
        for stack, running in list(self._running.items()):
            elapsed = f"{time.monotonic() - running.since:.0f} s"
            table.add_row(running.spinner, Text(stack), Text(self._doing, style="dim"), Text(elapsed, style="dim"))
        return table


@dataclass(frozen=True, slots=True)
class _Running:
    """A stack that runs: since when, and its own spinner, which would else begin anew at each refresh."""

    since: float = field(default_factory=time.monotonic)
    spinner: Spinner = field(default_factory=lambda: Spinner("dots"))
