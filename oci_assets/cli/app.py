"""`oci-assets`: the group, its options, and the commands, each loaded when it is called."""

from __future__ import annotations

import difflib
import importlib
import os
from collections.abc import Mapping
from pathlib import Path

import click

from oci_assets import __version__
from oci_assets.cli.errors import require_current_folder, run_command
from oci_assets.cli.session import Session
from oci_assets.environment import Environment

COMMANDS: Mapping[str, str] = {
    "affected": "oci_assets.cli.affected:affected",
    "graph": "oci_assets.cli.graph:graph",
    "services": "oci_assets.cli.services:services",
    "plan": "oci_assets.cli.actions:plan",
    "apply": "oci_assets.cli.actions:apply",
    "drift": "oci_assets.cli.actions:drift",
    "unlock": "oci_assets.cli.unlock:unlock",
    "push-state": "oci_assets.cli.push_state:push_state",
    "doctor": "oci_assets.cli.doctor:doctor",
    "init": "oci_assets.cli.init:init",
    "audit": "oci_assets.cli.audit:audit",
    "github": "oci_assets.cli.github:github",
    "demo": "oci_assets.cli.demo:demo",
}
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called: `affected` never loads Dagster."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, None when there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with.

        Raises:
            click.UsageError: there is none; names what may have been meant.
        """
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            close = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command {name!r}: {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Example: oci-assets --estate ~/estate plan --base-ref origin/main",
)
@click.option("--estate", type=click.Path(path_type=Path), help="Your estate's clone [OCI_ASSETS_ESTATE, else .].")
@click.option("--state-dir", type=click.Path(path_type=Path), help="Where history and plans go [OCI_ASSETS_STATE_DIR].")
@click.option("--config", type=_FILE, help="Settings file [ESTATE/oci-assets.yaml].")
@click.option("--debug", is_flag=True, help="Show Terraform's output, Dagster's log and tracebacks.")
@click.version_option(__version__, prog_name="oci-assets")
@click.pass_context
def cli(ctx: click.Context, estate: Path | None, state_dir: Path | None, config: Path | None, *, debug: bool) -> None:
    """Terraform for Oracle Cloud estates: what a change affects, in dependency order, in parallel, audited."""
    require_current_folder()
    environment = Environment.read(os.environ)
    ctx.obj = Session(
        environment,
        estate=estate or environment.estate_folder() or Path(),
        state_dir=state_dir or environment.state_dir,
        config=config,
        debug=debug,
    )


def main() -> None:
    """Run the command line and end the process with its exit code."""
    raise SystemExit(run_command(cli))
