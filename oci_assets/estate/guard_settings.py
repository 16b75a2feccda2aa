"""`guards:` and `policy:`: what an apply must not do, when it must not start, who else is asked. Reads no file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from typing_extensions import Self

from oci_assets.estate import frozen
from oci_assets.estate import setting_checks as check
from oci_assets.estate.section import Names, Section

Moment = Annotated[str, BeforeValidator(frozen.moment_text)]
CommandLine = Annotated[str, AfterValidator(check.command)]
PROTECTED_TYPES = (
    "oci_core_vcn",
    "oci_database_*",
    "oci_identity_compartment",
    "oci_objectstorage_bucket",
    "oci_kms_*",
)


class FrozenSettings(Section):
    """One entry of `guards.frozen:`, a time in which no apply starts."""

    start: Moment = Field(alias="from", description="when it begins: a date, a date with a time, fri 16:00, or 16:00")
    end: Moment = Field(alias="to", description="when it ends, in the same form")
    timezone: Annotated[str, AfterValidator(check.timezone)] = Field(
        default="UTC", description="of both, an IANA name as America/Toronto"
    )
    reason: str = Field(default="", description="told to whoever is blocked")
    stacks: Names = Field(default=("*",), description="stack ids that it is for, patterns")

    @property
    def window(self) -> frozen.FrozenWindow:
        """The times as a value that can be asked."""
        return frozen.parse_window(self.start, self.end, self.timezone, self.reason)

    @model_validator(mode="after")
    def _is_a_window(self) -> Self:
        frozen.parse_window(self.start, self.end, self.timezone)
        return self


class GuardSettings(Section):
    """`guards:`: what an apply may destroy without being told to by name."""

    max_destroys: int | None = Field(
        default=0, ge=0, description="resources one apply of a stack may destroy; null: no limit"
    )
    max_replaces: int | None = Field(
        default=None, ge=0, description="resources one apply of a stack may replace; null: no limit of its own"
    )
    protected_types: Names = Field(default=PROTECTED_TYPES, description="never destroyed, patterns")
    protected_addresses: Names = Field(default=(), description="never destroyed, patterns of addresses")
    frozen: Annotated[tuple[FrozenSettings, ...], Field(strict=False)] = Field(
        default=(), description="times in which no apply starts"
    )


class StackGuardSettings(Section):
    """`stacks.<stack>.guards:`: each key that is written there goes before the one in `guards:`."""

    max_destroys: int | None = Field(default=None, ge=0, description="for this stack; null, when written: no limit")
    max_replaces: int | None = Field(default=None, ge=0, description="for this stack; null, when written: no limit")
    protected_types: Names = Field(default=(), description="for this stack, in place of the general list")
    protected_addresses: Names = Field(default=(), description="for this stack, in place of the general list")


class PolicySettings(Section):
    """`policy:`: a program that looks at every plan before it may be applied."""

    command: CommandLine | None = Field(
        default=None, description="gets the redacted JSON plan on its standard input, and as a file where {plan} stands"
    )
    timeout_seconds: float = Field(default=300, gt=0, le=3600, description="how long it may take for a stack")
    actions: tuple[Literal["plan", "apply"], ...] = Field(
        default=("plan", "apply"), strict=False, description="when it is asked"
    )
    fail: Literal["stack", "warn"] = Field(
        default="stack", description="another exit code than 0 blocks the stack, or is only told"
    )


def guards_of_stack(general: GuardSettings, own: StackGuardSettings) -> GuardSettings:
    """The guards of one stack: what it says itself, the rest as for all."""
    return general.model_copy(update={key: getattr(own, key) for key in own.model_fields_set})
