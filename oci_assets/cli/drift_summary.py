"""What a drift check found, on a terminal: a heading for each stack, kinds, attributes before and after."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from oci_assets.model import Outcome, StackResult
from oci_assets.record import RunRecord
from oci_assets.report.drift_run_words import drift_warnings
from oci_assets.report.drift_text import drift_lines
from oci_assets.report.plain import visible


def print_drift(console: Console, record: RunRecord) -> None:
    """Every stack about which there is something to say; of records of older releases the plan."""
    for result in record.in_order:
        for number, line in enumerate(_lines(result)):
            console.print(Text(line, style="bold" if number == 0 else ""))
    for warning in drift_warnings(record):
        console.print(Text(f"warning: {warning}", style="yellow"))


def _lines(result: StackResult) -> Iterator[str]:
    if result.found is not None:
        yield from drift_lines(result.found)
    elif result.outcome is Outcome.CHANGES and result.plan_text:
        yield f"--- {result.stack}"
        yield visible(result.plan_text).strip()
