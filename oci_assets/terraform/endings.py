"""How a command of Terraform ended -> the failure behind it: stopped by us, ended by a signal, or what it printed."""

from __future__ import annotations

import signal

from oci_assets.terraform.failures import Failure, FailureKind, classify
from oci_assets.terraform.process import ProcessResult
from oci_assets.terraform.tail import read_end

ERROR_BYTES = 64 * 1024
_KILLED_HINT = (
    "the state may miss what was done last and Terraform's own lock may be left behind: "
    "look at a plan before the next apply"
)


def interrupted(result: ProcessResult | None = None, grace_seconds: float = 0.0) -> Failure:
    """The run was told to stop; `result` None: before this command was started."""
    if result is None:
        return Failure(FailureKind.INTERRUPTED, "was interrupted before it started", "run it again")
    return _stopped(FailureKind.INTERRUPTED, "was interrupted", result, grace_seconds)


def timed_out(result: ProcessResult, timeout_seconds: float, grace_seconds: float) -> Failure:
    """The command took longer than it may."""
    return _stopped(FailureKind.TIMEOUT, f"timed out after {timeout_seconds / 60:.3g} minutes", result, grace_seconds)


def diagnose(result: ProcessResult) -> Failure:
    """The failure in what a command printed, or the signal that ended it."""
    if result.returncode < 0:
        name = signal.Signals(-result.returncode).name
        return Failure(
            FailureKind.UNKNOWN, f"terraform was ended by {name} from outside (out of memory?)", _KILLED_HINT
        )
    errors = read_end(result.error_file, ERROR_BYTES)
    return classify(errors if errors.strip() else read_end(result.log_file, ERROR_BYTES))


def _stopped(kind: FailureKind, what: str, result: ProcessResult, grace_seconds: float) -> Failure:
    if result.killed:
        return Failure(kind, f"{what}, did not stop within {grace_seconds:.0f} s and was killed", _KILLED_HINT)
    more = "raise timeout_minutes for this stack, or run it again" if kind is FailureKind.TIMEOUT else "run it again"
    return Failure(kind, f"{what}; terraform stopped in order", more)
