"""`terraform plan` into a file, then what that file says. The text is bounded, the file is the caller's to purge."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path

from oci_assets.errors import TerraformError
from oci_assets.terraform.command import plan_args, show_args
from oci_assets.terraform.disk import is_full
from oci_assets.terraform.drift_findings import DriftFindings
from oci_assets.terraform.drift_reading import read_drift
from oci_assets.terraform.failures import FailureKind
from oci_assets.terraform.init import ensure_init, forget_init
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.plan import QUIET_PLAN, PlanSummary, read_plan_and_secrets
from oci_assets.terraform.plan_basis import locked_providers
from oci_assets.terraform.plan_file import StateId, states_in
from oci_assets.terraform.plan_meaning import Meaning, MeaningReader
from oci_assets.terraform.redacted_json import write_redacted
from oci_assets.terraform.saved_plan import contract_key
from oci_assets.terraform.secret_values import all_secret_texts
from oci_assets.terraform.session import Session
from oci_assets.terraform.transcript import Transcript

PLAN_TEXT_LIMIT = 60_000
# What Terraform is doing just now: of use while it does it, noise in a report of a thousand resources.
_PROGRESS = re.compile(r"^\S.*: (?:Refreshing state\.\.\.|Reading\.\.\.|Still reading\.\.\.|Read complete after )")
# Names a file that is purged and a command that nobody should type.
_NEXT_STEP = re.compile(r"\n*─{10,}\n+(?:Saved the plan to: |Note: You didn't use).*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Planned:
    """A saved plan: the file (0600, secrets in clear), what it does, Terraform's text (sensitive values masked).

    `document` is the JSON plan without secrets, for a policy; None when nobody asks for it. `meaning` is what it does
    to which attributes, for comparisons; None where plans are not kept. `state` is the one that it is for, where the
    file has told that already. `drift` is what differs by kind and attribute, for a drift check.
    """

    file: Path
    summary: PlanSummary
    text: str
    document: Path | None = None
    meaning: Meaning | None = None
    state: StateId | None = None
    drift: DriftFindings | None = None


def make_plan(session: Session, folder: Path, *, locked: bool) -> Planned:
    """Plan into `folder`; transient failures are tried again, and init runs once more if Terraform asks for it.

    `locked`: the caller holds the stack's lock and Terraform shall take its own; False: look without any lock.

    Raises:
        PhaseError: plan or show failed. TerraformError: the plan cannot be read.
    """
    try:
        return session.retrying(lambda: _plan(session, folder, locked=locked))
    except PhaseError as error:
        if error.failure.kind is not FailureKind.INIT:
            raise
        forget_init(session)
        ensure_init(session, locked=locked)
        return session.retrying(lambda: _plan(session, folder, locked=locked))


def _plan(session: Session, folder: Path, *, locked: bool) -> Planned:
    file, request = folder / "plan", session.request
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)  # Terraform keeps the mode of a file that is there
    transcript = Transcript(PLAN_TEXT_LIMIT)

    def on_line(line: str) -> None:
        if not _PROGRESS.match(line):
            transcript.add(session.redaction.redact(line))  # before a long one is cut
        session.say(line)

    arguments = plan_args(
        file,
        lock_timeout_seconds=request.lock_timeout_seconds if locked else None,
        var_files=request.var_files,
    )
    ended = session.run("plan", arguments, expected=(0, 2), on_line=on_line)
    text = _NEXT_STEP.sub("", transcript.text).strip("\n")
    if ended.returncode == 0 and (states := states_in(file)) is not None and states.undrifted:
        session.redaction.learn(all_secret_texts(states.sensitive))
        return Planned(file, QUIET_PLAN, text, meaning={}, state=states.id)  # `show` would have no more to say
    return read_planned(session, file, text)


def read_planned(session: Session, file: Path, text: str) -> Planned:
    """What a plan file does, as Terraform tells; `text` is what it said when the plan was made.

    Raises:
        PhaseError: show failed. TerraformError: the plan cannot be read.
    """
    # What exit code 2 means is judged by the plan itself: it is 2 for outputs alone, too.
    document = file.with_name("plan.json")
    meaning = MeaningReader(contract_key(session.workspace.state_dir)) if session.request.plans else None
    session.run("show", show_args(file), log_file=document)
    try:
        summary, secrets = read_plan_and_secrets(document, *([meaning.take] if meaning else ()))
    except TerraformError:
        if is_full(file.parent):  # then it was cut short
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(document)) from None
        raise
    session.redaction.learn(secrets)
    redacted, drift = _for_policy(session, document), _for_drift(session, document)
    document.unlink()
    return Planned(file, summary, text, redacted, meaning.meaning() if meaning else None, drift=drift)


def _for_policy(session: Session, document: Path) -> Path | None:
    """The JSON plan without its secrets, beside the one with them; None when no policy is to look at it."""
    if session.request.policy is None:
        return None
    target = document.with_name("plan.redacted.json")
    write_redacted(document, target, session.redaction.redactor)
    return target


def _for_drift(session: Session, document: Path) -> DriftFindings | None:
    """What differs, attribute by attribute; read once more, as secrets are known only at the end of the document."""
    asked = session.request.drift
    if asked is None:
        return None
    return read_drift(document, asked, session.redaction.redactor, locked_providers(session))
