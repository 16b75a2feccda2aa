"""One Dagster step on one stack: gather the request, call Terraform, turn its outcome into metadata or a failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import dagster as dg

from oci_assets.errors import OciAssetsError
from oci_assets.model import Action, Outcome, Stack, StackResult
from oci_assets.platform import tags
from oci_assets.platform.listening import listener_of
from oci_assets.platform.metadata import result_metadata
from oci_assets.platform.resources import TerraformResource
from oci_assets.platform.run_details import RunDetails
from oci_assets.platform.site import Site
from oci_assets.platform.step_checkout import StepContext, step_checkout
from oci_assets.platform.step_io import step_stdout
from oci_assets.platform.stopping import stop_event
from oci_assets.terraform.guard import GuardPolicy
from oci_assets.terraform.request import StackRequest


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
    """Run one action on one stack.

    Raises:
        dg.Failure: the outcome is not a success, with the outcome in its metadata; never retried by Dagster.
    """
    level = site.catalog.level_of(stack_id)
    reasons = resources.details.reasons_of(stack_id)
    commit: str | None = None
    try:
        with step_checkout(context, site, stack_id, action) as (here, commit):
            context.log.info("%s %s at %s", action.value, stack_id, commit[:10])
            request = stack_request(context, here, stack_id)
            result = _act(resources.terraform, request, action, site.catalog.stacks[stack_id])
    except OciAssetsError as error:
        result = StackResult(stack_id, _failed(action), error=str(error), attempts=0)
    metadata = result_metadata(result, commit=commit, level=level, reasons=reasons)
    if result.outcome.is_success:
        return StepResult(result, metadata)
    raise dg.Failure(failure_text(result, level), metadata=metadata, allow_retries=False)


def failure_text(result: StackResult, level: int) -> str:
    """What failed, at which level, why, and what to do next."""
    parts = [f"level {level}: {result.stack}: {result.outcome.value}", result.error or result.cause, result.hint]
    return "\n".join(part for part in parts if part)


def stack_request(context: StepContext, site: Site, stack_id: str) -> StackRequest:
    """What Terraform is asked to do: the settings, with the run's tags on top."""
    run_tags, settings = context.run.tags, site.settings.terraform
    own = site.settings.stacks.get(stack_id)
    minutes = tags.timeout_minutes(run_tags) or (own and own.timeout_minutes) or settings.timeout_minutes
    stdout, listener = step_stdout(), listener_of(context.run.run_id)

    def write(line: str) -> None:
        print(line, file=stdout, flush=True)
        if listener is not None:
            listener(stack_id, line)

    return StackRequest(
        stack=stack_id,
        folder=site.folder(stack_id),
        run_id=context.run.run_id,
        timeout_seconds=minutes * 60,
        init_timeout_seconds=settings.init_timeout_minutes * 60,
        lock_timeout_seconds=settings.lock_timeout_seconds,
        var_files=tuple(site.root / file for file in settings.var_files),
        guards=GuardPolicy(**site.settings.guards.model_dump()),
        allow_destroy=stack_id in tags.allowed_destroys(run_tags),
        retries=settings.retries,
        on_line=write,
        stop=stop_event(context.run.run_id),
    )


def _act(terraform: TerraformResource, request: StackRequest, action: Action, stack: Stack) -> StackResult:
    runner = terraform.runner(stack.required_version)
    return {Action.PLAN: runner.plan, Action.APPLY: runner.apply, Action.DRIFT: runner.drift}[action](request)


def _failed(action: Action) -> Outcome:
    return Outcome.UNKNOWN if action is Action.DRIFT else Outcome.FAILED
