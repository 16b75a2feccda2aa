"""Op tags that the thread executor orders by: what Dagster's own edges cannot say.

Dagster loses the order of A and C when only A and C of A -> B -> C run, and knows no soft edges.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from oci_assets.estate.graph import all_ancestors
from oci_assets.model import Catalog
from oci_assets.platform import tags
from oci_assets.platform.naming import op_name


def order_tags(catalog: Catalog) -> dict[str, dict[str, str]]:
    """For each stack its level, all its ancestors by hard edges, the rest of its ancestors, whether it comes last."""
    hard, every = all_ancestors(catalog.upstream, hard_only=True), all_ancestors(catalog.upstream)
    members = {member for cycle in catalog.cycles for member in cycle}
    return {
        stack: {
            tags.LEVEL: str(catalog.level_of(stack)),
            tags.UPSTREAM: _op_names(hard[stack]),
            tags.SOFT_UPSTREAM: _op_names(every[stack] - hard[stack]),
            **({tags.LAST: "true"} if stack in members else {}),
        }
        for stack in catalog.stacks
    }


def _op_names(stacks: Iterable[str]) -> str:
    return json.dumps(sorted(map(op_name, stacks)))
