"""Programs other than Terraform in one stack's run: the same door, the same stop, logs beside Terraform's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from oci_assets.terraform import endings
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.process import ProcessResult, run_process
from oci_assets.terraform.session import Session


def run_program(
    session: Session,
    phase: str,
    argv: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    timeout_seconds: float,
    input_file: Path | None = None,
) -> ProcessResult:
    """Run it to its end and tell how it ended; `phase` names its log.

    Raises:
        CommandError: it cannot be started. PhaseError: the run was interrupted.
    """
    request = session.request
    if request.stop.is_set():
        raise PhaseError(request.stack, phase, endings.not_started())
    result = run_process(
        argv,
        cwd=cwd,
        env=env,
        log_file=session.next_log(phase),
        timeout_seconds=timeout_seconds,
        stop=request.stop,
        grace_seconds=request.grace_seconds,
        on_line=session.say,
        keep_open=session.held,
        input_file=input_file,
    )
    if result.stopped == "interrupt":
        raise PhaseError(request.stack, phase, endings.broken_off())
    return result
