"""How a command of Terraform ended -> the failure behind it: stopped by us, ended by a signal, or what it printed."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import replace

from oci_assets.terraform.failures import Failure, FailureKind, classify
from oci_assets.terraform.process import ProcessResult
from oci_assets.terraform.tail import read_end

ERROR_BYTES = 64 * 1024
_LOCK_HINT = "Terraform's own lock may be left behind"
_KILLED_HINT = f"the state may miss what was done last and {_LOCK_HINT}: look at a plan before the next apply"


def not_started() -> Failure:
    """The run was told to stop before this command."""
    return Failure(FailureKind.INTERRUPTED, "was interrupted before it started", "run it again")


def broken_off() -> Failure:
    """The run was told to stop while a program was asked that changes nothing."""
    return Failure(FailureKind.INTERRUPTED, "was interrupted, nothing was changed", "run it again")


def interrupted(phase: str, result: ProcessResult, grace_seconds: float) -> Failure:
    """The run was told to stop during this command."""
    in_order = Failure(FailureKind.INTERRUPTED, "was interrupted", "run it again")
    return _stopped(in_order, phase, result, grace_seconds)


def timed_out(phase: str, result: ProcessResult, timeout_seconds: float, grace_seconds: float) -> Failure:
    """The command took longer than it may."""
    setting = "terraform.init_timeout_minutes" if phase == "init" else "timeout_minutes for this stack"
    what = f"timed out after {timeout_seconds / 60:.3g} minutes"
    in_order = Failure(FailureKind.TIMEOUT, what, f"raise {setting} in oci-assets.yaml, or run it again")
    return _stopped(in_order, phase, result, grace_seconds)


def diagnose(phase: str, result: ProcessResult, *, redact: Callable[[str], str] = str) -> Failure:
    """The failure in what a command printed, or the signal that ended it; redacted before anything is cut."""
    if result.returncode < 0:
        name = signal.Signals(-result.returncode).name
        what = f"terraform was ended by {name} from outside (out of memory?)"
        return Failure(FailureKind.UNKNOWN, what, _killed_hint(phase))
    errors = read_end(result.error_file, ERROR_BYTES)
    # What these two print is a plan or a state with its secrets in clear, so it is never looked at for an error.
    silent = phase in {"show", "state"}
    return classify(redact(errors if errors.strip() or silent else read_end(result.log_file, ERROR_BYTES)))


def unheard(error: OSError) -> Failure:
    """Nobody could take down what an apply said (a full disk, a closed pipe); it was stopped then."""
    what = f"its output could not be written ({error}), so it was stopped"
    return Failure(FailureKind.UNKNOWN, what, "look at a plan before the next apply")


def _stopped(failure: Failure, phase: str, result: ProcessResult, grace_seconds: float) -> Failure:
    if result.killed:
        summary = f"{failure.summary}, did not stop within {grace_seconds:g} s and was killed"
        return replace(failure, summary=summary, hint=_killed_hint(phase))
    return replace(failure, summary=f"{failure.summary}; terraform stopped in order")


def _killed_hint(phase: str) -> str:
    return _KILLED_HINT if phase == "apply" else f"nothing was changed, but {_LOCK_HINT}: run it again"
