"""The drift check of every stack: `no_drift`, with an observation in the asset's history. It looks, never touches."""

from collections.abc import Iterable

import dagster as dg

from oci_assets.model import Action, Outcome
from oci_assets.platform.naming import DRIFT_CHECK, asset_key, check_op_name
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import run_stack


def build_checks(site: Site, stacks: Iterable[str]) -> list[dg.AssetChecksDefinition]:
    """One `no_drift` check for each of these stacks; all may run in parallel, they only read."""
    return [_build_check(site, stack_id) for stack_id in stacks]


def _build_check(site: Site, stack_id: str) -> dg.AssetChecksDefinition:
    key = asset_key(stack_id)
    spec = dg.AssetCheckSpec(DRIFT_CHECK, asset=key, description="The cloud is as the last plan of this folder says.")

    @dg.multi_asset_check(name=check_op_name(stack_id), specs=[spec])
    def check_drift(context: dg.AssetCheckExecutionContext, terraform: TerraformResource) -> dg.AssetCheckResult:
        step = run_stack(context, terraform, site, stack_id, Action.DRIFT)
        context.op_execution_context.log_event(dg.AssetObservation(asset_key=key, metadata=step.metadata))
        return dg.AssetCheckResult(
            asset_key=key,
            check_name=DRIFT_CHECK,
            passed=step.result.outcome is Outcome.NO_CHANGES,
            severity=dg.AssetCheckSeverity.WARN,
            metadata=step.metadata,
        )

    return check_drift
