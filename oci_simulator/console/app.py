"""The commands together, and the one place where trouble becomes a line and an exit code."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from oci_simulator.cloud import ServiceError
from oci_simulator.console import admit, conditions, objects, service
from oci_simulator.console.examples import examples
from oci_simulator.console.place import Place
from oci_simulator.console.trouble import Trouble

FAILED, USAGE, INTERRUPTED = 1, 64, 130
_HELP = "What exists in the simulated OCI, and a hand in it: change things behind Terraform's back, let services fail."
_EXAMPLES = examples(
    "oci-simulator list security_list",
    'oci-simulator set web-list \'ingress_security_rules+={"protocol": "6", "source": "0.0.0.0/0"}\'',
    "terraform plan   # shows it as drift",
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}, help=_HELP, epilog=_EXAMPLES
)
@click.option(
    "--cloud",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The cloud's file [OCI_SIMULATOR_CLOUD, else cloud.db next to the mirror of TF_CLI_CONFIG_FILE].",
)
@click.pass_context
def group(context: click.Context, cloud: Path | None) -> None:
    """Remembers which cloud is meant."""
    context.obj = Place(cloud)


for command in (*objects.COMMANDS, *admit.COMMANDS, *conditions.COMMANDS, *service.COMMANDS):
    group.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line: 0 done, 1 refused or failed, 64 wrong usage, 130 interrupted."""
    try:
        group.main(arguments, prog_name="oci-simulator", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        help_wanted.show()
        sys.exit(USAGE)
    except click.UsageError as error:
        error.show()
        sys.exit(USAGE)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except (Trouble, ServiceError, click.ClickException) as error:
        _fail(error.format_message() if isinstance(error, click.ClickException) else str(error))
    except sqlite3.Error as error:
        _fail(f"the cloud's file cannot be used: {error}")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again at its end
        sys.exit(FAILED)
    except OSError as error:
        _fail(f"{error.filename or 'a file'}: {error.strerror or error}")


def _fail(text: str) -> None:
    click.echo(f"Error: {text}", err=True)
    sys.exit(FAILED)
