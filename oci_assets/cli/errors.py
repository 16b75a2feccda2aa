"""The one place where errors become lines and exit codes: 1 failed, 64 wrong usage, 130 interrupted."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence

import click

from oci_assets.errors import OciAssetsError

FAILED, DIFFERENCES, USAGE, INTERRUPTED = 1, 2, 64, 130


def run_command(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Run a click command; gives the exit code and prints one clear line for expected trouble.

    A process that a script started with `&` has SIGINT ignored, and Dagster then ignores SIGTERM too
    (measured, dagster-notes.md): the handler is put back first.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    try:
        result = command.main(given, standalone_mode=False)
    except click.ClickException as error:
        return _click_error(error)
    except OciAssetsError as error:
        return _expected_error(error, debug=debug)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    except Exception as error:  # noqa: BLE001 the roof: a bug is reported as one, with its traceback on request
        return _unexpected_error(error, debug=debug)
    return result if isinstance(result, int) else 0


def _click_error(error: click.ClickException) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    hint = f"\nTry: {context.command_path} --help" if context else ""
    click.echo(f"error: {error.format_message()}{hint}", err=True)
    return USAGE if isinstance(error, (click.UsageError, click.FileError)) else FAILED


def _expected_error(error: OciAssetsError, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    click.echo(f"error: {error}", err=True)
    return error.exit_code


def _unexpected_error(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    text = f"unexpected error: {type(error).__name__}: {error}"
    click.echo(text if debug else f"{text}\nthis is a bug: --debug shows where, please report it", err=True)
    return FAILED
