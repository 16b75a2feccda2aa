"""Whose settings count where two commits disagree: the policy is the base branch's (design.md, decision 10). Pure."""

from __future__ import annotations

from oci_assets.estate.settings import Settings

OF_THE_ESTATE = ("regions", "home_region", "service_dependencies", "shared_files")
"""What describes the files of a commit itself and so must come from it, as `terraform.var_files` does. Every other key
is policy."""


def with_policy_of(base: Settings, commit: Settings) -> Settings:
    """The settings of a commit whose policy (guards, stacks, terraform and so on) is that of its base."""
    terraform = base.terraform.model_copy(update={"var_files": commit.terraform.var_files})
    return base.model_copy(update={"terraform": terraform, **{key: getattr(commit, key) for key in OF_THE_ESTATE}})
