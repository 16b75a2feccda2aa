"""How long 40 steps in 4 levels take under each executor, beside the ideal schedule, within one run.

`python benchmarks/executor.py [--steps 40 --levels 4 --seconds 0.2 --workers 3 --write]`
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import dagster as dg  # noqa: E402

from benchmarks.executor_cases import Case, barrier_seconds, ideal_seconds, run_seconds, uneven_case  # noqa: E402
from oci_assets.platform.executor import thread_executor  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "executor.md"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    seconds: float
    times: float


def even_rows(case: Case, *, multiprocess: bool, repeat: int) -> list[Row]:
    """The executors on steps of equal length; the factor is against the ideal schedule."""
    ideal = ideal_seconds(case)
    measured: list[tuple[str, Callable[[], float]]] = [
        ("predecessor's level barrier (bare threads, no history)", lambda: barrier_seconds(case)),
        ("threads, in memory", lambda: in_memory(case)),
        ("threads, SQLite", lambda: on_sqlite(case, thread_executor)),
        ("Dagster in_process, SQLite", lambda: on_sqlite(case, dg.in_process_executor)),
    ]
    if multiprocess:
        measured.append(("Dagster multiprocess (spawn), SQLite", lambda: on_sqlite(case, dg.multiprocess_executor)))
    rows = [Row("ideal list schedule (computed)", ideal, 1.0)]
    for what, measure in measured:
        seconds = min(measure() for _ in range(1 if "Dagster" in what else repeat))
        rows.append(Row(what, seconds, seconds / ideal))
    return rows


def uneven_rows(case: Case, *, repeat: int) -> list[Row]:
    """Streaming on steps of uneven length; the factor is against the level barrier."""
    barrier = min(barrier_seconds(case) for _ in range(repeat))
    rows = [Row("predecessor's level barrier", barrier, 1.0)]
    rows.append(Row("ideal list schedule (computed)", ideal_seconds(case), ideal_seconds(case) / barrier))
    measured: list[tuple[str, Callable[[], float]]] = [
        ("threads, in memory", lambda: in_memory(case)),
        ("threads, SQLite", lambda: on_sqlite(case, thread_executor)),
    ]
    for what, measure in measured:
        seconds = min(measure() for _ in range(repeat))
        rows.append(Row(what, seconds, seconds / barrier))
    return rows


def in_memory(case: Case) -> float:
    """Seconds of one run of our executor with an instance without files."""
    with dg.DagsterInstance.ephemeral() as instance:
        return run_seconds(thread_executor, case, instance)


def on_sqlite(case: Case, executor: dg.ExecutorDefinition) -> float:
    """Seconds of one run with a history in a fresh home."""
    with tempfile.TemporaryDirectory() as home:
        settings = {"telemetry": {"enabled": False}}
        with dg.DagsterInstance.local_temp(home, overrides=settings) as instance:
            return run_seconds(executor, case, instance)


def table(title: str, rows: Sequence[Row], against: str) -> str:
    """The rows in Markdown."""
    lines = [f"## {title}", "", f"| what | seconds | x {against} |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {row.what} | {row.seconds:.2f} | {row.times:.2f} |" for row in rows)])


@click.command()
@click.option("--steps", default=40, show_default=True)
@click.option("--levels", default=4, show_default=True)
@click.option("--seconds", default=0.2, show_default=True, help="Length of a step.")
@click.option("--workers", default=3, show_default=True, help="Steps that run at once.")
@click.option("--repeat", default=3, show_default=True, help="The best of so many runs counts.")
@click.option("--multiprocess/--no-multiprocess", default=True, show_default=True, help="Dagster's default is slow.")
@click.option("--write", is_flag=True, help=f"Also write {RESULT.relative_to(ROOT)}.")
def main(
    *, steps: int, levels: int, seconds: float, workers: int, repeat: int, multiprocess: bool, write: bool
) -> None:
    """Measure and print the tables."""
    logging.disable(logging.CRITICAL)  # console output of Dagster's events is not what is measured
    even = Case.even(steps, levels, seconds, workers)
    uneven = uneven_case(seconds, workers)
    first = even_rows(even, multiprocess=multiprocess, repeat=repeat)
    command = f"python benchmarks/executor.py --steps {steps} --levels {levels} --seconds {seconds} --workers {workers}"
    text = "\n\n".join(
        [
            f"# Executor\n\n`{command}`, Python {sys.version.split()[0]}, Dagster {dg.__version__}, best of {repeat}.",
            table(f"{steps} steps of {seconds} s in {levels} levels, {workers} at once", first, "ideal"),
            table(f"Uneven steps, {workers} at once", uneven_rows(uneven, repeat=repeat), "level barrier"),
        ],
    )
    click.echo(text)
    if write:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
