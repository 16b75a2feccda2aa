"""The asset factory: one asset for each stack. Materialized means: the cloud matches this commit."""

import json
from collections.abc import Iterable, Mapping, Sequence

import dagster as dg

from oci_assets.estate.graph import all_ancestors
from oci_assets.estate.services import MANAGES
from oci_assets.model import Action, DependencyKind, Outcome, Stack
from oci_assets.platform import tags
from oci_assets.platform.naming import asset_key, group_name, op_name, owners, tag_value
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import StepResult, run_stack

MAX_CODE_REFERENCES = 30
DATA_VERSION_TAG = "dagster/data_version"


def build_assets(site: Site, stacks: Iterable[str]) -> list[dg.AssetsDefinition]:
    """One asset for each of these stacks of the catalog.

    An own op name for each asset: Dagster would make one name of `a/b-c` and `a/b_c`.
    """
    op_tags = scheduling_tags(site)
    return [_build_asset(site, site.catalog.stacks[stack], op_tags[stack]) for stack in stacks]


def _build_asset(site: Site, stack: Stack, op_tags: Mapping[str, str]) -> dg.AssetsDefinition:
    @dg.multi_asset(name=op_name(stack.id), specs=[asset_spec(site, stack)], op_tags=op_tags)
    def apply_stack(context: dg.AssetExecutionContext, terraform: TerraformResource) -> dg.MaterializeResult[object]:
        step = run_stack(context, terraform, site, stack.id, Action.APPLY)
        return dg.MaterializeResult(
            asset_key=asset_key(stack.id),
            metadata=step.metadata,
            data_version=dg.DataVersion(_data_version(context, stack.id, step)),
        )

    return apply_stack


def asset_spec(site: Site, stack: Stack) -> dg.AssetSpec:
    """Everything Dagster shows about a stack. Hard upstreams are Dagster's edges; soft ones are order only."""
    upstream = site.catalog.upstream[stack.id]
    return dg.AssetSpec(
        key=asset_key(stack.id),
        deps=[asset_key(d.upstream) for d in upstream if d.kind is DependencyKind.HARD],
        group_name=group_name(stack.region),
        kinds={"terraform", "oracle"},
        tags={"oci/region": tag_value(stack.region), "oci/service": tag_value(stack.canonical or stack.service)},
        owners=owners(site.owners.of(stack.path)),
        description=describe(site, stack),
        metadata=_spec_metadata(site, stack),
    )


def describe(site: Site, stack: Stack) -> str:
    """What the folder manages, where it lies, what must come first and why."""
    managed = MANAGES.get(stack.canonical or "", "")
    lines = [f"**{stack.id}**" + (f" manages {managed}." if managed else ""), "", f"Folder: `{stack.path}`"]
    for dependency in site.catalog.upstream[stack.id]:
        kind = "needs" if dependency.kind is DependencyKind.HARD else "runs after"
        lines.append(f"- {kind} `{dependency.upstream}` ({dependency.source})")
    return "\n".join(lines)


def _spec_metadata(site: Site, stack: Stack) -> dict[str, object]:
    sources = [f for f in stack.files if f.name.endswith((".tf", ".tf.json", ".tofu"))][:MAX_CODE_REFERENCES]
    references = [dg.LocalFileCodeReference(file_path=str(site.root / f), line_number=1, label=f.name) for f in sources]
    metadata: dict[str, object] = {"folder": str(stack.path), "level": site.levels[stack.id]}
    if references:
        metadata["dagster/code_references"] = dg.CodeReferencesMetadataValue(code_references=[*references])
    return metadata


def scheduling_tags(site: Site) -> dict[str, dict[str, str]]:
    """Op tags that the thread executor orders by, for each stack: its level and all its ancestors.

    Dagster's own edges lose the order of A and C when only A and C of A -> B -> C run, and know no soft edges.
    """
    upstream, levels = site.catalog.upstream, site.levels
    hard, every = all_ancestors(upstream, hard_only=True), all_ancestors(upstream)
    members = {member for cycle in site.catalog.cycles for member in cycle}
    return {
        stack: {
            tags.LEVEL: str(levels[stack]),
            tags.UPSTREAM: _op_names(sorted(hard[stack])),
            tags.SOFT_UPSTREAM: _op_names(sorted(every[stack] - hard[stack])),
            **({tags.LAST: "true"} if stack in members else {}),
        }
        for stack in site.catalog.stacks
    }


def _op_names(stacks: Sequence[str]) -> str:
    return json.dumps([op_name(stack) for stack in stacks])


def _data_version(context: dg.AssetExecutionContext, stack_id: str, step: StepResult) -> str:
    """A new version only when something was applied: otherwise all downstream assets would show as unsynced."""
    if step.result.outcome is Outcome.NO_CHANGES:
        event = context.instance.get_latest_materialization_event(asset_key(stack_id))
        last = event.asset_materialization if event else None
        if last and last.tags and DATA_VERSION_TAG in last.tags:
            return str(last.tags[DATA_VERSION_TAG])
    return context.run.run_id
