"""The settings of an estate: what `oci-assets.yaml` may hold, with every default and its unit. Reads no file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from oci_assets.estate import setting_checks as check
from oci_assets.estate.drift_settings import DriftSettings
from oci_assets.estate.guard_settings import CommandLine, GuardSettings, PolicySettings, StackGuardSettings
from oci_assets.estate.section import Names, Section

Minutes = Annotated[float, Field(gt=0, le=24 * 60)]


class TerraformSettings(Section):
    """`terraform:`: which Terraform runs, how long it may take, how often it is tried."""

    binary: str | None = Field(default=None, min_length=1, description="embedded, or the name or path of a binary")
    version: Annotated[str, AfterValidator(check.version)] | None = Field(
        default=None, description="constraint, as >= 1.5, < 2.0"
    )
    timeout_minutes: Minutes = Field(default=30, description="for each of plan and apply of a stack")
    init_timeout_minutes: Minutes = Field(default=5, description="for init of a stack")
    retries: int = Field(default=2, ge=0, le=10, description="further tries of init and plan after a passing failure")
    lock_timeout_seconds: int = Field(
        default=60, ge=0, le=3600, description="how long to wait for a state that is locked"
    )
    var_files: tuple[Annotated[str, AfterValidator(check.repository_path)], ...] = Field(
        default=(), strict=False, description="given to every stack, paths from the root of the repository"
    )


class ExecutionSettings(Section):
    """`execution:`: how many stacks run at once, in what order, and what a failure stops."""

    parallel: bool = Field(default=True, description="several stacks at once")
    max_workers: int = Field(default=3, ge=1, le=64, description="how many at once")
    scheduling: Literal["streaming", "levels"] = Field(
        default="streaming", description="start when upstreams are done, or by level"
    )
    on_failure: Literal["stop", "independent"] = Field(
        default="stop", description="start nothing new, or go on with unrelated stacks"
    )
    include_upstream: bool = Field(default=False, description="run upstreams that are not selected, too")


class StackSettings(Section):
    """One entry of `stacks:`, which goes before the general settings."""

    timeout_minutes: Minutes | None = Field(default=None, description="for each of plan and apply of this stack")
    init_timeout_minutes: Minutes | None = Field(default=None, description="for init of this stack")
    plan_timeout_minutes: Minutes | None = Field(default=None, description="for plan alone")
    apply_timeout_minutes: Minutes | None = Field(default=None, description="for apply alone")
    prechecks: tuple[CommandLine, ...] = Field(
        default=(), strict=False, description="commands that must succeed before an apply"
    )
    precheck_timeout_seconds: float = Field(default=60, gt=0, le=3600, description="how long each of them may take")
    guards: StackGuardSettings = StackGuardSettings()


class PlanSettings(Section):
    """`plans:`: which plans are kept, and when a kept one may be applied."""

    keep: bool = Field(default=True, description="keep the plan of each stack, to apply what was reviewed")
    max_age_hours: float = Field(default=24, gt=0, le=30 * 24, description="older plans are made again")
    apply_deferred: bool = Field(
        default=False, description="apply stacks whose plan had to wait for an upstream without a review"
    )


class GithubSettings(Section):
    """`github:`: which branches pull requests are made for."""

    base_branches: Names = Field(default=("Dev", "Staging", "Production"), description="merged into")
    auto_pr_branches: Names = Field(
        default=("feature/*", "fix/*", "update/*", "hotfix/*"), description="get a pull request by themselves"
    )


class Settings(Section):
    """The whole of `oci-assets.yaml`; every key is optional."""

    regions: dict[Annotated[str, AfterValidator(check.region_name)], str] = Field(
        default_factory=dict, description="region folders and their OCI regions; default: folders that hold services"
    )
    home_region: str | None = Field(default=None, description="default: the region that holds identity")
    service_dependencies: dict[str, Names] = Field(
        default_factory=dict, description="adds to the built-in map, or replaces an entry of it"
    )
    shared_files: tuple[Annotated[str, AfterValidator(check.repository_glob)], ...] = Field(
        default=(), strict=False, description="a change selects every stack; * within a folder, ** over folders"
    )
    terraform: TerraformSettings = TerraformSettings()
    execution: ExecutionSettings = ExecutionSettings()
    stacks: dict[str, StackSettings] = Field(default_factory=dict, description="by stack id, as toronto/database")
    guards: GuardSettings = GuardSettings()
    plans: PlanSettings = PlanSettings()
    policy: PolicySettings = PolicySettings()
    drift: DriftSettings = DriftSettings()
    github: GithubSettings = GithubSettings()


def without_effect(settings: Settings) -> tuple[str, ...]:
    """Paths of keys that were set and that this release reads but does not act on yet, for a warning."""
    return ("github",) if "github" in settings.model_fields_set else ()
