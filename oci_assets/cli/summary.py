"""What is printed before and after a run. Reads records and catalogs, prints, decides nothing."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from oci_assets.cli.selection import Selection
from oci_assets.model import Action, Outcome, StackResult
from oci_assets.platform.site import Site
from oci_assets.record import RunRecord
from oci_assets.report.audit_record import counts_text
from oci_assets.report.levels_text import execution_plan_lines, module_lines, shortest

MAX_REASONS = 2


def print_before(console: Console, site: Site, selection: Selection, *, parallel: bool) -> None:
    """Warnings, what selected the stacks, and the execution plan."""
    _print_warnings(console, site, selection)
    affected = selection.affected
    if affected is not None:
        for line in module_lines(affected):
            console.print(line)
        for stack in selection.stacks:
            reasons = affected.reasons.get(stack, ())
            console.print(Text.assemble((stack, "cyan"), f": {'; '.join(shortest(reasons, MAX_REASONS))}"))
    lines = execution_plan_lines(site.catalog, selection.stacks, selection.ancestors, parallel=parallel)
    console.print(Text(lines[0], style="bold"))
    for line in lines[1:]:
        console.print(line)


def print_nothing(console: Console, selection: Selection) -> None:
    """Say that there is nothing to run, and why."""
    affected = selection.affected
    if affected is None:
        console.print("No stack is selected: nothing to do.")
        return
    changeset = affected.changeset
    span = f"{changeset.merge_base[:10]}..{changeset.head[:10]}"
    console.print(f"No stack is affected by the {len(changeset.paths)} changed files in {span}: nothing to do.")
    for stack in affected.removed:
        console.print(Text(f"removed: {stack}: its folder is gone, its resources are not destroyed", style="yellow"))


def _print_warnings(console: Console, site: Site, selection: Selection) -> None:
    affected = selection.affected
    removed = affected.removed if affected else ()
    gone = [f"{stack} was removed: its folder is gone, its resources are not destroyed" for stack in removed]
    for warning in (*site.catalog.warnings, *(affected.warnings if affected else ()), *gone):
        console.print(Text(f"warning: {warning}", style="yellow"))


def print_summary(console: Console, site: Site, record: RunRecord) -> None:
    """Plans, failures with what to do next, what did not run, and one closing line."""
    if record.action is not Action.APPLY:
        _print_plans(console, record)
    _print_failures(console, record)
    not_run = record.with_outcome(Outcome.NOT_RUN)
    if not_run:
        console.print(Text("Not run:", style="bold"))
        for result in not_run:
            console.print(f"  {result.stack} (level {record.level.get(result.stack, 1)}): {result.cause}")
    console.print(Text(closing_line(record), style="bold red" if record.unsuccessful else "bold"))
    console.print(Text(f"run {record.run_id}, history and audit in {site.state_dir}", style="dim"))


def _print_plans(console: Console, record: RunRecord) -> None:
    for result in record.with_outcome(Outcome.CHANGES):
        if result.plan_text:
            console.print(Text(f"--- {result.stack}", style="bold"))
            console.print(Text(result.plan_text.strip()))


def _print_failures(console: Console, record: RunRecord) -> None:
    failed = [r for r in record.unsuccessful if r.outcome is not Outcome.NOT_RUN]
    levels = sorted({record.level.get(result.stack, 1) for result in failed})
    for level in levels:
        names = [r.stack for r in failed if record.level.get(r.stack, 1) == level]
        console.print(Text(f"Level {level} failed: {', '.join(names)}", style="bold red"))
        for result in failed:
            if result.stack in names:
                console.print(Text(_failure(result)))


def _failure(result: StackResult) -> str:
    parts = [f"{result.stack}: {result.outcome.value}", result.cause, result.error, result.hint and f"next: {result.hint}"]
    text = "\n".join(part for part in parts if part)
    return text.replace("\n", "\n  ")


def closing_line(record: RunRecord) -> str:
    """The run in one line; an apply that found nothing to do says so and never says applied."""
    total, counts = len(record.results), record.counts
    took = f"in {record.duration_seconds:.1f} s"
    if record.unsuccessful:
        return f"{record.action.value}: {len(record.successful)} of {total} stacks succeeded, {counts_text(counts)} {took}"
    changed = len(record.with_outcome(Outcome.CHANGES, Outcome.APPLIED))
    if not changed:
        words = {Action.DRIFT: "no drift"}.get(record.action, "no changes")
        return f"{record.action.value}: {words} in {total} stacks {took}"
    words = {Action.APPLY: "applied", Action.PLAN: "with changes", Action.DRIFT: "differ"}[record.action]
    return f"{record.action.value}: {changed} of {total} stacks {words}, {counts_text(counts)} {took}"
