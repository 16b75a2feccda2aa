"""Programs that are asked before an apply: the stack's prechecks, and the policy. What they refuse is a violation.

Argument lists, never a shell; through `programs.py`, so that they stop with the run and leave nothing behind.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from oci_assets.errors import CommandError
from oci_assets.terraform.environment import plain_environment
from oci_assets.terraform.guard import Violation
from oci_assets.terraform.hook_commands import PLAN_PLACE, PolicyCommand, Precheck
from oci_assets.terraform.permission import POLICY, PRECHECKS
from oci_assets.terraform.process import ProcessResult
from oci_assets.terraform.programs import run_program
from oci_assets.terraform.session import Session
from oci_assets.terraform.tail import read_end

LAST_LINES = 20
LINE_LENGTH = 400
OUTPUT_BYTES = 64 * 1024


def failed_precheck(session: Session, prechecks: Sequence[Precheck]) -> Violation | None:
    """The first precheck that does not end with 0; None when all do.

    Raises:
        PhaseError: the run was interrupted.
    """
    folder = session.request.folder
    for check in prechecks:
        said = _refusal(
            session, _Program("precheck", shlex.split(check.command), folder, session.env, check.timeout_seconds)
        )
        if said is not None:
            return Violation(PRECHECKS, f"fails its precheck {check.command!r} in {folder}: {said}")
    return None


def refused_by_policy(session: Session, policy: PolicyCommand, document: Path) -> Violation | None:
    """What the policy says against the plan (redacted JSON in `document`); None when it ends with 0.

    Raises:
        PhaseError: the run was interrupted.
    """
    argv = [word.replace(PLAN_PLACE, str(document)) for word in shlex.split(policy.command)]
    env = {**plain_environment(session.env), "OCI_ASSETS_STACK": session.request.stack}
    said = _refusal(session, _Program("policy", argv, policy.folder, env, policy.timeout_seconds, document))
    return None if said is None else Violation(POLICY, f"is refused by the policy {policy.command!r}: {said}")


@dataclass(frozen=True, slots=True)
class _Program:
    phase: str
    argv: list[str]
    folder: Path
    env: dict[str, str]
    timeout_seconds: float
    input_file: Path | None = None

    def run(self, session: Session) -> ProcessResult:
        first, *others = self.argv
        program = str(self.folder / first) if "/" in first else first  # our own folder is another one
        return run_program(
            *(session, self.phase, [program, *others]),
            cwd=self.folder,
            env=self.env,
            timeout_seconds=self.timeout_seconds,
            input_file=self.input_file,
        )


def _refusal(session: Session, program: _Program) -> str | None:
    """How it ended and the last lines that it printed, redacted; None when it ended with 0 by itself."""
    try:
        result = program.run(session)
    except CommandError as error:
        return f"it cannot be run, so nothing was checked ({error.output.strip()})"
    if result.stopped == "timeout":
        return f"it took longer than {program.timeout_seconds:g} s and was stopped{_output(session, result)}"
    if result.returncode == 0:
        return None
    how = f"exit code {result.returncode}" if result.returncode > 0 else f"ended by signal {-result.returncode}"
    return f"{how}{_output(session, result)}"


def _output(session: Session, result: ProcessResult) -> str:
    """The end of what was printed, without secrets, in lines below; empty when nothing was."""
    printed = "\n".join(_end_of(file) for file in (result.log_file, result.error_file))
    lines = [line[:LINE_LENGTH] for line in session.redaction.redact(printed).splitlines() if line.strip()]
    cut = [f"... {len(lines) - LAST_LINES} lines before"] if len(lines) > LAST_LINES else []
    return "".join(f"\n  {line}" for line in [*cut, *lines[-LAST_LINES:]])


def _end_of(file: Path) -> str:
    """The end of a file from the beginning of a line on: half a secret would not be known as one."""
    text = read_end(file, OUTPUT_BYTES)
    return text.partition("\n")[2] if file.stat().st_size > OUTPUT_BYTES else text
