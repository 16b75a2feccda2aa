"""Tells of drift once its run has ended: files always, issues where GitHub is reached. Safe to repeat."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import dagster as dg

from oci_assets.github.access import GithubAccess
from oci_assets.github.decision import Deed
from oci_assets.github.issues import Issues
from oci_assets.github.sync import Done, IssueRules, plan_steps, sync
from oci_assets.platform.drift_checks import latest_checks
from oci_assets.platform.drift_files import write_files
from oci_assets.platform.drift_remedy import remedies
from oci_assets.platform.drift_texts import ALL, SINGLE, DriftTexts
from oci_assets.platform.site import Site
from oci_assets.terraform.locks import file_lock

KIND = "drift"
LOCK_SECONDS = 30.0
_OFF = "off"


@dataclass(frozen=True, slots=True)
class DriftReport:
    """What was told.

    Attributes:
        done: the steps on issues, also those that left one alone; none where GitHub is not used.
        is_complete: every finding had its turn.
    """

    texts: DriftTexts
    done: tuple[Done, ...] = ()
    is_complete: bool = True

    @property
    def left_alone(self) -> frozenset[str]:
        """Drifted stacks that people want to be left alone: their issue is muted, or closed as not planned."""
        quiet = [done for done in self.done if done.step.deed is Deed.NOTHING and done.issue is not None]
        mute = self.texts.site.settings.drift.mute_label.lower()
        keys = {
            each.step.finding.key
            for each in quiet
            if each.issue and (not each.issue.is_open or mute in map(str.lower, each.issue.labels))
        }
        return frozenset(self.texts.drifted) if ALL in keys else frozenset(keys)


def drift_texts(instance: dg.DagsterInstance, site: Site, stacks: Collection[str]) -> DriftTexts:
    """What is known of these stacks now; of the whole estate where one issue tells all."""
    wanted = site.catalog.stacks.keys() if site.settings.drift.issues == SINGLE else sorted(stacks)
    texts = DriftTexts(site, latest_checks(instance, wanted), {})
    return replace(texts, remedies=remedies(instance, site, texts.drifted))


def issue_rules(site: Site) -> IssueRules:
    """How the settings want drift issues to be kept."""
    settings = site.settings.drift
    return IssueRules(KIND, settings.labels, settings.mute_label, back="Drift again")


def write_drift(instance: dg.DagsterInstance, site: Site, stacks: Collection[str]) -> DriftTexts:
    """The files of these stacks, up to date.

    Raises:
        OciAssetsError: they cannot be written.
    """
    texts = drift_texts(instance, site, stacks)
    write_files(replace(texts, checks={stack: texts.checks[stack] for stack in stacks if stack in texts.checks}))
    return texts


def report_drift(
    instance: dg.DagsterInstance,
    site: Site,
    stacks: Collection[str],
    github: GithubAccess | None,
    *,
    seconds: float | None = None,
    dry_run: bool = False,
) -> DriftReport:
    """Bring files and issues of these stacks up to date with their last checks; in a dry run only tell how.

    One process at a time on this machine, so that two runs do not open two issues. After `seconds` nothing more is
    begun, and the next call goes on.

    Raises:
        OciAssetsError: a file cannot be written, another process is at it, or GitHub cannot be asked. Files are
            written before GitHub is.
    """
    if dry_run:
        texts = drift_texts(instance, site, stacks)
        steps = plan_steps(Issues(github), issue_rules(site), texts.findings(), texts.render) if github else []
        return DriftReport(texts, tuple(steps))
    deadline = None if seconds is None else time.monotonic() + seconds
    with _alone(site):
        texts = write_drift(instance, site, stacks)
        findings = texts.findings()
        if github is None or site.settings.drift.issues == _OFF or not findings:
            return DriftReport(texts)
        done = tuple(sync(Issues(github), issue_rules(site), findings, texts.render, deadline=deadline))
    return DriftReport(texts, done, is_complete={each.step.finding.key for each in done} >= {f.key for f in findings})


@contextmanager
def _alone(site: Site) -> Iterator[None]:
    folder = site.state_dir / "locks"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file_lock(
        folder / "drift-issues.lock", what="drift issues", run_id="drift issues", budget_seconds=LOCK_SECONDS
    ):
        yield
