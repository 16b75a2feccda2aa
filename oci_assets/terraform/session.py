"""One stack's Terraform commands within one run: same environment, numbered logs, every ending turned into a reason."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    sleep_using_event,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)

from oci_assets.terraform import disk, endings
from oci_assets.terraform.advice import advised
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.command import takes_lock
from oci_assets.terraform.crash import crash_of
from oci_assets.terraform.failures import Failure, FailureKind, may_leave_lock
from oci_assets.terraform.lock_notes import LockNotes
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.process import ProcessResult, run_process
from oci_assets.terraform.raw_logs import RawLogs
from oci_assets.terraform.redaction import Redaction
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.workspace import Workspace

T = TypeVar("T")
MAX_WAIT_SECONDS = 30
MAX_RETRYING_SECONDS = 15 * 60
"""No try begins later than that after the first one, so that a cloud that is down does not hold a whole run up."""


class Session:
    """Runs commands for one request.

    Attributes:
        attempts: counts the tries of the command that was tried most often.
        held: descriptors that what is started meanwhile holds, too.
    """

    def __init__(
        self,
        binary: Binary,
        workspace: Workspace,
        request: StackRequest,
        env: dict[str, str],
        redaction: Redaction | None = None,
    ) -> None:
        self.binary = binary
        self.workspace = workspace
        self.request = request
        self.env = env
        self.attempts = 1
        self.redaction = redaction or Redaction()
        self.held: tuple[int, ...] = ()
        self._logs = RawLogs(workspace.root / "raw", workspace.log_dir(request.run_id))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the stack's lock; whatever `run` starts meanwhile keeps it, even if this process is killed.

        Raises:
            LockBusyError, LockInterruptedError: it was not to be had.
        """
        request = self.request
        budget, stop = request.lock_timeout_seconds, request.stop
        with self.workspace.run_locks(request.run_id, request.lock_key, budget_seconds=budget, stop=stop) as held:
            self.held = held
            try:
                yield
            finally:
                self.held = ()

    def close(self) -> None:
        """Keep the logs, redacted by all that is known by now; the raw ones go."""
        self._logs.close(self.redaction.redact)

    def run(
        self,
        phase: str,
        arguments: Sequence[str],
        *,
        expected: Sequence[int] = (0,),
        on_line: Callable[[str], None] | None = None,
        log_file: Path | None = None,
        diagnose: Callable[[ProcessResult], Failure] | None = None,
    ) -> ProcessResult:
        """Run one command; it ended with one of the `expected` exit codes.

        Raises:
            PhaseError: any other ending; `diagnose` tells the failure, by default from what was printed.
        """
        if self.request.stop.is_set():
            raise PhaseError(self.request.stack, phase, endings.not_started())
        timeout = self.request.timeouts.of(phase)
        notes = self.workspace.lock_notes if takes_lock(arguments) else None
        if notes is not None:
            notes.begin(self.request.run_id, phase)
        result = run_process(
            [*self.binary.argv_prefix, *arguments],
            cwd=self.request.folder,
            env=self.env,
            log_file=log_file or self.next_log(phase),
            timeout_seconds=timeout,
            stop=self.request.stop,
            grace_seconds=self.request.grace_seconds,
            on_line=on_line,
            keep_open=self.held,
        )
        crash = self._crash(phase, result, is_kept=log_file is None)
        if result.returncode in expected and not result.killed and not crash:
            if notes is not None:
                notes.ended_in_order(had_lock=True)
            return result
        told = diagnose or partial(endings.diagnose, phase, redact=self.redaction.redact)
        raise self._error(phase, result, timeout, crash or told, notes)

    def retrying(self, attempt: Callable[[], T]) -> T:
        """What `attempt` gives; tried again, with jitter, while it fails by something that passes.

        An apply may come here only with failures from before it began to change anything.

        Raises:
            PhaseError: of the last try.
        """
        return Retrying(
            retry=retry_if_exception(_is_transient),
            stop=stop_after_attempt(1 + self.request.retries) | stop_after_delay(MAX_RETRYING_SECONDS),
            wait=wait_random_exponential(multiplier=1, max=MAX_WAIT_SECONDS),
            sleep=sleep_using_event(self.request.stop),
            before_sleep=self._note_retry,
            reraise=True,
        )(attempt)

    def say(self, line: str) -> None:
        """A line of ours among Terraform's."""
        if self.request.on_line is not None:
            self.request.on_line(line)

    def next_log(self, phase: str) -> Path:
        """The file that the next command writes to; it is kept without its secrets when the session closes."""
        return self._logs.next(phase)

    def raw_logs(self, phase: str) -> tuple[Path, ...]:
        """What the commands of this phase have printed so far, oldest first."""
        return self._logs.written(phase)

    def _crash(self, phase: str, result: ProcessResult, *, is_kept: bool) -> Failure | None:
        kept = self._logs.kept_file(result.error_file) if is_kept else None
        return crash_of(phase, result.error_file, result.returncode, kept=kept, redact=self.redaction.redact)

    def _error(
        self,
        phase: str,
        result: ProcessResult,
        timeout: float,
        told: Failure | Callable[[ProcessResult], Failure],
        notes: LockNotes | None,
    ) -> PhaseError:
        grace = self.request.grace_seconds
        if result.stopped == "interrupt":
            failure = endings.interrupted(phase, result, grace)
        elif result.stopped == "timeout":
            failure = endings.timed_out(phase, result, timeout, grace)
        else:
            failure = told if isinstance(told, Failure) else told(result)
        full = disk.is_full(result.log_file.parent)
        if full and (phase == "apply" or failure.kind is FailureKind.UNKNOWN):
            failure = disk.unheard(phase, self.workspace.state_dir)
        # Ended by our own early SIGINT, before Terraform had its handler: nothing had begun, so nothing is lost.
        early = result.stopped is not None and result.returncode == -signal.SIGINT
        lost = result.killed or (result.returncode < 0 and not early) or isinstance(told, Failure) or full
        if notes is not None and not (lost or may_leave_lock(failure)):
            notes.ended_in_order(had_lock=False)
        return PhaseError(self.request.stack, phase, advised(failure, self.workspace, self.request.folder), lost=lost)

    def _note_retry(self, state: RetryCallState) -> None:
        self.attempts = max(self.attempts, state.attempt_number + 1)
        error = state.outcome.exception() if state.outcome else None
        seconds = state.next_action.sleep if state.next_action else 0.0
        self.say(f"{error}; trying again in {seconds:.1f} s")


def _is_transient(error: BaseException) -> bool:
    return isinstance(error, PhaseError) and error.failure.kind is FailureKind.TRANSIENT
