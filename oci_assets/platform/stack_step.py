"""One Dagster step on one stack: gather the request, call Terraform, turn its outcome into metadata or a failure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import dagster as dg

from oci_assets.errors import EstateError, OciAssetsError
from oci_assets.estate import init_reads
from oci_assets.estate.sensitive_inputs import sensitive_inputs
from oci_assets.estate.settings import Settings, StackSettings
from oci_assets.model import Action, Outcome, Stack, StackResult
from oci_assets.platform import tags
from oci_assets.platform.checkouts import CHECKOUTS
from oci_assets.platform.deferral import Deferral, is_deferred_plan
from oci_assets.platform.kept_plans import plan_rules
from oci_assets.platform.listening import listener_of
from oci_assets.platform.metadata import result_metadata
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.run_details import RunDetails
from oci_assets.platform.site import Site
from oci_assets.platform.state_place import lock_key_of
from oci_assets.platform.step_checkout import StepContext, step_checkout
from oci_assets.platform.step_guards import guarded
from oci_assets.platform.step_io import step_stdout
from oci_assets.platform.stopping import stop_event
from oci_assets.report.error_words import laid_out
from oci_assets.terraform.init_fingerprint import InitReader
from oci_assets.terraform.request import StackRequest, Timeouts
from oci_assets.terraform.secret_patterns import hide_patterns
from oci_assets.terraform.secret_values import all_secret_texts


@dataclass(frozen=True, slots=True)
class Resources:
    """What every step of ours gets from the code location."""

    terraform: TerraformResource
    details: RunDetails


@dataclass(frozen=True, slots=True)
class StepResult:
    """A stack's result with the metadata that every event about it carries."""

    result: StackResult
    metadata: dict[str, dg.MetadataValue[Any]]


def run_stack(
    context: StepContext,
    resources: Resources,
    site: Site,
    stack_id: str,
    action: Action,
) -> StepResult:
    """Plan or apply one stack; a drift check is in drift_step.py.

    Raises:
        dg.Failure: the outcome is not a success (nor a plan that waits for an upstream), with the outcome in its
            metadata; never retried by Dagster.
    """
    level = site.catalog.level_of(stack_id)
    reasons = resources.details.reasons_of(stack_id)
    commit: str | None = None
    try:
        if stack_id in site.catalog.refused:
            raise EstateError(site.catalog.refused[stack_id])
        with step_checkout(context, site, stack_id, action) as (here, commit):
            context.log.info("%s %s at %s", action.value, stack_id, commit[:10])
            lock_key = lock_key_of(site, here, stack_id)
            request = replace(stack_request(context, here, stack_id), commit=commit, lock_key=lock_key)
            with guarded(request, site, here, action, context.run.tags) as request:
                result = _act(resources.terraform, request, action, site.catalog.stacks[stack_id])
        result = Deferral(context.instance, context.run, site, resources.details, request.stop).settle(action, result)
    except OciAssetsError as error:
        result = StackResult(stack_id, Outcome.FAILED, error=hide_patterns(str(error)), attempts=0)
    metadata = result_metadata(result, commit=commit, level=level, reasons=reasons)
    if result.outcome.is_success or is_deferred_plan(action, result.outcome):
        return StepResult(result, metadata)
    raise dg.Failure(failure_text(result, level), metadata=metadata, allow_retries=False)


def failure_text(result: StackResult, level: int) -> str:
    """What failed, at which level, why, and what to do next."""
    parts = [
        f"level {level}: {result.stack}: {result.outcome.value}",
        laid_out(result.error or result.cause or ""),
        result.hint,
    ]
    return "\n".join(part for part in parts if part)


def stack_request(context: StepContext, site: Site, stack_id: str) -> StackRequest:
    """What Terraform is asked to do: the settings, with the run's tags on top."""
    run_tags, settings = context.run.tags, site.settings.terraform
    stdout, listener = step_stdout(), listener_of(context.run.run_id)

    def write(line: str) -> None:
        print(line, file=stdout, flush=True)
        if listener is not None:
            listener(stack_id, line)

    var_files = tuple(site.root / file for file in settings.var_files)
    inputs = sensitive_inputs(site.folder(stack_id), var_files)
    return StackRequest(
        stack=stack_id,
        folder=site.folder(stack_id),
        secrets=all_secret_texts(inputs.values),
        sensitive_variables=inputs.names,
        run_id=context.run.run_id,
        timeouts=timeouts(run_tags, site.settings, stack_id),
        lock_timeout_seconds=settings.lock_timeout_seconds,
        var_files=var_files,
        retries=settings.retries,
        on_line=write,
        in_checkout=site.root.parent == site.state_dir / CHECKOUTS,
        init_reader=InitReader(init_reads.VERSION, init_reads.init_reads),
        stop=stop_event(context.run.run_id),
        plans=plan_rules(context.instance, context.run, site, stack_id),
    )


def timeouts(run_tags: Mapping[str, str], settings: Settings, stack_id: str) -> Timeouts:
    """How long each phase may take: the run's own tag over the stack's settings over the general ones."""
    own, general = settings.stacks.get(stack_id) or StackSettings(), settings.terraform
    of_run = tags.timeout_minutes(run_tags)
    both = of_run or own.timeout_minutes or general.timeout_minutes
    return Timeouts(
        init_seconds=(own.init_timeout_minutes or general.init_timeout_minutes) * 60,
        plan_seconds=((None if of_run else own.plan_timeout_minutes) or both) * 60,
        apply_seconds=((None if of_run else own.apply_timeout_minutes) or both) * 60,
    )


def _act(terraform: TerraformResource, request: StackRequest, action: Action, stack: Stack) -> StackResult:
    runner = terraform.runner(stack.required_version)
    return {Action.PLAN: runner.plan, Action.APPLY: runner.apply}[action](request)
