"""The check `dependencies` of every stack: what its files show is also what puts it in order. One step for all."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
from collections import defaultdict
from collections.abc import Iterable, Iterator

import dagster as dg

from oci_assets.platform.naming import DEPENDENCY_CHECK, asset_key, op_name, stack_of
from oci_assets.platform.site import Site

STEP = "check_dependencies"
_DESCRIPTION = "What the stack reads from others is declared or built in, so that they are applied first."


def build_dependency_checks(site: Site, stacks: Iterable[str]) -> list[dg.AssetChecksDefinition]:
    """The checks of these stacks in one definition; none when there are no stacks. They look at no cloud.

    From an op for the reason that assets.py gives; without inputs, because they need not wait for any asset.
    """
    specs = {
        op_name(stack): dg.AssetCheckSpec(DEPENDENCY_CHECK, asset=asset_key(stack), description=_DESCRIPTION)
        for stack in stacks
    }
    if not specs:
        return []

    @dg.op(name=STEP, out={name: dg.Out(dg.Nothing, is_required=False) for name in specs})
    def check_dependencies(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        problems: dict[str | None, list[str]] = defaultdict(list)
        for problem in site.catalog.problems:
            problems[problem.stack].append(problem.text)
        for key in sorted(context.selected_asset_check_keys):
            stack = stack_of(key.asset_key)
            yield _result(site, stack, problems[stack])

    check: dg.AssetChecksDefinition = dg.AssetChecksDefinition.create(
        keys_by_input_name={}, node_def=check_dependencies, check_specs_by_output_name=specs, can_subset=True
    )
    return [check]


def _result(site: Site, stack: str, found: list[str]) -> dg.AssetCheckResult:
    upstream = [f"{edge.upstream} ({edge.kind.value}, {edge.source})" for edge in site.catalog.upstream[stack]]
    return dg.AssetCheckResult(
        asset_key=asset_key(stack),
        check_name=DEPENDENCY_CHECK,
        passed=not found,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"upstream": dg.MetadataValue.json(upstream), "problems": dg.MetadataValue.json(found)},
    )
