"""Rules of `drift.ignore`: which differences are passed over. Pure: addresses and paths in, a rule out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_QUOTED = re.compile(r'\["((?:[^"\\]|\\.)*)"\]')
_STEP = re.compile(r"[.\[]")


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """One rule. `*` in a pattern is any text; `["key"]` and `.key` are the same; what lies below goes with it.

    Attributes:
        text: the rule as people know it.
        stack: pattern of stack ids.
        address: pattern of resource addresses.
        attribute: pattern of attribute paths; None: the whole resource, also when it is gone.
        combined: pattern of `ADDRESS.PATH`, or of an address alone for the whole resource; instead of the other two.
        reason: why.
        expires: the last day on which it holds, UTC; None: it holds for ever.
    """

    text: str
    stack: str = "*"
    address: str = "*"
    attribute: str | None = None
    combined: str | None = None
    reason: str = ""
    expires: date | None = None

    def has_expired(self, today: date) -> bool:
        """Whether it does not hold any more."""
        return self.expires is not None and today > self.expires

    def is_for(self, stack: str) -> bool:
        """Whether it is about this stack."""
        return _matches(stack, self.stack)

    def covers_resource(self, address: str) -> bool:
        """Whether it is about the resource as a whole."""
        if self.combined is not None:
            return _matches(_plain(address), _plain(self.combined))
        return self.attribute in {None, "*"} and _matches(_plain(address), _plain(self.address))

    def covers(self, address: str, path: str) -> bool:
        """Whether it is about this attribute of this resource."""
        if self.covers_resource(address):
            return True
        plain, above = _plain(address), _with_parents(_plain(path))
        if self.combined is not None:
            return any(_matches(f"{plain}.{each}", _plain(self.combined)) for each in above)
        pattern = _plain(self.attribute or "*")
        return _matches(plain, _plain(self.address)) and any(_matches(each, pattern) for each in above)


ORACLE_TAGS = IgnoreRule(
    '*.defined_tags["Oracle-Tags.*"]',
    combined='*.defined_tags["Oracle-Tags.*"]',
    reason="Oracle sets these tags itself (built in)",
)
BUILT_IN = (ORACLE_TAGS,)
"""Hold for every stack, in front of those of the settings."""


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The rules of one stack on one day, and a sentence on each that does not hold any more."""

    rules: tuple[IgnoreRule, ...] = BUILT_IN
    expired: tuple[str, ...] = ()

    def for_resource(self, address: str) -> IgnoreRule | None:
        """The first rule about the resource as a whole."""
        return next((rule for rule in self.rules if rule.covers_resource(address)), None)

    def for_attribute(self, address: str, path: str) -> IgnoreRule | None:
        """The first rule about this attribute."""
        return next((rule for rule in self.rules if rule.covers(address, path)), None)


def rules_in_force(rules: Iterable[IgnoreRule], stack: str, today: date) -> RulesInForce:
    """The rules for a stack, the built-in ones first; those that have expired are told."""
    mine = [rule for rule in rules if rule.is_for(stack)]
    expired = tuple(
        f"the rule {rule.text!r} in drift.ignore has expired on {rule.expires}: what it passed over is reported again; "
        "correct it, give it a new date, or take it out"
        for rule in mine
        if rule.has_expired(today)
    )
    return RulesInForce((*BUILT_IN, *(rule for rule in mine if not rule.has_expired(today))), expired)


def _matches(text: str, pattern: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.DOTALL) is not None


def _plain(text: str) -> str:
    """Keys with a dot, however they are written."""
    return _QUOTED.sub(r".\1", text)


def _with_parents(path: str) -> Sequence[str]:
    """The path and everything that it lies in."""
    return [path[: step.start()] for step in _STEP.finditer(path) if step.start()] + [path]
