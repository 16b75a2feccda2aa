"""`drift:`: when drift is looked for, what is passed over, when it is told. Reads no file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, model_validator
from typing_extensions import Self

from oci_assets.drift_rule_faults import address_fault
from oci_assets.drift_rules import IgnoreRule
from oci_assets.estate import setting_checks as check
from oci_assets.estate.drift_issue_settings import DriftIssueSettings
from oci_assets.estate.section import Section

_EXAMPLE = '*.defined_tags["Oracle-Tags.*"]'


def _day(value: Any) -> Any:
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise ValueError("must be a date, as 2027-01-01")  # noqa: TRY004 pydantic's way
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError("must be a date, as 2027-01-01") from None


def _address(text: str) -> str:
    fault = address_fault(text)
    if fault is not None:
        raise ValueError(f"can never match: {text!r} {fault}")
    return text


class IgnoreSettings(Section):
    """One entry of `drift.ignore:`, a rule; one that is only a text is a pattern of `ADDRESS.ATTRIBUTE`."""

    stack: str = Field(default="*", min_length=1, description="stack ids, a pattern")
    address: Annotated[str, AfterValidator(_address)] | None = Field(
        default=None, min_length=1, description="addresses of resources, a pattern"
    )
    attribute: str | None = Field(default=None, min_length=1, description="attributes of them, a pattern")
    reason: str = Field(default="", description="shown beside what is passed over")
    expires: Annotated[date, BeforeValidator(_day)] | None = Field(
        default=None, description="the last day on which the rule holds, UTC, as 2027-01-01"
    )
    _text: str | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if self.address is None and self.attribute is None:
            raise ValueError("must have an address or an attribute; for everything write address: '*'")
        return self

    @classmethod
    def of_text(cls, text: str) -> Self:
        """The rule that is written as a text.

        Raises:
            ValueError: it would pass over everything, or can never match.
        """
        if not text.strip("*. "):
            raise ValueError(f"must name attributes or addresses, as {_EXAMPLE}")
        made = cls(address=_address(text))
        made._text = text
        return made

    @property
    def rule(self) -> IgnoreRule:
        """The rule as a value that can be asked."""
        if self._text is not None:
            return IgnoreRule(self._text, combined=self._text)
        told = {
            "stack": self.stack if self.stack != "*" else None,
            "address": self.address,
            "attribute": self.attribute,
        }
        return IgnoreRule(
            ", ".join(f"{key}: {value}" for key, value in told.items() if value),
            stack=self.stack,
            address=self.address or "*",
            attribute=self.attribute,
            reason=self.reason,
            expires=self.expires,
        )


def _entry(entry: Any) -> Any:
    if isinstance(entry, str):
        return IgnoreSettings.of_text(entry)
    if not isinstance(entry, dict | IgnoreSettings):
        raise ValueError(f"must be a text, as {_EXAMPLE}, or a mapping of keys to values")  # noqa: TRY004 pydantic's way
    return entry


Ignored = Annotated[IgnoreSettings, BeforeValidator(_entry)]


class DriftSettings(DriftIssueSettings):
    """`drift:`: when the daily check runs, what it passes over, how its issues are labelled."""

    cron: Annotated[str, AfterValidator(check.cron)] = Field(
        default="0 2 * * *", description="minute hour day month weekday"
    )
    timezone: Annotated[str, AfterValidator(check.timezone)] = Field(
        default="UTC", description="IANA name, as America/Toronto"
    )
    jitter_minutes: int = Field(
        default=0, ge=0, le=12 * 60, description="start up to so much later, always the same for an estate"
    )
    window_minutes: int = Field(
        default=4 * 60, gt=0, le=7 * 24 * 60, description="how late a check that was missed is still made up for"
    )
    stale_hours: float | None = Field(
        default=None,
        ge=0.1,
        le=366 * 24,
        description="older checks are stale; default: the longest gap of cron, and window",
    )
    persist_checks: int = Field(
        default=1, ge=1, le=30, description="checks in a row that must see a difference before it is told"
    )
    ignore: Annotated[tuple[Ignored, ...], Field(strict=False)] = Field(
        default=(), description="differences that are passed over, rules"
    )

    @property
    def rules(self) -> tuple[IgnoreRule, ...]:
        """What `ignore` says, as rules."""
        return tuple(entry.rule for entry in self.ignore)
