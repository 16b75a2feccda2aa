"""What is to be done with the issues of one finding: made, updated, closed, opened again, or let alone. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from oci_assets.github.issues import Issue
from oci_assets.github.marks import Mark, head, is_about, mark_in


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one key; what is unknown is no finding, and nothing is done about it.

    Attributes:
        key: what the issue is about, as `toronto/network`.
        facts: digest of what was found; empty when all is well.
        seen_at: when the look at it began, aware UTC.
        first_seen: since when it is so; None when all is well.
        assignees: logins of whom a new issue is given to.
        note: the comment with which its issue closes, when all is well.
    """

    key: str
    facts: str
    seen_at: datetime
    first_seen: datetime | None = None
    assignees: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class IssueText:
    """An issue as readers see it; `shown` is the digest of what is worth an edit when it is another one."""

    title: str
    body: str
    shown: str


Render = Callable[[Finding, datetime], IssueText]
"""The text of a finding that is so since a moment."""


class Deed(str, Enum):
    """What is done with one issue."""

    CREATE = "open"
    UPDATE = "update"
    REOPEN = "re-open"
    CLOSE = "close"
    DUPLICATE = "close as duplicate"
    NOTHING = "leave"


@dataclass(frozen=True, slots=True)
class Step:
    """One deed.

    Attributes:
        number: the issue; None for one that is to be made, and where there is none to leave alone.
        why: in words, for people.
        text: title and whole body, where they are to be written.
        of: the issue that a duplicate is a duplicate of.
    """

    deed: Deed
    finding: Finding
    number: int | None
    why: str
    text: IssueText | None = None
    of: int | None = None


def decide(kind: str, finding: Finding, issues: Sequence[Issue], render: Render, *, mute_label: str) -> list[Step]:
    """The steps for one finding, at least one.

    `issues` are all with our label. The oldest open one with the exact marker counts, further ones are duplicates. One
    that is muted by its label is let alone, with all others of its key.
    """
    ours = [issue for issue in issues if is_about(issue.body, kind, finding.key)]
    muted = next((i for i in ours if mute_label.lower() in map(str.lower, i.labels)), None)
    if muted is not None:
        return [Step(Deed.NOTHING, finding, muted.number, f"muted by the label {mute_label}")]
    opened = sorted((i for i in ours if i.is_open), key=lambda i: i.number)
    if not finding.facts:
        closing = [Step(Deed.CLOSE, finding, i.number, "all is well again") for i in opened]
        return closing or [Step(Deed.NOTHING, finding, None, "all is well")]
    if opened:
        kept, *others = opened
        doubles = [Step(Deed.DUPLICATE, finding, i.number, f"same as #{kept.number}", of=kept.number) for i in others]
        return [_kept(kind, finding, kept, render), *doubles]
    closed = max((i for i in ours if not _was_duplicate(i)), key=lambda i: i.number, default=None)
    return [_new(kind, finding, render) if closed is None else _closed(kind, finding, closed, render)]


def whole(kind: str, finding: Finding, text: IssueText, first_seen: datetime) -> IssueText:
    """The text with our marks at the top of its body."""
    top = head(kind, finding.key, Mark(finding.facts, text.shown, first_seen))
    return IssueText(text.title, top + text.body, text.shown)


def _new(kind: str, finding: Finding, render: Render) -> Step:
    since = finding.first_seen or finding.seen_at
    return Step(Deed.CREATE, finding, None, "none is open", whole(kind, finding, render(finding, since), since))


def _kept(kind: str, finding: Finding, issue: Issue, render: Render) -> Step:
    """An edit when readers would see another text. The title stays: it has the day of the beginning."""
    mark, since = mark_in(issue.body), _since(finding, issue)
    text = render(finding, since)
    if mark.shown == text.shown:
        return Step(Deed.NOTHING, finding, issue.number, "nothing new")
    why = "it differs now" if mark.facts != finding.facts else "it is told otherwise now"
    return Step(Deed.UPDATE, finding, issue.number, why, whole(kind, finding, text, since))


def _closed(kind: str, finding: Finding, issue: Issue, render: Render) -> Step:
    """Ours when it comes back; a person's as its reason says: `not planned` means to let it be as it is."""
    mark = mark_in(issue.body)
    since, why = _since(finding, issue), "it was closed as done, but it is still there"
    if mark.is_settled:
        since, why = finding.first_seen or finding.seen_at, "it has come back"
    elif issue.closed_at is not None and finding.seen_at <= issue.closed_at:
        return Step(Deed.NOTHING, finding, issue.number, "it was closed after this check had begun")
    elif mark.facts != finding.facts:
        why = "it differs from what was closed"
    elif issue.state_reason != "completed":
        return Step(Deed.NOTHING, finding, issue.number, "closed as not planned, which holds until it changes")
    return Step(Deed.REOPEN, finding, issue.number, why, whole(kind, finding, render(finding, since), since))


def _was_duplicate(issue: Issue) -> bool:
    """Whether we, or a person, have closed it as one."""
    by_us = issue.state_reason == "not_planned" and mark_in(issue.body).is_settled
    return by_us or issue.state_reason == "duplicate"


def _since(finding: Finding, issue: Issue) -> datetime:
    """The earlier of what we know and what the issue knows: the state directory may be a new one."""
    known = [moment for moment in (finding.first_seen, mark_in(issue.body).first_seen) if moment is not None]
    return min(known, default=finding.seen_at)
