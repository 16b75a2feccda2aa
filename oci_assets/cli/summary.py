"""What is printed before and after a run. Reads records and catalogs, prints, decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from oci_assets.cli.drift_summary import print_drift
from oci_assets.cli.notices import print_notices, uncommitted
from oci_assets.cli.selection import Selection
from oci_assets.cli.words import counted
from oci_assets.model import Action, Affected, Outcome, StackResult
from oci_assets.platform.site import Site
from oci_assets.record import INTERRUPTED as RUN_INTERRUPTED
from oci_assets.record import RunRecord
from oci_assets.report.audit_record import counts_text
from oci_assets.report.drift_run_words import drift_ending
from oci_assets.report.error_words import laid_out
from oci_assets.report.levels_text import execution_plan_lines, module_lines, shortest
from oci_assets.report.plain import visible
from oci_assets.terraform.results import INTERRUPTED

MAX_REASONS = 2


def print_before(console: Console, site: Site, selection: Selection, *, parallel: bool) -> None:
    """Warnings, what selected the stacks, and the execution plan; or that there is nothing to run, and why."""
    affected = selection.affected
    _print_notices(console, site, selection)
    if not selection.stacks:
        console.print(_nothing(affected))
        return
    if affected is not None:
        for line in module_lines(affected):
            console.print(line)
        for stack in selection.stacks:
            reasons = shortest(affected.reasons.get(stack, ()), MAX_REASONS) or ["upstream of an affected stack"]
            console.print(Text.assemble((stack, "cyan"), f": {'; '.join(reasons)}"))
    lines = execution_plan_lines(site.catalog, selection.stacks, selection.ancestors, parallel=parallel)
    console.print(Text(lines[0], style="bold"))
    for line in lines[1:]:
        console.print(line)


def _nothing(affected: Affected | None) -> str:
    if affected is None:
        return "No stack is selected: nothing to do."
    changeset = affected.changeset
    files = f"{counted(len(changeset.paths), 'changed file')} in {changeset.merge_base[:10]}..{changeset.head[:10]}"
    return f"No stack is affected by the {files}: nothing to do."


def _print_notices(console: Console, site: Site, selection: Selection) -> None:
    affected = selection.affected
    warnings = [*site.catalog.warnings, *(affected.warnings if affected else ())]
    warnings += uncommitted(site, comparing=affected is not None)
    print_notices(console, affected.removed if affected else (), warnings)


def print_summary(console: Console, site: Site, record: RunRecord) -> None:
    """Plans, failures with what to do next, what did not run, and one closing line."""
    if record.action is Action.DRIFT:
        print_drift(console, record)
    elif record.action is Action.PLAN:
        _print_plans(console, record)
    _print_notes(console, record)
    _print_failures(console, record)
    for title, outcome in (("Deferred:", Outcome.DEFERRED), ("Not run:", Outcome.NOT_RUN)):
        _print_causes(console, record, title, record.with_outcome(outcome))
    console.print(Text(closing_line(record), style="bold red" if record.failed else "bold"))
    console.print(Text(f"run {record.run_id}, history and audit in {site.state_dir}", style="dim"))


def _print_plans(console: Console, record: RunRecord) -> None:
    for result in record.with_outcome(Outcome.CHANGES, Outcome.BLOCKED):
        if result.plan_text:
            console.print(Text(f"--- {result.stack}", style="bold"))
            console.print(Text(visible(result.plan_text).strip()))


def _print_notes(console: Console, record: RunRecord) -> None:
    """What there is to say of stacks that ended well; what holds for several is said once."""
    stacks: dict[str, list[str]] = {}
    for result in record.results.values():
        if result.outcome.is_success and result.hint:
            stacks.setdefault(visible(result.hint), []).append(result.stack)
    for hint, of in stacks.items():
        console.print(Text(f"note: {', '.join(of)}: {hint}", style="yellow"))


def _print_causes(console: Console, record: RunRecord, title: str, results: Sequence[StackResult]) -> None:
    if results:
        console.print(Text(title, style="bold"))
    for result in results:
        console.print(f"  {result.stack} (level {record.level_of(result.stack)}): {result.cause}")
        if result.hint:
            console.print(Text(f"    {visible(result.hint)}", style="dim"))


def _print_failures(console: Console, record: RunRecord) -> None:
    failed = [r for r in record.failed if r.outcome not in {Outcome.NOT_RUN, Outcome.DEFERRED}]
    levels = sorted({record.level_of(result.stack) for result in failed})
    for level in levels:
        here = [result for result in failed if record.level_of(result.stack) == level]
        verb = "interrupted" if all(result.cause == INTERRUPTED for result in here) else "failed"
        console.print(Text(f"Level {level} {verb}: {', '.join(result.stack for result in here)}", style="bold red"))
        for result in here:
            console.print(Text(_failure(result)))


def _failure(result: StackResult) -> str:
    parts = [
        f"{result.stack}: {result.outcome.value}",
        result.cause,
        laid_out(result.error or ""),
        result.hint and f"next: {result.hint}",
    ]
    text = "\n".join(part for part in parts if part)
    return visible(text).replace("\n", "\n  ")


def closing_line(record: RunRecord) -> str:
    """The run in one line; an apply that found nothing to do says so and never says applied."""
    action, stacks = record.action, counted(len(record.results), "stack")
    took = f"in {record.duration_seconds:.1f} s"
    deferred = len(record.unsuccessful) - len(record.failed)
    if record.failed:
        stopped = "interrupted, " if record.status == RUN_INTERRUPTED else ""
        if action is Action.DRIFT:
            return f"{action.value}: {stopped}{drift_ending(record)} {took}"
        done = f"{stopped}{len(record.successful)} of {stacks} succeeded"
        return f"{action.value}: {done}, {counts_text(record.counts)} {took}"
    changed = len(record.with_outcome(Outcome.CHANGES, Outcome.APPLIED))
    if not changed and not deferred:
        return f"{action.value}: {'no drift' if action is Action.DRIFT else 'no changes'} in {stacks} {took}"
    words = {Action.APPLY: "applied", Action.PLAN: "with changes", Action.DRIFT: "with differences"}[action]
    waiting = f", {deferred} deferred" if deferred else ""
    return f"{action.value}: {changed} of {stacks} {words}{waiting}, {counts_text(record.counts)} {took}"
