"""What a drift check is told about its stack beside what Terraform says. Values and questions only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from oci_assets.drift_rules import RulesInForce


def _none() -> str | None:
    """There is nothing to say."""
    return None


@dataclass(frozen=True, slots=True)
class DriftRequest:
    """How differences of one stack are told apart.

    Attributes:
        rules: which are passed over.
        providers: version by source address as of the last apply; empty where nobody noted them.
        pending_cause: asked where something is planned that did not change itself: why an apply is due anyway, as a
            sentence; None: nothing but the world outside explains it.
        apart: the commit is another one than applies work on now, so the check inits in a data dir of its own.
        applying: asked where something differs: an apply of the stack that goes on somewhere, as a sentence.
    """

    rules: RulesInForce = field(default_factory=RulesInForce)
    providers: Mapping[str, str] = field(default_factory=dict)
    pending_cause: Callable[[], str | None] = _none
    applying: Callable[[], str | None] = _none
    apart: bool = False
