"""A run record as Markdown (predecessor.md P11): levels, a table of services, the plan of each in `<details>`. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from oci_assets.model import Action, Outcome, StackResult
from oci_assets.record import INTERRUPTED, RUNNING, RunRecord
from oci_assets.report.audit_record import counts_text
from oci_assets.report.details import details
from oci_assets.report.drift_run_words import drift_ending, drift_warnings
from oci_assets.report.fitting import how_many_fit
from oci_assets.report.plain import cell

MAX_BODY_CHARACTERS = 65_000  # GitHub refuses bodies over 65,536 characters; the rest is for a marker
LEVEL_ROOM = 2_000
LEVELS_ROOM = 10_000
TABLE_ROOM = 25_000
_TITLES = {Action.PLAN: "Terraform plan", Action.APPLY: "Terraform apply", Action.DRIFT: "Drift check"}
_MARKS = {
    Outcome.NO_CHANGES: "✅",
    Outcome.CHANGES: "📝",
    Outcome.APPLIED: "✅",
    Outcome.NOT_RUN: "⏭️",
    Outcome.DEFERRED: "⏳",
}
_ENDINGS = {INTERRUPTED: " (interrupted)", RUNNING: " (still running)"}


def run_to_markdown(record: RunRecord) -> str:
    """The whole report, never longer than GitHub takes: plan texts are cut in the middle, then what needs nobody.

    Names are bare service names when the run is of one region, which the title then tells, stack ids otherwise.
    Everything that comes from the estate, from Terraform or from a person is shown as text, never as Markdown.
    """
    region = record.region
    names = {stack: cell(stack.split("/", 1)[1] if region else stack, 200) for stack in record.results}
    head = (
        "\n".join([*_heading(record, region), *_warnings(record), *_levels(record, names), *_table(record, names)])
        + "\n"
    )
    return head + details(record, names, MAX_BODY_CHARACTERS - len(head))


def _heading(record: RunRecord, region: str | None) -> list[str]:
    failed, done, total = len(record.failed), len(record.successful), len(record.results)
    waits = len(record.unsuccessful) - failed
    ended = f"{done} succeeded, {failed} did not" + (f", {waits} deferred" if waits else "")
    ended = drift_ending(record) if record.action is Action.DRIFT else ended
    where = f" of {cell(region, 100)}" if region else ""
    commit = f" at {cell(record.commit[:10])}" if record.commit else ""
    took = f"in {record.duration_seconds:.1f} s"
    return [
        f"## {_TITLES[record.action]}{where}: {ended}{_ENDINGS.get(record.status, '')}",
        "",
        f"{counts_text(record.counts)} over {total} service{'' if total == 1 else 's'} {took}{commit}",
        "",
    ]


def _warnings(record: RunRecord) -> list[str]:
    """What the checks of a drift run warn of, each once."""
    lines = [f"- warning: {cell(warning, 500)}" for warning in drift_warnings(record)]
    return [*lines, ""] if lines else []


def _levels(record: RunRecord, names: Mapping[str, str]) -> list[str]:
    levels = record.execution_levels
    if not levels:
        return []
    lines = [_level_line(record, [names[stack] for stack in level], record.level_of(level[0])) for level in levels]
    shown = how_many_fit((len(line) + 1 for line in lines), LEVELS_ROOM)
    more = [f"- and {len(lines) - shown} more levels"] if shown < len(lines) else []
    return ["### Execution levels", "", *lines[:shown], *more, ""]


def _level_line(record: RunRecord, names: list[str], number: int) -> str:
    shown = how_many_fit((len(name) + 2 for name in names), LEVEL_ROOM)
    more = [f"and {len(names) - shown} more"] if shown < len(names) else []
    parallel = " (parallel execution)" if record.parallel and len(names) > 1 else ""
    return f"- **Level {number}:** {', '.join([*names[:shown], *more])}{parallel}"


def _table(record: RunRecord, names: Mapping[str, str]) -> list[str]:
    rows = {result.stack: _row(result, names[result.stack]) for result in record.in_order}
    urgent = record.most_urgent_first
    shown = how_many_fit((len(rows[result.stack]) + 1 for result in urgent), TABLE_ROOM)
    kept = {result.stack for result in urgent[:shown]}
    left_out = Counter(result.outcome.value for result in urgent[shown:])
    words = ", ".join(f"{number} {outcome}" for outcome, number in left_out.items())
    return [
        *["| Service | Status | Duration | Changes |", "|---|---|---|---|"],
        *[row for stack, row in rows.items() if stack in kept],
        *(["", f"Not shown for lack of room: {words}"] if left_out else []),
        "",
    ]


def _row(result: StackResult, name: str) -> str:
    status = f"{_MARKS.get(result.outcome, '❌')} {result.outcome.value}"
    cause = f": {cell(result.cause)}" if result.cause else ""
    duration = f"{result.duration_seconds:.1f} s"
    return f"| {name} | {status}{cause} | {duration} | {counts_text(result.counts)} |"
