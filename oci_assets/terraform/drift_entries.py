"""One entry of a plan as a drift check looks at it: what differs, without what rules pass over. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oci_assets.drift import IgnoredChange
from oci_assets.drift_rules import IgnoreRule, RulesInForce
from oci_assets.drift_services import REASON, writes_itself
from oci_assets.terraform.attribute_differences import Difference, differences
from oci_assets.terraform.attribute_tree import Unknown, marked
from oci_assets.terraform.drift_kinds import is_echo


@dataclass(frozen=True, slots=True)
class Sifted:
    """The differences of one entry: those that count, and those that a rule passes over."""

    kept: tuple[Difference, ...]
    ignored: tuple[IgnoredChange, ...]

    @property
    def only_follows(self) -> bool:
        """Whether no difference has a value of its own: what is planned follows from another resource."""
        return bool(self.kept) and all(isinstance(each.after, Unknown) for each in self.kept)

    @property
    def is_passed_over(self) -> bool:
        """Whether rules pass over all that says something."""
        telling = (each for each in self.kept if not (isinstance(each.after, Unknown) or is_echo(each.path)))
        return bool(self.ignored) and not any(telling)


def sifted(address: str, change: Mapping[str, Any], rules: RulesInForce, *, at: str = "") -> Sifted:
    """The differences in a `change` of the JSON plan; what is not known yet counts only where nothing else differs.

    `at` stands in front of every path.
    """
    before = marked(change.get("before"), change.get("before_sensitive"))
    after = marked(change.get("after"), change.get("after_sensitive"), change.get("after_unknown"))
    kept, ignored = list[Difference](), list[IgnoredChange]()
    for found in differences(before, after, at):
        rule = rules.for_attribute(address, found.path)
        if rule is None:
            kept.append(found)
        else:
            ignored.append(passed_over(address, rule, found.path))
    known = [each for each in kept if not isinstance(each.after, Unknown)]
    return Sifted(tuple(known or kept), tuple(ignored))


def service_writes(address: str, type_name: str, found: Sifted) -> list[IgnoredChange] | None:
    """What is passed over where all that differs are attributes that the service itself writes; None elsewhere."""
    telling = [each.path for each in found.kept if not is_echo(each.path)]
    if not telling or not all(writes_itself(type_name, path) for path in telling):
        return None
    return [IgnoredChange(address, path, f"{type_name}.*.{path}", REASON) for path in telling]


def passed_over(address: str, rule: IgnoreRule, path: str = "") -> IgnoredChange:
    """What a rule passes over; without a path the whole resource."""
    return IgnoredChange(address, path, rule.text, rule.reason)


def upgrades(before: Mapping[str, str], now: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The providers whose version is another one than at the last apply: a sentence by source address."""
    return {
        address: f"provider {address.split('/', 1)[-1]} is {version}, the last apply was made with {before[address]}"
        for address, version in now
        if address in before and before[address] != version
    }
