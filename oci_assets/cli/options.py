"""The options that `plan`, `apply` and `drift` share: as click takes them, and as one typed value."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from oci_assets.cli.selection import Choice
from oci_assets.cli.session import debug_option

MAX_REASON = 500


class _Minutes(click.FloatRange):
    """A number of minutes; `nan` lies in no range, and click lets it pass."""

    name = "minutes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number.

        Raises:
            click.BadParameter: it is none, or out of range.
        """
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value} is not in the range {self._describe_range()}.", param, ctx)
        return number


def _short(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The text: it becomes a tag of the run, which databases index."""
    if value is not None and not 0 < len(value.strip()) <= MAX_REASON:
        raise click.BadParameter(f"give 1 to {MAX_REASON} characters.", ctx, param)
    return value


_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)
_DIRECTORY = click.Path(path_type=Path)
_CLICK_OPTIONS = (
    click.argument("stacks", metavar="[STACK]...", nargs=-1),
    click.option("--all", "all_stacks", is_flag=True, help="Every stack of the estate."),
    click.option("--base-ref", help="What the commits since this branch, tag or commit affect."),
    click.option("--head-ref", help="The newer commit [HEAD]."),
    click.option("--working-dir", "-w", "working_dirs", type=_DIRECTORY, multiple=True, help="Only in this folder."),
    click.option("--parallel/--no-parallel", default=None, help="Several stacks at once [settings: on]."),
    click.option("--max-workers", type=click.IntRange(1, 64), help="How many at once [settings: 3]."),
    click.option("--timeout-minutes", type=_Minutes(0, 24 * 60, min_open=True), help="For a stack [settings: 30]."),
    click.option("--on-failure", type=click.Choice(["stop", "independent"]), help="What goes on [settings: stop]."),
    click.option("--scheduling", type=click.Choice(["streaming", "levels"]), help="When a stack may start."),
    click.option(
        "--include-upstream/--no-include-upstream",
        default=None,
        help="Run unselected upstream stacks too [settings: off].",
    ),
    click.option("--dry-run", is_flag=True, help="Show the execution plan and stop."),
    click.option("--json", "json_file", type=_FILE, help="Write the run's JSON here, or to - (standard output)."),
    click.option("--markdown", "markdown_file", type=_FILE, help="Write the report as Markdown here, or to -."),
    click.option("--detailed-exitcode", is_flag=True, help="End with 2 when there are changes or drift."),
    click.option("--allow-destroy", multiple=True, metavar="STACK", help="Override this stack's guards (audited)."),
    click.option("--allow-frozen", multiple=True, metavar="STACK", help="Apply it in a frozen window (audited)."),
    click.option("--allow-policy", multiple=True, metavar="STACK", help="Apply what its policy refuses (audited)."),
    click.option("--reason", callback=_short, help="Why a guard is overridden, for the audit record."),
    debug_option,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOptions:
    """What was asked for; None means: as the settings say."""

    stacks: tuple[str, ...] = ()
    all_stacks: bool = False
    base_ref: str | None = None
    head_ref: str | None = None
    working_dirs: tuple[Path, ...] = ()
    parallel: bool | None = None
    max_workers: int | None = None
    timeout_minutes: float | None = None
    on_failure: str | None = None
    scheduling: str | None = None
    include_upstream: bool | None = None
    dry_run: bool = False
    json_file: Path | None = None
    markdown_file: Path | None = None
    audit_file: Path | None = None
    detailed_exitcode: bool = False
    allow_destroy: tuple[str, ...] = ()
    planned: str | None = None
    incremental: bool = False
    allow_frozen: tuple[str, ...] = ()
    allow_policy: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def choice(self) -> Choice:
        """Which stacks."""
        return Choice(
            names=self.stacks,
            all_stacks=self.all_stacks,
            base_ref=self.base_ref,
            head_ref=self.head_ref,
            working_dirs=self.working_dirs,
            include_upstream=self.include_upstream,
        )

    @property
    def report_to_stdout(self) -> bool:
        """Whether a program reads standard output."""
        return "-" in {str(self.json_file), str(self.markdown_file)}


def action_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The decorator that gives a command these options."""
    for option in reversed(_CLICK_OPTIONS):
        command = option(command)
    return command
