"""What one run did, as a value: the record that audit, comment, summary and JSON are rendered from. No I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from oci_assets.model import Action, Counts, Outcome, Reason, StackResult

SUCCEEDED, FAILED, INTERRUPTED, RUNNING = "success", "failure", "interrupted", "running"
_URGENCY = (
    *(Outcome.FAILED, Outcome.PARTIAL, Outcome.UNKNOWN, Outcome.BLOCKED),
    *(Outcome.CHANGES, Outcome.APPLIED, Outcome.DEFERRED, Outcome.NOT_RUN, Outcome.NO_CHANGES),
)


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run of one action over some stacks.

    Attributes:
        run_id: Dagster's run id.
        action: what was asked for.
        status: `success`, `failure`, `interrupted` or `running`.
        commit: full SHA that ran, None when it is not known.
        started_at, finished_at: aware UTC; finished is None while it runs.
        results: by stack id; every stack that was selected has one, `NOT_RUN` included.
        level: the catalog level (from 1) by stack id.
        reasons: why each stack was selected; stacks picked by hand have none.
        trigger: `command line`, `sensor`, `schedule` or `ui`.
        branch, actor: the branch and the person (GitHub's name), where they are known; `login` is who typed.
        reason: why guards were overridden, in that person's words.
        parallel: whether several stacks could run at once.
    """

    run_id: str
    action: Action
    status: str
    commit: str | None
    started_at: datetime
    finished_at: datetime | None
    results: Mapping[str, StackResult]
    level: Mapping[str, int]
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    trigger: str = "command line"
    branch: str | None = None
    actor: str | None = None
    login: str | None = None
    reason: str | None = None
    parallel: bool = True

    @property
    def duration_seconds(self) -> float:
        """Wall time of the run, 0 while it runs."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else 0.0

    @property
    def busy_seconds(self) -> float:
        """Sum of what the stacks took, which parallel runs exceed the wall time with."""
        return sum(result.duration_seconds for result in self.results.values())

    @property
    def counts(self) -> Counts:
        """Resources over all stacks."""
        return sum((result.counts for result in self.results.values()), Counts())

    @property
    def region(self) -> str | None:
        """The region folder that all stacks of the run are of; None when there are several or no stack at all."""
        regions = {stack.split("/", 1)[0] for stack in self.results}
        return next(iter(regions)) if len(regions) == 1 else None

    def level_of(self, stack: str) -> int:
        """The catalog level (from 1) of a stack; 1 when the catalog does not have it any more."""
        return self.level.get(stack, 1)

    @property
    def execution_levels(self) -> tuple[tuple[str, ...], ...]:
        """Ids of the stacks that ran, by level; levels where nothing ran are left out."""
        ran = (stack for stack, result in self.results.items() if result.outcome is not Outcome.NOT_RUN)
        return group_by_level({stack: self.level_of(stack) for stack in ran})

    @property
    def in_order(self) -> tuple[StackResult, ...]:
        """All results by level and id."""
        return tuple(sorted(self.results.values(), key=lambda result: (self.level_of(result.stack), result.stack)))

    @property
    def most_urgent_first(self) -> tuple[StackResult, ...]:
        """All results, those that need a person first; what is alike by level and id."""
        return tuple(sorted(self.in_order, key=lambda result: _URGENCY.index(result.outcome)))

    def with_outcome(self, *outcomes: Outcome) -> tuple[StackResult, ...]:
        """Results that ended in one of these ways, by level and id."""
        return tuple(result for result in self.in_order if result.outcome in outcomes)

    @property
    def successful(self) -> tuple[StackResult, ...]:
        """Stacks where Terraform did what was asked."""
        return self.with_outcome(*(o for o in Outcome if o.is_success))

    @property
    def unsuccessful(self) -> tuple[StackResult, ...]:
        """Stacks that failed, were blocked, are unknown, wait for another one or did not run."""
        return self.with_outcome(*(o for o in Outcome if not o.is_success))

    @property
    def failed(self) -> tuple[StackResult, ...]:
        """Stacks that make the run a failure: all without success, but for those whose plan waits for an upstream."""
        waits = self.action is Action.PLAN
        return tuple(r for r in self.unsuccessful if not (waits and r.outcome is Outcome.DEFERRED))

    @property
    def has_differences(self) -> bool:
        """Whether any stack has changes, was changed, or drifted, or has a plan that waits for those of another."""
        return bool(self.with_outcome(Outcome.CHANGES, Outcome.APPLIED, Outcome.PARTIAL, Outcome.DEFERRED))


def group_by_level(level: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Names by their level, each level sorted, in order; levels without a name are left out."""
    groups: dict[int, list[str]] = {}
    for name in sorted(level):
        groups.setdefault(level[name], []).append(name)
    return tuple(tuple(groups[number]) for number in sorted(groups))
