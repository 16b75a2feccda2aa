"""Checks -> findings and their texts, as files and issues tell them. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import dagster as dg

from oci_assets.drift import DriftStatus, StackDrift
from oci_assets.github.decision import Finding, IssueText
from oci_assets.platform.drift_checks import Check
from oci_assets.platform.last_apply import HALF
from oci_assets.platform.site import Site
from oci_assets.report.drift_issue import DriftCase, closing_note, issue_body, issue_title, shown_digest
from oci_assets.report.drift_words import drift_digest

ISSUE = "drift_issue"
ALL = "*"
"""The key of the one issue for all stacks."""
PER_STACK, SINGLE = "per_stack", "single"
Remedies = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DriftTexts:
    """What is to be told of the last checks of an estate.

    Attributes:
        checks: by stack id; those that failed are not among them.
        remedies: what is done about a stack's drift, as a sentence, by stack id.
    """

    site: Site
    checks: Mapping[str, Check]
    remedies: Remedies

    @property
    def drifted(self) -> dict[str, Check]:
        """The checks whose drift is told: seen as often as `drift.persist_checks` asks for."""
        return {stack: check for stack, check in sorted(self.checks.items()) if is_told(check)}

    @property
    def well(self) -> dict[str, Check]:
        """The checks that found nothing changed outside. In neither: what waits for a second look, or for an apply."""
        return {stack: check for stack, check in sorted(self.checks.items()) if is_well(check.drift)}

    def findings(self) -> list[Finding]:
        """One for each stack, or one for all of them; what is not known is none."""
        if self.site.settings.drift.issues == SINGLE:
            return self._one_finding()
        found = [self._finding(stack, (check,)) for stack, check in self.drifted.items()]
        return [*found, *(self._finding(stack, (check,)) for stack, check in self.well.items())]

    def render(self, finding: Finding, since: datetime) -> IssueText:
        """Title and body of a finding that is so since a moment."""
        settings = self.site.settings.drift
        stack = None if finding.key == ALL else finding.key
        cases = self._cases(finding.key, since)
        now = finding.seen_at
        return IssueText(
            issue_title(settings.title, since, stack),
            issue_body(cases, now, mute_label=settings.mute_label),
            shown_digest(cases, now),
        )

    def file_text(self, stack: str) -> str:
        """The same as an issue of this stack tells."""
        finding = self._finding(stack, (self.checks[stack],))
        text = self.render(finding, finding.first_seen or finding.seen_at)
        return f"# {text.title}\n\n{text.body}"

    def _cases(self, key: str, since: datetime) -> list[DriftCase]:
        """The stacks of an issue. What its own issue knows of the beginning counts; in the one for all each has its."""
        chosen = self.drifted if key == ALL else {key: self.checks[key]}
        return [
            DriftCase(
                check.drift,
                since if key != ALL else check.drift.first_seen or since,
                check.plan_text,
                self._owners(stack),
                self.remedies.get(stack, ""),
            )
            for stack, check in chosen.items()
        ]

    def _one_finding(self) -> list[Finding]:
        """Drift anywhere is told; all is well only when every stack of the estate is known to be."""
        drifted, well = self.drifted, self.well
        if drifted:
            return [self._finding(ALL, tuple(drifted.values()))]
        complete = bool(well) and well.keys() >= self.site.catalog.stacks.keys()
        return [self._finding(ALL, tuple(well.values()))] if complete else []

    def _finding(self, key: str, checks: tuple[Check, ...]) -> Finding:
        drifts = [check.drift for check in checks]
        seen = [drift.first_seen for drift in drifts if drift.first_seen is not None]
        checked = [drift.checked_at for drift in drifts if drift.checked_at is not None]
        facts = (drift_digest(drifts) or DriftStatus.DRIFTED.value) if is_told(checks[0]) else ""
        people = dict.fromkeys(login for drift in drifts for login in self._logins(drift.stack)) if facts else ()
        return Finding(
            key,
            facts,
            seen_at=max(checked, default=datetime.now(timezone.utc)),
            first_seen=min(seen, default=None) if facts else None,
            assignees=tuple(people),
            note="" if facts else closing_note(drifts),
        )

    def _logins(self, stack: str) -> list[str]:
        """People that CODEOWNERS names; a team cannot be assigned, nor an e-mail address."""
        if not self.site.settings.drift.assign_owners:
            return []
        return [owner[1:] for owner in self._owners(stack) if owner.startswith("@") and "/" not in owner]

    def _owners(self, stack: str) -> tuple[str, ...]:
        found = self.site.catalog.stacks.get(stack)
        return self.site.owners.of(found.path) if found else ()


def is_told(check: Check) -> bool:
    """Whether the check found drift that is not waiting for a second look."""
    return check.drift.status is DriftStatus.DRIFTED and check.drift.reported


def is_well(found: StackDrift) -> bool:
    """Whether nothing changed outside, as far as can be seen.

    An apply that did only a part wrote what it saw into the state, so that what changed outside looks like work that is
    left over: until the rest is applied nobody knows, and no issue closes.
    """
    is_half = half_words(found) is not None
    return found.status is DriftStatus.CLEAN or (found.status is DriftStatus.PENDING and not is_half)


def half_words(found: StackDrift) -> str | None:
    """Why nobody knows whether something changed outside, and what to do; None where no apply did only a part."""
    causes = (each.cause for each in found.resources if HALF in each.cause)
    cause = next(causes, None)
    return cause and f"not known whether anything changed outside: {cause}: apply the rest, then check again"


def issue_metadata(site: Site, found: StackDrift, plan_text: str) -> dict[str, dg.MetadataValue[Any]]:
    """The text of the stack's issue as an entry of its check and its observation; none where no issue tells of it."""
    check = Check(found, plan_text, run_id="")
    if not is_told(check):
        return {}
    return {ISSUE: dg.MetadataValue.md(DriftTexts(site, {found.stack: check}, {}).file_text(found.stack))}
