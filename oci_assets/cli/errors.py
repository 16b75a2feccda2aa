"""The one place where errors become lines and exit codes: 1 failed, 64 wrong usage, 130 interrupted."""

from __future__ import annotations

import logging
import os
import re
import signal
import sqlite3
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from oci_assets.cli.terminal import discard_unread, show_every_character
from oci_assets.errors import OciAssetsError
from oci_assets.terraform.redaction import Redactor
from oci_assets.terraform.secret_sources import environment_secrets

_DISK = re.compile(r"disk is full|disk I/O error|readonly database|unable to open database file")
FAILED, DIFFERENCES, USAGE, INTERRUPTED = 1, 2, 64, 130


def run_command(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Run a click command; gives the exit code and prints one clear line for expected trouble.

    A process that a script started with `&` has SIGINT ignored, and Dagster then ignores SIGTERM too
    (measured, dagster-notes.md): the handler is put back first.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    show_every_character()
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    try:
        with _own_log(shown=debug):
            result = command.main(given, standalone_mode=False)
    except click.ClickException as error:
        return _click_error(error)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        discard_unread()
        return FAILED
    except Exception as error:  # noqa: BLE001 the roof: a bug is reported as one, with its traceback on request
        if debug:
            click.echo(_without_secrets("".join(traceback.format_exception(error))), err=True)
        click.echo(_without_secrets(_told(error, debug=debug)), err=True)
        return error.exit_code if isinstance(error, OciAssetsError) else FAILED
    return result if isinstance(result, int) else 0


def require_current_folder() -> None:
    """Nothing works in a folder that somebody removed, and each thing says so in another way.

    Raises:
        OciAssetsError: the current folder is gone.
    """
    try:
        Path.cwd()
    except OSError as error:
        raise OciAssetsError("the current folder does not exist any more: cd to one that does") from error


def _click_error(error: click.ClickException) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context and error.message == context.get_help():  # called without anything: the help is the answer
        click.echo(error.message, err=True)
        return USAGE
    hint = f"\nTry: {context.command_path} --help" if context else ""
    click.echo(f"error: {error.format_message()}{hint}", err=True)
    return USAGE if isinstance(error, (click.UsageError, click.FileError)) else FAILED


def _told(error: Exception, *, debug: bool) -> str:
    """One clear line; what nobody foresaw is called a bug."""
    if isinstance(error, OciAssetsError):
        return f"error: {error}"
    if isinstance(error, OSError) and error.strerror:
        where = f": {error.filename}" if error.filename is not None else ""
        hint = "" if debug else " (--debug shows where it happened)"
        return f"error: {error.strerror}{where}: mend that, then run this again{hint}"
    if trouble := _history_trouble(error):
        return (
            f"error: the history cannot be written: {trouble}: make room on the state directory's disk, or make it "
            "writable; then look at a plan, which shows what is left to do"
        )
    text = f"unexpected error: {type(error).__name__}: {error}"
    return text if debug else f"{text}\nthis is a bug: --debug shows where, please report it"


def _history_trouble(error: BaseException | None) -> str | None:
    """What SQLite said of its disk, wherever in the chain of causes; None when this is something else."""
    while error is not None:
        if isinstance(error, sqlite3.OperationalError) and (said := _DISK.search(str(error))):
            return said[0]
        error = error.__cause__ or error.__context__
    return None


def _without_secrets(text: str) -> str:
    """Nobody knows what an error quotes: an address with its password, a line of a key."""
    return Redactor(environment_secrets(os.environ)).redact(text)


@contextmanager
def _own_log(*, shown: bool) -> Iterator[None]:
    """With `--debug` our own log lines (each command with its exit code and seconds) on standard error."""
    logger, handler = logging.getLogger("oci_assets"), logging.StreamHandler()
    level = logger.level
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    if shown:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
