"""The plan job: fans out over the stacks of the run's commit (in place: on disk); new ones are planned, too."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import dagster as dg

from oci_assets.errors import OciAssetsError
from oci_assets.estate.catalog import find_stacks
from oci_assets.estate.policy_settings import with_policy_of
from oci_assets.model import Action
from oci_assets.platform import tags
from oci_assets.platform.metadata import STACK
from oci_assets.platform.naming import asset_key, op_name
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.run_commit import commit_of_run
from oci_assets.platform.run_details import RunDetails
from oci_assets.platform.run_events import PLAN_STEP, SELECT_STEP
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import Resources, run_stack
from oci_assets.platform.step_checkout import site_of_commit

PLAN_JOB = Action.PLAN.value
SiteOfRun = Callable[[dg.OpExecutionContext], Site]


def build_plan_job(site: Site) -> dg.JobDefinition:
    """An op job that plans the stacks that the run's details name, all when they name none."""

    @lru_cache(maxsize=2)
    def read_once(run_id: str, commit: str | None) -> Site:
        del run_id
        if commit is not None:
            return site_of_commit(site, commit)
        here = site.reload()
        settings = with_policy_of(site.settings, here.settings)
        return replace(here, settings=settings, policy_commit=site.policy_commit)

    def site_of_run(context: dg.OpExecutionContext) -> Site:
        """The estate on disk or at the run's commit, read once a run: the loaded definitions may be older."""
        in_place = tags.trigger_of(context.run.tags) == tags.COMMAND_LINE
        return read_once(context.run_id, None if in_place else commit_of_run(context.instance, site, context.run))

    select_stacks, plan_stack = _select_op(site_of_run), _plan_op(site_of_run)

    @dg.job(
        name=PLAN_JOB,
        tags={tags.ACTION: Action.PLAN.value, tags.ON_FAILURE: "independent"},
        description="Shows what would change in stacks; changes nothing.",
    )
    def plan() -> None:
        select_stacks().map(plan_stack)

    return plan


def _select_op(site_of_run: SiteOfRun) -> dg.OpDefinition:
    @dg.op(name=SELECT_STEP, out=dg.DynamicOut(str), description="Names the stacks to plan.")
    def select_stacks(context: dg.OpExecutionContext, details: RunDetails) -> Iterator[dg.DynamicOutput[str]]:
        try:
            catalog = site_of_run(context).catalog
            wanted = find_stacks(catalog, details.stacks) if details.stacks else tuple(catalog.stacks)
        except OciAssetsError as error:
            raise dg.Failure(str(error), allow_retries=False) from error
        for stack_id in sorted(wanted, key=lambda stack: (catalog.level_of(stack), stack)):  # for deferral.py
            yield dg.DynamicOutput(stack_id, mapping_key=op_name(stack_id), metadata={STACK: stack_id})

    return select_stacks


def _plan_op(site_of_run: SiteOfRun) -> dg.OpDefinition:
    @dg.op(name=PLAN_STEP, out=dg.Out(dg.Nothing), description="Runs terraform plan on one stack.")
    def plan_stack(
        context: dg.OpExecutionContext, stack_id: str, terraform: TerraformResource, details: RunDetails
    ) -> None:
        resources, site = Resources(terraform, details), site_of_run(context)
        step = run_stack(context, resources, site, stack_id, Action.PLAN)
        context.log_event(dg.AssetObservation(asset_key=asset_key(stack_id), metadata=step.metadata))

    return plan_stack
