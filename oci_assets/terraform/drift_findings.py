"""What a drift check found in a plan: resources by kind, what was passed over. Collected, then judged as a whole. Pure.

Whether a planned change is drift of its own or follows from another one is known only when all have been seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from oci_assets.drift import MAX_RESOURCES, DriftedResource, DriftKind, IgnoredChange
from oci_assets.model import Counts

_ORDER = tuple(DriftKind)
READS_OTHERWISE = (
    "nobody changed it: what it reads (a data source, another state, a variable) gives another answer now, or its "
    "state was changed by hand"
)


@dataclass(frozen=True, slots=True)
class DriftFindings:
    """The answer of one plan.

    Attributes:
        resources: most urgent first, at most `MAX_RESOURCES`.
        counts: exact, by kind; no zeros.
        ignored: what rules passed over, at most `MAX_RESOURCES`.
        ignored_count: exact.
        left_alone: what the plan would do only because of what was passed over; in no count.
        hidden: addresses of the resources that were passed over as a whole.
    """

    resources: tuple[DriftedResource, ...] = ()
    counts: Mapping[DriftKind, int] = field(default_factory=dict)
    ignored: tuple[IgnoredChange, ...] = ()
    ignored_count: int = 0
    left_alone: Counts = field(default_factory=Counts)
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Planned:
    """A change that is planned for something that did not change itself; `kind` None: yet to be judged.

    `follows`: nothing in it is known before other changes are applied.
    """

    resource: DriftedResource
    kind: DriftKind | None
    follows: bool = False


def judged(
    drifted: Sequence[DriftedResource], planned: Sequence[Planned], outputs: Sequence[DriftedResource], due: str | None
) -> list[DriftedResource]:
    """All that differs, with its kind; `due` is why an apply is due anyway, None where it is not."""
    leads = any(each.planned for each in drifted) or any(not each.follows for each in planned)
    found = [*drifted, *(_of(each, due) for each in planned if not (leads and each.follows))]
    if due is None:
        return [*found, *outputs]
    return found or [replace(each, kind=DriftKind.PENDING, cause=due) for each in outputs]


def _of(planned: Planned, due: str | None) -> DriftedResource:
    resource = planned.resource
    if planned.kind is not None:
        return replace(resource, kind=planned.kind)
    if due is not None:
        return replace(resource, kind=DriftKind.PENDING, cause=due)
    return replace(resource, cause=READS_OTHERWISE)  # tags that a module sets from elsewhere stay tags


def findings(
    resources: Sequence[DriftedResource],
    ignored: Sequence[IgnoredChange],
    left_alone: Counts,
    hidden: frozenset[str],
) -> DriftFindings:
    """Counted, put in order, cut to what is kept."""
    in_order = sorted(resources, key=lambda each: (_ORDER.index(each.kind), each.address))
    passed = sorted(set(ignored), key=lambda each: (each.address, each.path))
    return DriftFindings(
        resources=tuple(in_order[:MAX_RESOURCES]),
        counts=dict(Counter(each.kind for each in in_order)),
        ignored=tuple(passed[:MAX_RESOURCES]),
        ignored_count=len(passed),
        left_alone=left_alone,
        hidden=hidden,
    )
