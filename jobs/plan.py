"""The plan job: fans out over the stacks that the checkout holds now, so that a stack new in a branch is planned too."""

import json
from collections.abc import Iterator
from functools import lru_cache

import dagster as dg

from oci_assets.model import Action
from oci_assets.platform import tags
from oci_assets.platform.naming import asset_key, mapping_key
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import run_stack

PLAN_JOB = Action.PLAN.value


def build_plan_job(site: Site) -> dg.JobDefinition:
    """An op job that plans the stacks of the run tag `oci/stacks` (JSON list of ids), all when there is none."""

    @lru_cache(maxsize=2)
    def site_of_run(run_id: str) -> Site:
        """The estate on disk, read once a run: the loaded definitions may be older than the checkout."""
        del run_id
        return site.reload()

    @dg.op(out=dg.DynamicOut(str), description="Names the stacks to plan.")
    def select_stacks(context: dg.OpExecutionContext) -> Iterator[dg.DynamicOutput[str]]:
        fresh = site_of_run(context.run.run_id)
        wanted = json.loads(context.run.tags.get(tags.STACKS, "null")) or list(fresh.catalog.stacks)
        context.instance.add_run_tags(context.run.run_id, {tags.STACKS: json.dumps(wanted)})
        for stack_id in wanted:
            yield dg.DynamicOutput(stack_id, mapping_key=mapping_key(stack_id))

    @dg.op(out=dg.Out(dg.Nothing), description="Runs terraform plan on one stack.")
    def plan_stack(context: dg.OpExecutionContext, stack_id: str, terraform: TerraformResource) -> None:
        step = run_stack(context, terraform, site_of_run(context.run.run_id), stack_id, Action.PLAN)
        context.log_event(dg.AssetObservation(asset_key=asset_key(stack_id), metadata=step.metadata))

    @dg.job(name=PLAN_JOB, tags={tags.ACTION: Action.PLAN.value, tags.ON_FAILURE: "independent"}, description="Plans stacks; changes nothing.")
    def plan() -> None:
        select_stacks().map(plan_stack)

    return plan
