"""What a caller wants of plans that are kept: whether, how long, what they depend on. Values and questions only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

DAY_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Missing:
    """What to do with a stack that the reviewed run has no plan of.

    Attributes:
        may_plan: it may be planned and applied without a review.
        cause: why there is no plan.
        hint: what to do next.
    """

    may_plan: bool
    cause: str
    hint: str


@dataclass(frozen=True, slots=True)
class PlanRules:
    """How plans of one stack are kept and used.

    Attributes:
        inputs: a digest of all files that the stack reads, as they are now.
        keep: keep what `plan` makes.
        max_age_seconds: older ones are planned again before they are applied.
        upstream_moved: a sentence on an upstream that was applied after this moment; None when none was.
        reviewed_run: apply what was planned in this run; None: whatever is planned now.
        missing: asked when that run has no plan of the stack.
        incremental: `plan` gives the last kept plan as long as nothing that it depends on has changed.
    """

    inputs: Callable[[], str]
    keep: bool = True
    max_age_seconds: float = DAY_SECONDS
    upstream_moved: Callable[[datetime], str | None] = lambda _: None
    reviewed_run: str | None = None
    missing: Callable[[], Missing] = lambda: Missing(may_plan=False, cause="it was not planned", hint="plan it first")
    incremental: bool = False
