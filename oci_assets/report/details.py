"""The `<details>` of a report: error, next step and plan of each stack, in as much room as is left for them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from oci_assets.model import StackResult
from oci_assets.record import RunRecord
from oci_assets.report.audit_record import counts_text
from oci_assets.report.drift_text import drift_lines
from oci_assets.report.error_words import laid_out
from oci_assets.report.fitting import fair_shares, how_many_fit
from oci_assets.report.plain import FENCES_CHARACTERS, MAX_CELL_CHARACTERS, cell, fenced

MIN_TEXT_CHARACTERS = 400
_NOTE_ROOM = 500


def details(record: RunRecord, names: Mapping[str, str], room: int) -> str:
    """One block a stack, never longer together than `room` characters; `names` are the stacks' names as Markdown.

    Short texts are whole, long ones cut in the middle; when there are too many, the blocks of the stacks that need
    a person come first. A last line says so when something is missing.
    """
    texts = {result.stack: detail_text(result) for result in record.most_urgent_first}
    wanted = [stack for stack, text in texts.items() if text]
    frames = {stack: len(_frame(record.results[stack], names[stack], "")) + FENCES_CHARACTERS for stack in wanted}
    smallest = (frames[stack] + min(len(texts[stack]), MIN_TEXT_CHARACTERS) for stack in wanted)
    kept = wanted[: how_many_fit(smallest, room - _NOTE_ROOM)]
    lengths = [len(texts[stack]) for stack in kept]
    shares = fair_shares(lengths, room - _NOTE_ROOM - sum(frames[stack] for stack in kept))
    blocks = {
        stack: _frame(record.results[stack], names[stack], fenced(texts[stack], share))
        for stack, share in zip(kept, shares, strict=True)
    }
    in_order = [blocks[result.stack] for result in record.in_order if result.stack in blocks]
    return "".join([*in_order, _note(record, len(wanted) - len(kept), is_cut=shares != lengths)])


def detail_text(result: StackResult) -> str:
    """Error, cause, next step, what a drift check found, plan; empty when the table already tells all there is."""
    cause, found = result.cause or "", "\n".join(drift_lines(result.found)) if result.found else ""
    if not (result.error or result.hint or found or result.plan_text) and len(cause) <= MAX_CELL_CHARACTERS:
        return ""
    parts = [
        laid_out(result.error or ""),
        cause,
        result.hint and f"next: {result.hint}",
        found,
        result.plan_text.strip("\n"),
    ]
    return "\n\n".join(part for part in parts if part)


def _frame(result: StackResult, name: str, block: str) -> str:
    return f"<details><summary>{name}: {counts_text(result.counts)}</summary>\n\n{block}\n\n</details>\n\n"


def _note(record: RunRecord, missing: int, *, is_cut: bool) -> str:
    if not missing and not is_cut:
        return ""
    left_out = f"The details of {missing} more services are left out. " if missing else ""
    return (
        f"{left_out}This report is cut to what GitHub takes; the history of run {cell(record.run_id, 50)} has more.\n"
    )
