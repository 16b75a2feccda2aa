"""The drift check of every stack: `no_drift`, with an observation in the asset's history. It looks, never touches."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
from collections.abc import Iterable

import dagster as dg

from oci_assets.model import Action, Outcome
from oci_assets.platform.naming import DRIFT_CHECK, asset_key, check_op_name
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.run_details import RunDetails
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import Resources, run_stack

_INPUT, _OUTPUT = "stack", "result"


def build_checks(site: Site, stacks: Iterable[str]) -> list[dg.AssetChecksDefinition]:
    """One `no_drift` check for each of these stacks; all may run in parallel, they only read."""
    return [_build_check(site, stack_id) for stack_id in stacks]


def _build_check(site: Site, stack_id: str) -> dg.AssetChecksDefinition:
    """The check, from an op for the reason that assets.py gives; with its asset in one run it comes after it."""
    key = asset_key(stack_id)
    spec = dg.AssetCheckSpec(
        DRIFT_CHECK, asset=key, description="Terraform plans no change: the cloud is as this folder says."
    )

    @dg.op(name=check_op_name(stack_id), ins={_INPUT: dg.In(dg.Nothing)}, out={_OUTPUT: dg.Out(dg.Nothing)})
    def check_drift(
        context: dg.AssetCheckExecutionContext, terraform: TerraformResource, details: RunDetails
    ) -> dg.AssetCheckResult:
        step = run_stack(context, Resources(terraform, details), site, stack_id, Action.DRIFT)
        context.op_execution_context.log_event(dg.AssetObservation(asset_key=key, metadata=step.metadata))
        return dg.AssetCheckResult(
            asset_key=key,
            check_name=DRIFT_CHECK,
            passed=step.result.outcome is Outcome.NO_CHANGES,
            severity=dg.AssetCheckSeverity.WARN,
            metadata=step.metadata,
        )

    check: dg.AssetChecksDefinition = dg.AssetChecksDefinition.create(
        keys_by_input_name={_INPUT: key},
        node_def=check_drift,
        check_specs_by_output_name={_OUTPUT: spec},
        can_subset=False,
    )
    return check
