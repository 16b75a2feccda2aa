"""What a caller asks of one stack's run. Values only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from oci_assets.terraform.drift_request import DriftRequest
from oci_assets.terraform.guard import GuardPolicy
from oci_assets.terraform.hook_commands import PolicyCommand, Precheck
from oci_assets.terraform.init_fingerprint import InitReader
from oci_assets.terraform.plan_rules import PlanRules


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds that each phase of a stack may take, before Terraform is interrupted."""

    init_seconds: float = 5 * 60.0
    plan_seconds: float = 30 * 60.0
    apply_seconds: float = 30 * 60.0

    def of(self, phase: str) -> float:
        """Seconds for a command of this phase; `show` reads what plan has made."""
        return {"init": self.init_seconds, "apply": self.apply_seconds}.get(phase, self.plan_seconds)


def _never() -> None:
    """No window."""


@dataclass(frozen=True, slots=True)
class StackRequest:
    """One stack, one run.

    Attributes:
        stack: stack id, for messages and for the stack's place in the state directory.
        folder: the root module, absolute; Terraform runs there.
        run_id: names the run in locks and logs.
        timeouts: how long each phase may take.
        lock_timeout_seconds: how long to wait for our own and for Terraform's lock (below 35 s Terraform gives up on
            locks that get free in time: it looks at about 1, 3, 7, 15, 31 s).
        grace_seconds: how long Terraform may take to save the state after an interrupt before it is killed.
        var_files: absolute.
        guards: what may be destroyed.
        frozen: asked before an apply: when and why none may start now, None when one may.
        prechecks: commands that must succeed before an apply.
        policy: what looks at the plan of this action; None: nothing does.
        allow_destroy, allow_frozen, allow_policy: a person overrides limits, window or policy for this stack.
        on_line: gets every line of output while Terraform runs, in the thread that runs it.
        stop: set it to interrupt the run.
        secrets: values that are known to be secret, hidden from the first line on.
        sensitive_variables: names of variables whose values (`TF_VAR_*`) are secret.
        in_checkout: the folder lies in a checkout that we made, so a lock file that init makes there is nobody's.
        init_reader: tells what init reads of the configuration; None: every byte counts.
        data_dir: where init notes what it made, for commands that people type; the runner sets it.
        commit: what is run, for whoever finds this run cut off; None: unknown.
        lock_key: names the place of the state for locks, equal for stacks that share it; None: nobody knows it.
        retries: how often init and plan are tried again after a transient failure; apply only while nothing was
            begun.
        plans: how plans are kept and used; None: each is for its own run only.
        drift: how a drift check tells differences apart; None: nothing but drift checks is asked for.
    """

    stack: str
    folder: Path
    run_id: str
    timeouts: Timeouts = Timeouts()
    lock_timeout_seconds: int = 60
    grace_seconds: float = 60
    var_files: tuple[Path, ...] = ()
    guards: GuardPolicy = field(default_factory=GuardPolicy)
    frozen: Callable[[], str | None] = _never
    prechecks: tuple[Precheck, ...] = ()
    policy: PolicyCommand | None = None
    allow_destroy: bool = False
    allow_frozen: bool = False
    allow_policy: bool = False
    on_line: Callable[[str], None] | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    in_checkout: bool = False
    init_reader: InitReader | None = None
    retries: int = 2
    commit: str | None = None
    plans: PlanRules | None = None
    drift: DriftRequest | None = None
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    sensitive_variables: frozenset[str] = frozenset()
    lock_key: str | None = None
    data_dir: Path | None = None
