"""Builders of results, run records and catalogs for the tests of reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import PurePosixPath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from oci_assets.estate.graph import break_cycles, levels
from oci_assets.model import Action, Catalog, Dependency, DependencyKind, Outcome, Stack, StackResult
from oci_assets.record import SUCCEEDED, RunRecord

START = datetime(2026, 11, 24, 2, 0, tzinfo=timezone.utc)
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def result(stack: str, outcome: Outcome = Outcome.NO_CHANGES, **fields: Any) -> StackResult:
    """A result of this stack."""
    return StackResult(stack, outcome, **fields)


def record(*results: StackResult, level: Mapping[str, int] | None = None, **fields: Any) -> RunRecord:
    """A plan of these stacks that took 90.5 seconds; all are of level 1 unless `level` says otherwise."""
    values = {
        "run_id": "run-1",
        "action": Action.PLAN,
        "status": SUCCEEDED,
        "commit": COMMIT,
        "started_at": START,
        "finished_at": START + timedelta(seconds=90.5),
        "results": {each.stack: each for each in results},
        "level": level or {},
    }
    return RunRecord(**{**values, **fields})


def catalog(upstream: Mapping[str, Sequence[str]], **fields: Any) -> Catalog:
    """A catalog of these stacks and their upstreams, cycles broken; a `~` in front of an upstream makes it soft."""
    edges, cycles = break_cycles(
        {stack: tuple(map(_edge, sorted(names, key=_bare))) for stack, names in upstream.items()}
    )
    stacks = {stack: _stack(*stack.split("/", 1)) for stack in sorted(upstream)}
    return Catalog(stacks, edges, levels(edges, cycles), cycles, **fields)


def _edge(name: str) -> Dependency:
    kind = DependencyKind.SOFT if name.startswith("~") else DependencyKind.HARD
    return Dependency(_bare(name), "built-in", kind)


def _bare(name: str) -> str:
    return name.removeprefix("~")


def _stack(region: str, service: str) -> Stack:
    return Stack(region, service, service, PurePosixPath(region, service))


def parse_markdown(text: str) -> list[Token]:
    """The blocks that a CommonMark parser with GitHub's tables sees; inline tokens carry their own as children."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
