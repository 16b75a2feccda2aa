"""What a caller asks of one stack's run. Values only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from oci_assets.terraform.guard import GuardPolicy


@dataclass(frozen=True, slots=True)
class StackRequest:
    """One stack, one run.

    Attributes:
        stack: stack id, for messages and for the stack's place in the state directory.
        folder: the root module, absolute; Terraform runs there.
        run_id: names the run in locks and logs.
        timeout_seconds: for each of plan and apply.
        init_timeout_seconds: for init.
        lock_timeout_seconds: how long to wait for our own and for Terraform's lock (below 35 s Terraform gives up on
            locks that get free in time: it looks at about 1, 3, 7, 15, 31 s).
        grace_seconds: how long Terraform may take to save the state after an interrupt before it is killed.
        var_files: absolute.
        guards: what may be destroyed.
        allow_destroy: a person overrides the guards for this stack.
        on_line: gets every line of output while Terraform runs, in the thread that runs it.
        stop: set it to interrupt the run.
        secrets: values that are known to be secret, hidden from the first line on.
        sensitive_variables: names of variables whose values (`TF_VAR_*`) are secret.
        retries: how often init and plan are tried again after a transient failure; apply never is.
    """

    stack: str
    folder: Path
    run_id: str
    timeout_seconds: float = 30 * 60
    init_timeout_seconds: float = 5 * 60
    lock_timeout_seconds: int = 60
    grace_seconds: float = 60
    var_files: tuple[Path, ...] = ()
    guards: GuardPolicy = field(default_factory=GuardPolicy)
    allow_destroy: bool = False
    on_line: Callable[[str], None] | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    retries: int = 2
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    sensitive_variables: frozenset[str] = frozenset()
