"""How a command ended, as words and hints."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from oci_assets.terraform import endings
from oci_assets.terraform.failures import FailureKind
from oci_assets.terraform.process import ProcessResult
from oci_assets.terraform.watch import StopCause


def ended(
    folder: Path, returncode: int = 1, *, stopped: StopCause | None = None, killed: bool = False
) -> ProcessResult:
    """A command that has ended; its files lie in the folder, if there are any."""
    return ProcessResult(returncode, folder / "log", folder / "log.err", stopped, killed, 1.0)


def test_interrupted_in_order(tmp_path: Path) -> None:
    """Terraform that stopped when it was asked to has saved what it did."""
    failure = endings.interrupted("apply", ended(tmp_path, stopped="interrupt"), 60)
    assert (failure.kind, failure.summary, failure.hint) == (
        *(FailureKind.INTERRUPTED, "was interrupted; terraform stopped in order", "run it again"),
    )


@pytest.mark.parametrize(("phase", "word"), [("apply", "look at a plan"), ("plan", "nothing was changed")])
def test_interrupted_and_killed(tmp_path: Path, phase: str, word: str) -> None:
    """Terraform that had to be killed may leave a lock, and in an apply a state that misses something."""
    failure = endings.interrupted(phase, ended(tmp_path, -9, stopped="interrupt", killed=True), 60)
    assert failure.summary == "was interrupted, did not stop within 60 s and was killed"
    assert word in (failure.hint or "")
    assert "lock may be left behind" in (failure.hint or "")


def test_timed_out_names_the_limit(tmp_path: Path) -> None:
    """Minutes, as in the settings."""
    failure = endings.timed_out("plan", ended(tmp_path, stopped="timeout"), 90, 60)
    assert (failure.kind, failure.summary) == (
        *(FailureKind.TIMEOUT, "timed out after 1.5 minutes; terraform stopped in order"),
    )


def test_diagnose_prefers_the_error_stream(tmp_path: Path) -> None:
    """Errors stand on standard error; where that is empty, standard output is read."""
    (tmp_path / "log").write_text("Error: of the output\n")
    assert endings.diagnose("plan", ended(tmp_path)).summary == "of the output"
    (tmp_path / "log.err").write_text("Error: of the errors\n")
    assert endings.diagnose("plan", ended(tmp_path)).summary == "of the errors"


def test_diagnose_never_reads_a_shown_plan(tmp_path: Path) -> None:
    """The output of `show` holds secrets in clear."""
    (tmp_path / "log").write_text('{"canary": 1}')
    assert endings.diagnose("show", ended(tmp_path)).summary == "terraform printed no error"


def test_diagnose_signal(tmp_path: Path) -> None:
    """The signal is named, and what may have sent it."""
    failure = endings.diagnose("init", ended(tmp_path, -signal.SIGKILL))
    assert failure.summary == "terraform was ended by SIGKILL from outside (out of memory?)"
    assert "nothing was changed" in (failure.hint or "")
