"""A JSON plan -> what differs, with attributes before and after. The one place where values of a plan become texts.

They are redacted and bounded where they are made (`attribute_texts.py`); nothing else of a value is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from oci_assets.drift import DriftedResource, IgnoredChange
from oci_assets.errors import TerraformError
from oci_assets.model import Counts
from oci_assets.terraform.attribute_tree import marked
from oci_assets.terraform.configured_names import ConfiguredNames
from oci_assets.terraform.drift_entries import Sifted, passed_over, service_writes, sifted, upgrades
from oci_assets.terraform.drift_fates import remaining
from oci_assets.terraform.drift_findings import DriftFindings, Planned, findings, judged
from oci_assets.terraform.drift_request import DriftRequest
from oci_assets.terraform.drift_resources import Seen, Teller, provider_of, type_of
from oci_assets.terraform.plan import count
from oci_assets.terraform.plan_entries import actions_of, address_of, change_of, is_of_the_state
from oci_assets.terraform.plan_stream import NotJsonError, Piece, Unit, stream_plan
from oci_assets.terraform.redaction import Redactor

_QUIET: tuple[list[str], ...] = (["no-op"], ["read"], [])


def read_drift(
    document: Path, asked: DriftRequest, redactor: Redactor, providers: Sequence[tuple[str, str]]
) -> DriftFindings:
    """What differs by a JSON plan; the redactor has learned its secrets, `providers` are those in use, with versions.

    Raises:
        TerraformError: the document is no JSON.
    """
    reader = DriftReader(asked, redactor, upgrades(asked.providers, providers))
    try:
        with document.open("rb") as stream:
            for piece in stream_plan(stream):
                reader.take(piece)
    except (NotJsonError, ValueError):
        raise TerraformError(f"the JSON plan in {document} cannot be read: plan again") from None  # it quotes the plan
    return reader.findings()


class DriftReader:
    """Feed it every piece of a plan, drift before changes, as Terraform writes them."""

    def __init__(self, asked: DriftRequest, redactor: Redactor, upgraded: Mapping[str, str]) -> None:
        self._asked, self._rules = asked, asked.rules
        self._teller = Teller(redactor, upgraded)
        self._configured = ConfiguredNames()
        self._drifted: dict[str, Seen] = {}
        self._planned: list[Planned] = []
        self._outputs: list[DriftedResource] = []
        self._ignored: list[IgnoredChange] = []
        self._left_alone = Counts()
        self._hidden: set[str] = set()

    def take(self, piece: Piece) -> None:
        """One piece, in the order of the document."""
        if piece.unit is Unit.OUTPUT_CHANGE:
            self._take_output(f"output.{piece.name}", piece.value)
        elif piece.unit in {Unit.DRIFT, Unit.CHANGE} and piece.value.get("mode", "managed") == "managed":
            take = self._take_drift if piece.unit is Unit.DRIFT else self._take_change
            take(address_of(piece.value), piece.value)
        else:
            self._configured.take(piece)

    def findings(self) -> DriftFindings:
        """What was found, once all was taken."""
        self._pass_over_what_services_write()
        drifted = [self._teller.drifted(seen, self._configured.of(a)) for a, seen in self._drifted.items()]
        due = self._asked.pending_cause() if self._planned or self._outputs else None
        resources = judged(drifted, self._planned, self._outputs, due)
        return findings(resources, self._ignored, self._left_alone, frozenset(self._hidden))

    def _pass_over_what_services_write(self) -> None:
        """Only where no apply would revert it, which is known once all changes have been seen."""
        for address, seen in [(each, seen) for each, seen in self._drifted.items() if not seen.planned]:
            own = service_writes(seen.address, seen.type, seen.sifted) if not seen.gone else None
            if own is not None:
                self._ignored += own
                self._hidden.add(address)
                del self._drifted[address]

    def _take_drift(self, address: str, entry: Mapping[str, Any]) -> None:
        change = change_of(entry)
        if change is None:  # it has moved, no more
            return
        found = self._sifted(address, entry.get("change") or {})
        if found is None:
            self._hidden.add(address)
            return
        gone = change.action == "delete"
        was = entry["change"]
        recorded = None if gone else marked(was.get("before"), was.get("before_sensitive"))
        self._drifted[address] = Seen(address, type_of(entry), provider_of(entry), gone, found, recorded)

    def _take_change(self, address: str, entry: Mapping[str, Any]) -> None:
        change = change_of(entry)
        if change is None:
            if is_of_the_state(entry):
                self._planned.append(self._teller.state_only(entry))
            return
        if (seen := self._drifted.get(address)) is not None:
            left = remaining(seen.recorded, entry.get("change") or {}) if not seen.gone else None
            self._drifted[address] = replace(seen, recorded=None, planned=change.action, left=left)
            return
        found = self._sifted(address, entry.get("change") or {})
        if found is None:
            self._hidden.add(address)
            self._left_alone += count([change])
        else:
            self._planned.append(self._teller.planned(entry, change.action, found))

    def _take_output(self, address: str, change: Mapping[str, Any]) -> None:
        """An output whose new value is known; one that is not follows from what is planned."""
        if actions_of(change) in _QUIET or change.get("after_unknown"):
            return
        found = self._sifted(address, change, at="value")
        if found is not None:
            self._outputs.append(self._teller.output(address, change, found))

    def _sifted(self, address: str, change: Mapping[str, Any], *, at: str = "") -> Sifted | None:
        """What differs; None where rules pass over it. What comes or goes as a whole has no attributes to tell."""
        rule = self._rules.for_resource(address)
        if rule is not None:
            self._ignored.append(passed_over(address, rule))
            return None
        whole = not at and (change.get("before") is None or change.get("after") is None)
        found = Sifted((), ()) if whole else sifted(address, change, self._rules, at=at)
        self._ignored += found.ignored
        return None if found.is_passed_over else found
