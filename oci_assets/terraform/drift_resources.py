"""Makes the resources of a drift check: kind, cause, attributes as texts. Judges one entry at a time. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from oci_assets.drift import MAX_ATTRIBUTES, DriftedResource, DriftKind
from oci_assets.terraform.attribute_differences import Difference
from oci_assets.terraform.attribute_texts import told
from oci_assets.terraform.drift_entries import Sifted
from oci_assets.terraform.drift_fates import Fate, fates
from oci_assets.terraform.drift_findings import Planned
from oci_assets.terraform.drift_kinds import is_upgrade_plan, kind_of_change
from oci_assets.terraform.plan_entries import actions_of, address_of
from oci_assets.terraform.redaction import Redactor

OUTPUT = "output"
TAINTED = "tainted: an apply made it only half, or somebody marked it by hand"
_LEFT_OVER = "left over from a replacement that broke off"
_STATE_ONLY = "an apply would only note in the state that it was moved, imported or is to be forgotten"


@dataclass(frozen=True, slots=True)
class Seen:
    """A resource that was refreshed to other values.

    Attributes:
        gone: refreshed to nothing.
        recorded: its values as the state has them, marked, until it is known what is planned.
        planned: what an apply would do to it; empty: nothing.
        left: what would differ from `recorded` after that; None where nothing is planned.
    """

    address: str
    type: str
    provider: str
    gone: bool
    sifted: Sifted
    recorded: Any = None
    planned: str = ""
    left: tuple[Difference, ...] | None = None


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what entries are.

    Attributes:
        redactor: has learned the secrets of the plan.
        upgraded: a sentence on each provider that has another version than at the last apply, by source address.
    """

    redactor: Redactor
    upgraded: Mapping[str, str]

    def drifted(self, seen: Seen, configured: Collection[str] | None) -> DriftedResource:
        """A resource that changed outside; `configured` are the names that its configuration sets, None: not known."""
        planned, kept = seen.planned, seen.sifted.kept
        if seen.gone:
            return DriftedResource(seen.address, seen.type, DriftKind.DELETED, planned=planned)
        upgrade = self.upgraded.get(seen.provider, "")
        kind = kind_of_change(kept, planned=planned, upgraded=bool(upgrade))
        cause = upgrade if kind is DriftKind.UPGRADE_NOISE else ""
        resource = DriftedResource(seen.address, seen.type, kind, (), planned, cause)
        return self._with(resource, fates(kept, seen.left, configured, seen.type))

    def planned(self, entry: Mapping[str, Any], action: str, found: Sifted) -> Planned:
        """A change that is planned for something that did not change itself: why, as far as the plan tells."""
        is_update = action == "update"
        kind, cause = self._cause(entry, found, is_update=is_update)
        changed = kind_of_change(found.kept, planned=action, upgraded=False) if is_update else DriftKind.DRIFT
        resource = DriftedResource(address_of(entry), type_of(entry), kind or changed, (), action, cause)
        resource = self._told(resource, found) if is_update else resource
        return Planned(resource, kind, follows=found.only_follows and action in {"update", "replace"})

    def state_only(self, entry: Mapping[str, Any]) -> Planned:
        """Something that an apply would change in the state alone."""
        resource = DriftedResource(address_of(entry), type_of(entry), DriftKind.PENDING, cause=_STATE_ONLY)
        return Planned(resource, DriftKind.PENDING)

    def output(self, address: str, change: Mapping[str, Any], found: Sifted) -> DriftedResource:
        """An output that has another value."""
        action = next(iter(actions_of(change)), "update")
        return self._told(DriftedResource(address, OUTPUT, DriftKind.OUTPUT_ONLY, planned=action), found)

    def _cause(self, entry: Mapping[str, Any], found: Sifted, *, is_update: bool) -> tuple[DriftKind | None, str]:
        upgrade = self.upgraded.get(provider_of(entry), "")
        if entry.get("action_reason") == "replace_because_tainted":
            return DriftKind.PENDING, TAINTED
        if entry.get("deposed"):
            return DriftKind.PENDING, _LEFT_OVER
        if upgrade:
            is_noise = is_update and is_upgrade_plan(found.kept)
            return DriftKind.UPGRADE_NOISE if is_noise else DriftKind.PENDING, upgrade
        return None, ""

    def _told(self, resource: DriftedResource, found: Sifted) -> DriftedResource:
        """The resource with its differences as texts."""
        return self._with(resource, [Fate(each, None) for each in found.kept])

    def _with(self, resource: DriftedResource, found: Sequence[Fate]) -> DriftedResource:
        changes = tuple(
            replace(told(each.difference, self.redactor), put_back=each.put_back, side_effect=each.side_effect)
            for each in found[:MAX_ATTRIBUTES]
        )
        return replace(resource, changes=changes, changes_left_out=len(found) - len(changes))


def type_of(entry: Mapping[str, Any]) -> str:
    """The resource type of an entry."""
    return str(entry.get("type", "?"))


def provider_of(entry: Mapping[str, Any]) -> str:
    """The source address of its provider."""
    return str(entry.get("provider_name", ""))
