"""The part of `drift:` that says how drift is told on GitHub, and what is done about it. Reads no file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from typing_extensions import Self

from oci_assets.estate import setting_checks as check
from oci_assets.estate.section import Section

Label = Annotated[str, AfterValidator(check.label)]


class DriftIssueSettings(Section):
    """Which issues are opened, what they look like, which are let alone."""

    issues: Literal["per_stack", "single", "off"] = Field(
        default="per_stack", description="one open GitHub issue for each drifted stack, one for all, or none"
    )
    title: str = Field(
        default="🔍 Infrastructure Drift Detected - {date}", min_length=1, max_length=150, description="of drift issues"
    )
    labels: tuple[Label, ...] = Field(
        default=("drift-detection", "needs-review"), min_length=1, strict=False, description="of drift issues"
    )
    mute_label: Label = Field(default="drift-muted", description="an issue with this label is let alone")
    assign_owners: bool = Field(default=True, description="new issues go to the people that CODEOWNERS names")
    remediation: Literal["report", "plan", "apply"] = Field(
        default="report", description="what is done about drift: tell it, plan it, or apply it within the guards"
    )

    @model_validator(mode="after")
    def _new_issues_are_not_muted(self) -> Self:
        if self.mute_label.lower() in {label.lower() for label in self.labels}:
            raise ValueError("mute_label is one of labels: every new issue would be muted")
        return self
