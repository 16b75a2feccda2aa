"""Terraform (or a provider) that crashed: told from Go's own words, in one line; the stack trace stays in the log."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from oci_assets.terraform.failures import Failure, FailureKind
from oci_assets.terraform.raw_logs import bounded_text

EXIT_CODE = 11
"""Of Terraform's own panic handler; Go's is 2, which `plan` also ends with when there are changes.
https://github.com/hashicorp/terraform/blob/main/internal/logging/panic.go
"""
MAX_REASON = 300
_LOOKED_AT_BYTES = 512 * 1024
_BANNER = "TERRAFORM CRASH"
_REASON = re.compile(r"^(?:panic|fatal error): .+$", re.MULTILINE)
_TRACE = re.compile(r"^goroutine \d+ \[", re.MULTILINE)
_HINT = "this is a bug of terraform or of a provider: try another version, and report it"
_CHANGING = f"the state may miss what was done last: look at a plan before the next apply; {_HINT}"


def crash_of(
    phase: str, error_file: Path, returncode: int, *, kept: Path | None, redact: Callable[[str], str]
) -> Failure | None:
    """The failure when a command ended by a crash of Terraform itself; None when it did not.

    Args:
        phase: what it was doing.
        error_file: what it printed as errors.
        returncode: its exit code.
        kept: where people will find all that it printed; None: nowhere.
        redact: takes secrets out of the one line that is told.
    """
    if returncode <= 0 or not error_file.exists():
        return None
    text = "\n".join(bounded_text(error_file, _LOOKED_AT_BYTES)[:2])
    crashed = _BANNER in text or (_REASON.search(text) and _TRACE.search(text))
    if not crashed and returncode != EXIT_CODE:
        return None
    reason = _REASON.search(text)
    what = f": {redact(reason[0])[:MAX_REASON]}" if reason else ""
    hint = f"{_CHANGING if phase == 'apply' else _HINT}{f'; all that it printed is in {kept}' if kept else ''}"
    return Failure(FailureKind.CRASH, f"terraform crashed (exit code {returncode}){what}", hint)
