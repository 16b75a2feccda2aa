"""The order that op tags ask for, beyond Dagster's own edges.

`oci/level` is a number, `oci/upstream` (hard) and `oci/soft_upstream` are JSON lists of op names or step keys, all
transitive upstreams in each; `oci/last` waits for every smaller level. Only steps of the same run count, so A and C of
A -> B -> C keep their order without B.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from oci_assets.platform import tags


@dataclass(frozen=True, slots=True)
class StepRule:
    """What a step's tags ask for: names are op names or step keys, `level` is None without the tag."""

    level: int | None = None
    hard: frozenset[str] = frozenset()
    soft: frozenset[str] = frozenset()
    last: bool = False

    @classmethod
    def of(cls, step_tags: Mapping[str, str]) -> StepRule:
        """The rule that the tags of an op hold."""
        level = step_tags.get(tags.LEVEL)
        return cls(
            level=int(level) if level is not None else None,
            hard=frozenset(json.loads(step_tags.get(tags.UPSTREAM, "[]"))),
            soft=frozenset(json.loads(step_tags.get(tags.SOFT_UPSTREAM, "[]"))),
            last=step_tags.get(tags.LAST) == "true",
        )


@dataclass(slots=True)
class KnownSteps:
    """The steps of a run that have been seen.

    Attributes:
        rules: by step key.
        named: step keys by the names that rules may use.
        needs: step keys that must have succeeded first: Dagster's edges and the hard upstreams of the rules.
    """

    rules: dict[str, StepRule] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    needs: dict[str, set[str]] = field(default_factory=dict)

    def keys(self, names: frozenset[str]) -> set[str]:
        """Keys of the steps of this run that go by these names."""
        return {key for name in names for key in self.named.get(name, ())}
