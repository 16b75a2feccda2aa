"""Brings the issues of findings up to date: lists, decides, writes. Safe to repeat, and to be cut off anywhere."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from oci_assets.github.decision import Deed, Finding, Render, Step, decide
from oci_assets.github.errors import GithubError
from oci_assets.github.issues import Issue, Issues
from oci_assets.github.marks import is_about, settled


@dataclass(frozen=True, slots=True)
class IssueRules:
    """How issues of one kind are kept.

    Attributes:
        kind: the word in the marker, as `drift`.
        labels: of new issues; the first is how they are found, and stays on them.
        mute_label: an issue with it is let alone.
        back: how the comment begins when an issue is opened again.
    """

    kind: str
    labels: tuple[str, ...]
    mute_label: str
    back: str


@dataclass(frozen=True, slots=True)
class Done:
    """One step that was taken, or (in a dry run) would be; `issue` as far as there is one."""

    step: Step
    issue: Issue | None


def plan_steps(issues: Issues, rules: IssueRules, findings: Iterable[Finding], render: Render) -> list[Done]:
    """What `sync` would do now; writes nothing.

    Raises:
        GithubError: GitHub cannot be asked.
    """
    there = issues.labelled(rules.labels[0])
    by_number = {issue.number: issue for issue in there}
    steps = [step for f in findings for step in decide(rules.kind, f, there, render, mute_label=rules.mute_label)]
    return [Done(step, by_number.get(step.number or 0)) for step in steps]


def sync(
    issues: Issues, rules: IssueRules, findings: Sequence[Finding], render: Render, *, deadline: float | None = None
) -> Iterator[Done]:
    """Take the steps, each when it is asked for, and tell of each. Callers keep others of this machine out meanwhile.

    Writes nothing more after the `deadline` (of `time.monotonic()`) but one thing, so that many calls come to an end;
    the caller sees it by what is missing. When something was made, the list is looked at once more: another machine may
    have made the same.

    Raises:
        GithubError: GitHub cannot be asked, or refuses; what was done stays, and the next call goes on from there.
    """
    made: list[Finding] = []
    written = 0
    for done in plan_steps(issues, rules, findings, render):
        if done.step.deed is not Deed.NOTHING:
            if written and deadline is not None and time.monotonic() >= deadline:
                return
            written += 1
        yield _take(issues, rules, done)
        if done.step.deed is Deed.CREATE:
            made.append(done.step.finding)
    for done in plan_steps(issues, rules, made, render) if made else ():
        if done.step.deed is Deed.DUPLICATE:
            yield _take(issues, rules, done)


def _take(issues: Issues, rules: IssueRules, done: Done) -> Done:
    step, issue = done.step, done.issue
    if step.deed is Deed.CREATE:
        return Done(step, _create(issues, rules, step))
    if issue is None or step.deed is Deed.NOTHING:
        return done
    if step.deed is Deed.UPDATE and step.text is not None:
        issues.edit(issue.number, body=step.text.body)
    elif step.deed is Deed.REOPEN and step.text is not None:
        # The comment goes first: cut off between the two, it is told twice rather than never.
        issues.comment(issue.number, f"{rules.back}: {step.why}.")
        issues.reopen(issue.number, title=step.text.title, body=step.text.body)
        missing = [label for label in rules.labels if label not in issue.labels]
        if missing:
            issues.add_labels(issue.number, missing)
    elif step.deed is Deed.CLOSE:
        issues.comment(issue.number, step.finding.note)
        issues.close(issue.number, body=settled(issue.body), is_done=True)
    elif step.deed is Deed.DUPLICATE:
        issues.comment(issue.number, f"Closed: the same is told in #{step.of}, which is older.")
        issues.close(issue.number, body=settled(issue.body), is_done=False)
    return done


def _create(issues: Issues, rules: IssueRules, step: Step) -> Issue:
    """The new issue. When its answer is lost it may be there all the same, so it is looked for before anything else."""
    if step.text is None:
        raise ValueError(step)
    try:
        return issues.create(step.text.title, step.text.body, labels=rules.labels, assignees=step.finding.assignees)
    except GithubError as error:
        if error.status is not None and error.status < 500:
            raise
        there = issues.labelled(rules.labels[0])
        found = [i for i in there if i.is_open and is_about(i.body, rules.kind, step.finding.key)]
        if not found:
            raise
        return found[0]
