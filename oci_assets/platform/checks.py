"""The drift check of every stack: `no_drift`, with an observation in the asset's history. It looks, never touches."""

# No `from __future__ import annotations` here: Dagster compares the annotation of `context` itself.
from collections.abc import Iterable, Iterator

import dagster as dg

from oci_assets.drift import DriftStatus
from oci_assets.platform.drift_step import DriftStep, check_stack, severity_of
from oci_assets.platform.drift_texts import half_words
from oci_assets.platform.freshness import check_record
from oci_assets.platform.naming import DRIFT_CHECK, asset_key, check_op_name
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.run_details import RunDetails
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import Resources, failure_text
from oci_assets.report.drift_text import summary

_INPUT, _OUTPUT = "stack", "result"


def build_checks(site: Site, stacks: Iterable[str]) -> list[dg.AssetChecksDefinition]:
    """One `no_drift` check for each of these stacks; all may run in parallel, they only read."""
    return [_build_check(site, stack_id) for stack_id in stacks]


def _build_check(site: Site, stack_id: str) -> dg.AssetChecksDefinition:
    """The check, from an op for the reason that assets.py gives; with its asset in one run it comes after it."""
    key = asset_key(stack_id)
    spec = dg.AssetCheckSpec(
        DRIFT_CHECK, asset=key, description="Nothing changed outside: the cloud is as the last apply left it."
    )

    @dg.op(name=check_op_name(stack_id), ins={_INPUT: dg.In(dg.Nothing)}, out={_OUTPUT: dg.Out(dg.Nothing)})
    def check_drift(
        context: dg.AssetCheckExecutionContext, terraform: TerraformResource, details: RunDetails
    ) -> Iterator[dg.AssetCheckResult]:
        step = check_stack(context, Resources(terraform, details), site, stack_id)
        yield from _told(context, step)
        if step.found.status is DriftStatus.UNKNOWN:  # the run is red, and can be re-executed from failure
            level = site.catalog.level_of(stack_id)
            raise dg.Failure(failure_text(step.result, level), metadata=step.metadata, allow_retries=False)

    check: dg.AssetChecksDefinition = dg.AssetChecksDefinition.create(
        keys_by_input_name={_INPUT: key},
        node_def=check_drift,
        check_specs_by_output_name={_OUTPUT: spec},
        can_subset=False,
    )
    return check


def _told(context: dg.AssetCheckExecutionContext, step: DriftStep) -> Iterator[dg.AssetCheckResult]:
    """The events of a check: an observation always, the record of one that could look, the result."""
    found, key, half = step.found, asset_key(step.found.stack), half_words(step.found)
    context.op_execution_context.log_event(dg.AssetObservation(asset_key=key, metadata=step.metadata))
    if found.status is not DriftStatus.UNKNOWN:
        context.op_execution_context.log_event(check_record(found))
    yield dg.AssetCheckResult(
        asset_key=key,
        check_name=DRIFT_CHECK,
        passed=found.status is not DriftStatus.UNKNOWN and not found.reported and half is None,
        severity=severity_of(found),
        description=f"{half}; {summary(found)}" if half else summary(found),
        metadata=step.metadata,
    )
