"""What every command needs: where the estate is, where to print, and the site, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click

from oci_assets.cli.terminal import Terminal
from oci_assets.environment import Environment
from oci_assets.estate.git import Repository
from oci_assets.platform.site import Site, load_site, open_estate, require_stacks

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)


@dataclass(slots=True)
class Session:
    """One call of the command line.

    Attributes:
        console: where people read; standard error when standard output carries JSON.
        audit_region: OCI region for the audit record, where the user named one.
        debug: show Terraform's output, Dagster's log and tracebacks.
    """

    environment: Environment
    estate: Path
    state_dir: Path | None = None
    config: Path | None = None
    debug: bool = False
    audit_region: str | None = None
    console: Terminal = field(default_factory=Terminal)

    def load(self) -> Site:
        """The estate, with at least one stack.

        Raises:
            EstateError, SettingsError: it cannot be read; the message says what to do.
        """
        return require_stacks(self.load_any())

    def load_any(self) -> Site:
        """The estate, even when it has no stacks."""
        return load_site(
            self.estate,
            state_dir=self.state_dir,
            config=self.config,
            terraform=self.environment.terraform,
            branch=self.environment.branch,
        )

    def open_repository(self) -> Repository:
        """The estate's git repository, for commands that need no files on disk.

        Raises:
            EstateError: there is none.
        """
        return open_estate(self.estate)

    def print_to_stderr(self) -> None:
        """Leave standard output to a program that reads it."""
        self.console = Terminal(stderr=True)


def debug_option(function: Command) -> Command:
    """`--debug` behind the command as well as before it (design.md's contract has it there)."""

    def remember(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 click's shape
        if value:
            ctx.find_object(Session).debug = True  # type: ignore[union-attr]

    option = click.option(
        "--debug", is_flag=True, expose_value=False, callback=remember, help="Show Terraform's output and tracebacks."
    )
    return option(function)
