"""One stack -> `StackResult`: plan, apply, drift. Expected trouble of a stack is a result, never an exception."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from oci_assets.errors import OciAssetsError
from oci_assets.model import Action, Outcome, StackResult
from oci_assets.terraform import guard, results
from oci_assets.terraform.apply import apply_plan
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.environment import child_environment, cli_config
from oci_assets.terraform.init import ensure_init
from oci_assets.terraform.keeping import Keeper, kept_plan, retired_after
from oci_assets.terraform.plan import PlanSummary
from oci_assets.terraform.planning import Planned, make_plan
from oci_assets.terraform.plugin_cache import with_plugin_cache
from oci_assets.terraform.recovery import Recovery, journaled, recovery
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.reviewed import apply_reviewed
from oci_assets.terraform.saved_plan import expire_plans
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

        `CHANGES` when anything differs (`drift`: reality against state, `changes`: state against configuration),
        `NO_CHANGES` when nothing does, `UNKNOWN` when the check itself failed.
        """
        return self._run(request, Action.DRIFT, _drift)

    def _run(self, request: StackRequest, action: Action, act: Callable[[Session], StackResult]) -> StackResult:
        started = time.monotonic()
        attempts = 1
        try:
            session = self._session(request)
            try:
                result = act(session)
            finally:
                attempts = session.attempts
        except (OciAssetsError, OSError) as error:
            logger.debug("%s of %s failed", action.value, request.stack, exc_info=True)
            result = results.failed(request, action, error)
        seconds = time.monotonic() - started
        return replace(result, duration_seconds=seconds, attempts=attempts, terraform_version=self.binary.version)

    def _session(self, request: StackRequest) -> Session:
        if not request.folder.is_dir():
            raise OciAssetsError(f"the folder {request.folder} of {request.stack} does not exist: check out its commit")
        workspace = Workspace(self.state_dir, request.stack)
        workspace.prepare()
        expire_plans(self.state_dir, workspace.root.name)
        env = child_environment(self._environ, data_dir=workspace.data_dir, cli_config_file=self._cli_config)
        return Session(self.binary, workspace, request, with_plugin_cache(env, self.state_dir))


def _plan(session: Session) -> StackResult:
    with session.locked():
        recovered = recovery(session)
        kept = kept_plan(session)
        if kept is not None:
            note = f"as planned in run {kept.run}: nothing that it depends on has changed since"
            return _looked_at(session.request, kept.summary, kept.text, note)
        ensure_init(session, locked=True)
        keeper = Keeper.of(session)
        with session.workspace.plan_folder(session.request.run_id) as folder:
            planned = make_plan(session, folder, locked=True)
            not_kept = keeper.keep(planned, folder) if keeper is not None else None
        recovered.planned()
    unkept = f"this plan is not kept for an apply: {not_kept}" if not_kept else None
    return recovered.told_in(_looked_at(session.request, planned.summary, planned.text, unkept))


def _looked_at(request: StackRequest, summary: PlanSummary, text: str, note: str | None) -> StackResult:
    violations = guard.check(summary, request.guards)
    blocked = (
        results.guard_cause(violations, "apply will be blocked") if violations and not request.allow_destroy else None
    )
    hint = "; ".join(part for part in (note, blocked) if part) or None
    return replace(_observed(request, summary, text, differs=summary.needs_apply), hint=hint)


def _drift(session: Session) -> StackResult:
    request = session.request
    ensure_init(session, locked=False)
    with session.workspace.plan_folder(request.run_id) as folder:
        planned = make_plan(session, folder, locked=False)
    summary = planned.summary
    return _observed(request, summary, planned.text, differs=summary.needs_apply or summary.counts.drifted > 0)


def _apply(session: Session) -> StackResult:
    with session.locked():
        recovered = recovery(session)
        fresh = partial(_plan_and_apply, session, recovered)
        plans = session.request.plans
        if plans is not None and plans.reviewed_run is not None:
            return recovered.told_in(apply_reviewed(session, recovered, settle=_settle, unreviewed=fresh))
        return recovered.told_in(fresh())


def _plan_and_apply(session: Session, recovered: Recovery) -> StackResult:
    ensure_init(session, locked=True)
    with session.workspace.plan_folder(session.request.run_id) as folder:
        planned = make_plan(session, folder, locked=True)
        recovered.planned()
        return retired_after(session, _settle(session, planned))


def _settle(session: Session, planned: Planned) -> StackResult:
    """Guards, then apply."""
    request = session.request
    if not planned.summary.needs_apply:
        return _observed(request, planned.summary, planned.text, differs=False)
    violations = guard.check(planned.summary, request.guards)
    if violations and not request.allow_destroy:
        return results.blocked(request, planned, violations)
    result = journaled(session, partial(apply_plan, session, planned))
    return replace(result, overrides=tuple(f"{each.guard}: {each.message}" for each in violations))


def _observed(request: StackRequest, summary: PlanSummary, text: str, *, differs: bool) -> StackResult:
    return StackResult(
        stack=request.stack,
        outcome=Outcome.CHANGES if differs else Outcome.NO_CHANGES,
        counts=summary.counts,
        changes=summary.changes,
        drift=summary.drift,
        plan_text=text,
    )
