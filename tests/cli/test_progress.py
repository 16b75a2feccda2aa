"""The lines and the table that a run is followed by."""

from __future__ import annotations

import io

import dagster as dg
import pytest
from rich.console import Console

from oci_assets.cli.progress import Progress
from oci_assets.cli.terminal import Terminal
from oci_assets.cli.words import counted
from oci_assets.model import Action


@pytest.mark.parametrize(("number", "words"), [(0, "0 stacks"), (1, "1 stack"), (2, "2 stacks")])
def test_counted(number: int, words: str) -> None:
    """One stack is not stacks."""
    assert counted(number, "stack") == words


def started(step: str) -> dg.DagsterEvent:
    """Dagster's event that a step has started."""
    return dg.DagsterEvent(dg.DagsterEventType.STEP_START.value, "apply", step_key=step)


def test_table_counts_while_nothing_happens() -> None:
    """What runs is drawn anew at each refresh, so that the seconds go on during a long apply."""
    with Progress(Terminal(), ["toronto/network", "toronto/oke"], Action.APPLY) as progress:
        progress.take(started("toronto__network"))
        progress.take(started("not a stack"))
        console = Console(file=io.StringIO(), width=60)
        console.print(progress._table())
        progress._running["toronto/network"] = type(progress._running["toronto/network"])(since=-1e6)
        console.print(progress._table())
    assert isinstance(console.file, io.StringIO)
    first, second = console.file.getvalue().splitlines()
    assert first.split()[1:] == ["toronto/network", "applying", "0", "s"]
    assert int(second.split()[3]) > 1_000_000


def test_lines_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """What Terraform prints is shown, its escape sequences are not obeyed."""
    with Progress(Terminal(), ["toronto/network"], Action.APPLY) as progress:
        progress.hear("toronto/network", "\x1b[2Jred \x1b]0;title\x07[bold]as it is[/bold]")
    assert capsys.readouterr().out == "toronto/network | red [bold]as it is[/bold]\n"
