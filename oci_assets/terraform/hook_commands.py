"""The programs that an estate has asked before an apply, as values. Runs none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PLAN_PLACE = "{plan}"


@dataclass(frozen=True, slots=True)
class Precheck:
    """A command that must end with 0 before an apply; it runs in the stack's folder, with Terraform's environment."""

    command: str
    timeout_seconds: float


@dataclass(frozen=True, slots=True)
class PolicyCommand:
    """The program that looks at plans.

    Attributes:
        command: as in the settings; `PLAN_PLACE` in an argument becomes the path of the redacted JSON plan.
        folder: where it runs: the estate as it is on the branch that the policy is from.
        blocks: whether its no blocks the stack, or is only told.
    """

    command: str
    timeout_seconds: float
    folder: Path
    blocks: bool = True
