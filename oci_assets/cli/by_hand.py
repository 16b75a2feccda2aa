"""What the commands that mend a state share: the stack's Terraform, a question on the terminal, errors that help."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from oci_assets.cli.session import Session
from oci_assets.cli.state_dir import require_state_dir
from oci_assets.errors import OciAssetsError, UsageError
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.session import Session as TerraformSession


@contextmanager
def state_by_hand(session: Session, stack: str, what: str, *, waits: bool) -> Iterator[TerraformSession]:
    """Terraform for one stack; `waits` for locks as long as the settings say, or not at all.

    Raises:
        UsageError: no such stack. OciAssetsError: what failed, and what to do next.
    """
    from oci_assets.platform.by_hand import open_by_hand  # noqa: PLC0415 Dagster takes a second to import

    site = session.load()
    require_state_dir(site.state_dir)
    seconds = site.settings.terraform.lock_timeout_seconds if waits else 0
    shown = session.console.print if session.debug else None
    with open_by_hand(site, stack, what, lock_timeout_seconds=seconds, on_line=shown) as terraform:
        try:
            yield terraform
        except PhaseError as error:
            hint = f"\n  next: {error.failure.hint}" if error.failure.hint else ""
            raise OciAssetsError(terraform.redaction.redact(f"{error}{hint}")) from error


def agreed(question: str, *, yes: bool) -> bool:
    """Whether a person says yes, now on the terminal or before with `--yes`.

    Raises:
        UsageError: there is no terminal to ask on.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError("nothing was done: there is no terminal to ask on; if this is meant, add --yes")
    return click.confirm(question, default=False)
