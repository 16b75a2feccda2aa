"""`terraform apply` of a saved plan. Tried again only where it failed by something that passes before it began."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform import endings, results
from oci_assets.terraform.command import apply_args
from oci_assets.terraform.diagnostics import as_text
from oci_assets.terraform.failures import Failure, classify_errors
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.planning import Planned
from oci_assets.terraform.process import ProcessResult
from oci_assets.terraform.progress import ApplyProgress
from oci_assets.terraform.session import Session


def apply_plan(session: Session, planned: Planned, keep: Callable[[], None]) -> StackResult:
    """`APPLIED` with what was done, or how far it came: `PARTIAL`, `FAILED`, `UNKNOWN` (Terraform was killed).

    What it did before it failed is done, so a second try of the same plan is safe only while no change was begun.
    `keep` is called after each line of an apply that has begun (see `recovery.journaled`).
    """
    try:
        return session.retrying(lambda: _apply(session, planned, keep))
    except PhaseError as error:
        return results.unfinished(session.request, planned, ApplyProgress(), error)


def _apply(session: Session, planned: Planned, keep: Callable[[], None]) -> StackResult:
    progress = ApplyProgress(session.redaction.redact)

    def on_line(line: str) -> None:
        text = progress.feed(line)
        for part in text.splitlines() if text else ():
            session.say(part)
        if progress.begun:
            keep()

    arguments = apply_args(planned.file, lock_timeout_seconds=session.request.lock_timeout_seconds)
    try:
        session.run("apply", arguments, on_line=on_line, diagnose=partial(_diagnose, session, progress))
    except PhaseError as error:
        if not progress.begun and not error.lost:
            raise
        return results.unfinished(session.request, planned, progress, error)
    except OSError as error:
        lost = PhaseError(session.request.stack, "apply", endings.unheard(error), lost=True)
        return results.unfinished(session.request, planned, progress, lost)
    return StackResult(
        stack=session.request.stack,
        outcome=Outcome.APPLIED,
        # Not what was said: a full disk swallows lines, and Terraform may tell one of two deposed objects only.
        counts=replace(planned.summary.counts, drifted=0),
        changes=planned.summary.changes,
        drift=planned.summary.drift,
        plan_text=planned.text,
        output_changes=planned.summary.output_changes,
    )


def _diagnose(session: Session, progress: ApplyProgress, result: ProcessResult) -> Failure:
    if progress.errors:
        return classify_errors(progress.errors, as_text(progress.errors))
    return endings.diagnose("apply", result, redact=session.redaction.redact)
