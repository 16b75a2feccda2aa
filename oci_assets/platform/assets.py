"""The asset factory: one asset for each stack. Materialized means: the cloud matches this commit."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
from collections.abc import Iterable, Mapping

import dagster as dg

from oci_assets.estate.services import MANAGES
from oci_assets.model import Action, DependencyKind, Stack
from oci_assets.platform.naming import asset_key, group_name, op_name, owners, tag_value
from oci_assets.platform.order import order_tags
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.run_details import RunDetails
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import Resources, StepResult, run_stack

MAX_CODE_REFERENCES = 30
MAX_FILES_NAMED = 10
DATA_VERSION_TAG = "dagster/data_version"
_OUTPUT = "result"


def build_assets(site: Site, stacks: Iterable[str]) -> list[dg.AssetsDefinition]:
    """One asset for each of these stacks of the catalog."""
    op_tags = order_tags(site.catalog)
    return [_build_asset(site, site.catalog.stacks[stack], op_tags[stack]) for stack in stacks]


def _build_asset(site: Site, stack: Stack, op_tags: Mapping[str, str]) -> dg.AssetsDefinition:
    """The asset, from an op: `@asset` makes names of inputs and outputs out of folder names, and some have none.

    A folder called `my network` would take the code location down, and of `b-c` and `b_c` one edge would be lost.
    """
    spec = asset_spec(site, stack)
    upstream = {op_name(dependency): asset_key(dependency) for dependency in hard_upstream(site, stack)}
    ins = {name: dg.In(dg.Nothing) for name in upstream}

    @dg.op(name=op_name(stack.id), ins=ins, out={_OUTPUT: dg.Out(dg.Nothing)}, tags=op_tags)
    def apply_stack(
        context: dg.AssetExecutionContext, terraform: TerraformResource, details: RunDetails
    ) -> dg.MaterializeResult[object]:
        step = run_stack(context, Resources(terraform, details), site, stack.id, Action.APPLY)
        return dg.MaterializeResult(
            asset_key=spec.key,
            metadata=step.metadata,
            data_version=dg.DataVersion(_data_version(context, spec.key, step)),
        )

    return dg.AssetsDefinition(
        keys_by_input_name=upstream, keys_by_output_name={_OUTPUT: spec.key}, node_def=apply_stack, specs=[spec]
    )


def asset_spec(site: Site, stack: Stack) -> dg.AssetSpec:
    """Everything Dagster shows about a stack. Hard upstreams are Dagster's edges; soft ones are order only."""
    return dg.AssetSpec(
        key=asset_key(stack.id),
        deps=[asset_key(dependency) for dependency in hard_upstream(site, stack)],
        group_name=group_name(stack.region),
        kinds={"terraform", "oracle"},
        tags={"oci/region": tag_value(stack.region), "oci/service": tag_value(stack.canonical or stack.service)},
        owners=owners(site.owners.of(stack.path)),
        description=describe(site, stack),
        metadata=_spec_metadata(site, stack),
    )


def hard_upstream(site: Site, stack: Stack) -> tuple[str, ...]:
    """Ids of the stacks whose failure blocks this one."""
    return tuple(d.upstream for d in site.catalog.upstream[stack.id] if d.kind is DependencyKind.HARD)


def describe(site: Site, stack: Stack) -> str:
    """What the folder manages, where it lies, what must come first and why. Markdown."""
    managed = MANAGES.get(stack.canonical or "")
    names = [f"`{file.name}`" for file in stack.files]
    more = f" and {len(names) - MAX_FILES_NAMED} more" if len(names) > MAX_FILES_NAMED else ""
    lines = [
        f"Manages {managed}." if managed else f"A service of your own: `{stack.service}`.",
        "",
        f"Folder `{stack.path}`: {', '.join(names[:MAX_FILES_NAMED])}{more}",
        "",
    ]
    for dependency in site.catalog.upstream[stack.id]:
        kind = "needs" if dependency.kind is DependencyKind.HARD else "runs after"
        lines.append(f"- {kind} `{dependency.upstream}` ({dependency.source})")
    return "\n".join(lines)


def _spec_metadata(site: Site, stack: Stack) -> dict[str, object]:
    sources = [f for f in stack.files if f.name.endswith((".tf", ".tf.json", ".tofu"))][:MAX_CODE_REFERENCES]
    references = [dg.LocalFileCodeReference(file_path=str(site.root / f), line_number=1, label=f.name) for f in sources]
    metadata: dict[str, object] = {"folder": str(stack.path), "level": site.catalog.level_of(stack.id)}
    if references:
        metadata["dagster/code_references"] = dg.CodeReferencesMetadataValue(code_references=[*references])
    return metadata


def _data_version(context: dg.AssetExecutionContext, key: dg.AssetKey, step: StepResult) -> str:
    """A new version only when outputs have changed: otherwise all downstream assets would show as unsynced."""
    if not step.result.output_changes:
        event = context.instance.get_latest_materialization_event(key)
        last = event.asset_materialization if event else None
        if last and last.tags and DATA_VERSION_TAG in last.tags:
            return str(last.tags[DATA_VERSION_TAG])
    return context.run.run_id
