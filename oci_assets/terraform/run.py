"""One stack -> `StackResult`: plan, apply, drift. Expected trouble of a stack is a result, never an exception."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from oci_assets.errors import OciAssetsError
from oci_assets.model import Action, Outcome, StackResult
from oci_assets.terraform import results
from oci_assets.terraform.apply import apply_plan
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.drift_check import check_drift
from oci_assets.terraform.environment import child_environment, cli_config
from oci_assets.terraform.errored_state import refuse_unpushed, rescued
from oci_assets.terraform.gates import against_plan, before_apply, told_with_plan
from oci_assets.terraform.init import ensure_init
from oci_assets.terraform.keeping import kept_or_new_plan, retired_after
from oci_assets.terraform.notes import noted
from oci_assets.terraform.permission import overrides, refused
from oci_assets.terraform.plan_basis import locked_providers
from oci_assets.terraform.planning import Planned, make_plan
from oci_assets.terraform.plugin_cache import with_plugin_cache
from oci_assets.terraform.recovery import Recovery, journaled, recovery
from oci_assets.terraform.redaction import Redaction
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.reviewed import apply_reviewed
from oci_assets.terraform.saved_plan import expire_plans
from oci_assets.terraform.secret_sources import environment_secrets
from oci_assets.terraform.session import Session
from oci_assets.terraform.workspace import Workspace

logger = logging.getLogger(__name__)


class TerraformRunner:
    """Runs one stack at a time in the calling thread; any number of threads may share one runner.

    Args:
        binary: from `find_terraform`.
        state_dir: data dirs, logs and locks; belongs to one estate. Made when missing.
        environ: where Terraform's environment is picked from (`environment.py`), the process's own by default.
    """

    def __init__(self, binary: Binary, state_dir: Path, *, environ: Mapping[str, str] | None = None) -> None:
        self.binary = binary
        self.state_dir = state_dir.absolute()
        self._environ = dict(os.environ if environ is None else environ)
        self.state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._cli_config = cli_config(self._environ, self.state_dir, tofu=binary.kind == "tofu")

    def plan(self, request: StackRequest) -> StackResult:
        """What an apply would do: `CHANGES` or `NO_CHANGES`; a hint tells if a guard would block it."""
        return self._run(request, Action.PLAN, _plan)

    def apply(self, request: StackRequest) -> StackResult:
        """Plan, guards, apply of that very plan: `APPLIED`, `NO_CHANGES`, `BLOCKED`, `PARTIAL`, `FAILED` or `UNKNOWN`.

        `UNKNOWN`: Terraform was killed during apply. `PARTIAL` carries the counts and addresses that are done.
        """
        return self._run(request, Action.APPLY, _apply)

    def drift(self, request: StackRequest) -> StackResult:
        """Whether reality, state and configuration agree; takes no lock that an apply would wait for.

        `CHANGES` when anything differs that no rule passes over (`found` tells what, by kind), `NO_CHANGES` when
        nothing does, `UNKNOWN` when the check itself failed.
        """
        return self._run(request, Action.DRIFT, check_drift)

    @contextmanager
    def session(self, request: StackRequest) -> Iterator[Session]:
        """For work on a stack's state by hand (`unlock.py`, `push_state.py`), same environment and places as a run.

        Its logs are kept, redacted, when it ends.

        Raises:
            OciAssetsError: the stack's folder does not exist.
        """
        with self._open(request, self._redaction(request)) as session:
            yield session

    def _redaction(self, request: StackRequest) -> Redaction:
        return Redaction(environment_secrets(self._environ, request.sensitive_variables) | request.secrets)

    def _run(self, request: StackRequest, action: Action, act: Callable[[Session], StackResult]) -> StackResult:
        started = time.monotonic()
        attempts = 1
        redaction = self._redaction(request)
        try:
            with self._open(request, redaction) as session:
                try:
                    result = act(session)
                finally:
                    attempts = session.attempts
        except (OciAssetsError, OSError) as error:
            logger.debug("%s of %s failed: %s", action.value, request.stack, redaction.redact(str(error)))
            result = results.failed(request, action, error)
        seconds = time.monotonic() - started
        told = replace(result, duration_seconds=seconds, attempts=attempts, terraform_version=self.binary.version)
        return redaction.result(told)

    @contextmanager
    def _open(self, request: StackRequest, redaction: Redaction) -> Iterator[Session]:
        data_dir = _workspace(self.state_dir, request).data_dir
        told = replace(request, on_line=redaction.listener(request.on_line), data_dir=data_dir)
        session = self._session(told, redaction)
        try:
            yield session
        finally:
            session.close()

    def _session(self, request: StackRequest, redaction: Redaction | None = None) -> Session:
        if not request.folder.is_dir():
            raise OciAssetsError(f"the folder {request.folder} of {request.stack} does not exist: check out its commit")
        workspace = _workspace(self.state_dir, request)
        workspace.prepare()
        expire_plans(self.state_dir, workspace.root.name)
        env = child_environment(self._environ, data_dir=workspace.data_dir, cli_config_file=self._cli_config)
        return Session(self.binary, workspace, request, with_plugin_cache(env, self.state_dir), redaction)


def _workspace(state_dir: Path, request: StackRequest) -> Workspace:
    return Workspace(state_dir, request.stack, apart=request.drift is not None and request.drift.apart)


def _plan(session: Session) -> StackResult:
    request = session.request
    with session.locked():
        recovered = recovery(session)
        refuse_unpushed(session, "plan", locked=True)
        ensure_init(session, locked=True)
        with session.workspace.plan_folder(request.run_id) as folder:
            planned, note = kept_or_new_plan(session, recovered, folder)
            result = told_with_plan(session, planned, _observed(request, planned, differs=planned.summary.needs_apply))
    return recovered.told_in(noted(result, note))


def _apply(session: Session) -> StackResult:
    with session.locked():
        recovered = recovery(session)
        refuse_unpushed(session, "apply", locked=True)
        result = recovered.told_in(_allowed_apply(session, recovered))
        return replace(result, providers=tuple(map(" ".join, locked_providers(session))))


def _allowed_apply(session: Session, recovered: Recovery) -> StackResult:
    request = session.request
    early = before_apply(session)
    if refused(request, early):
        return results.blocked(request, None, refused(request, early))
    ensure_init(session, locked=True)
    fresh = partial(_plan_and_apply, session, recovered)
    if request.plans is not None and request.plans.reviewed_run is not None:
        return apply_reviewed(session, recovered, settle=_settle, unreviewed=fresh)
    return fresh()


def _plan_and_apply(session: Session, recovered: Recovery) -> StackResult:
    with session.workspace.plan_folder(session.request.run_id) as folder:
        planned = make_plan(session, folder, locked=True)
        recovered.planned()
        return retired_after(session, _settle(session, planned))


def _settle(session: Session, planned: Planned) -> StackResult:
    """Apply a plan that changes something and that nothing stands against."""
    request = session.request
    if not planned.summary.needs_apply:
        return _observed(request, planned, differs=False)
    verdict = against_plan(session, planned)
    if refused(request, verdict.against):
        return results.blocked(request, planned, refused(request, verdict.against))
    result = journaled(session, lambda keep: rescued(session, partial(apply_plan, session, planned, keep)))
    return verdict.told_in(replace(result, overrides=overrides(verdict.against)))


def _observed(request: StackRequest, planned: Planned, *, differs: bool) -> StackResult:
    summary = planned.summary
    return StackResult(
        stack=request.stack,
        outcome=Outcome.CHANGES if differs else Outcome.NO_CHANGES,
        counts=summary.counts,
        changes=summary.changes,
        drift=summary.drift,
        plan_text=planned.text,
    )
