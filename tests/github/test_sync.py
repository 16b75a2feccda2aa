"""Issues brought up to date over HTTP: what people are told, what happens when GitHub or we are cut off."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from oci_assets.github.decision import Deed, Finding, IssueText
from oci_assets.github.errors import GithubError
from oci_assets.github.issues import Issues
from oci_assets.github.marks import Mark, head
from oci_assets.github.sync import IssueRules, plan_steps, sync
from tests.github.server import GithubServer, Request, server_error

NOW = datetime.now(timezone.utc) + timedelta(minutes=1)
RULES = IssueRules("drift", ("drift-detection", "needs-review"), "drift-muted", "Back again")
DRIFT = Finding("toronto/network", "facts", NOW, NOW, ("alice",))
OTHER = Finding("toronto/oke", "facts", NOW, NOW)
CLEAN = Finding("toronto/network", "", NOW, note="Repaired.")


def render(finding: Finding, since: datetime) -> IssueText:
    """A text that shows the facts."""
    return IssueText(f"Drift {since.date()}", f"text of {finding.facts}", finding.facts)


def deeds(issues: Issues, *findings: Finding) -> list[Deed]:
    """What is done."""
    return [done.step.deed for done in sync(issues, RULES, findings, render)]


def test_life_of_a_finding(github: GithubServer, issues: Issues) -> None:
    """Opened with both labels and the owner, let alone, closed with a note, opened again with one."""
    github.forge.collaborators = {"alice"}
    assert deeds(issues, DRIFT, OTHER) == [Deed.CREATE, Deed.CREATE]
    first = github.forge.issues[1]
    assert [label["name"] for label in first["labels"]] == ["drift-detection", "needs-review"]
    assert [person["login"] for person in first["assignees"]] == ["alice"]
    written, told = len(github.writes), list(github.forge.notified)
    assert deeds(issues, DRIFT, OTHER) == [Deed.NOTHING, Deed.NOTHING]
    assert (len(github.writes), github.forge.notified) == (written, told)
    assert deeds(issues, CLEAN) == [Deed.CLOSE]
    assert (github.forge.open_numbers(), github.forge.comments[1][0]["body"]) == ([2], "Repaired.")
    assert deeds(issues, CLEAN) == [Deed.NOTHING]
    first["labels"] = first["labels"][:1]
    assert deeds(issues, DRIFT) == [Deed.REOPEN]
    assert [label["name"] for label in first["labels"]] == ["drift-detection", "needs-review"]
    assert github.forge.comments[1][1]["body"] == "Back again: it has come back."
    assert github.forge.open_numbers() == [1, 2]


def test_update_tells_nobody(github: GithubServer, issues: Issues) -> None:
    """Another finding changes the body in place; GitHub sends no mail for that."""
    deeds(issues, DRIFT)
    told = list(github.forge.notified)
    assert deeds(issues, Finding("toronto/network", "more facts", NOW, NOW)) == [Deed.UPDATE]
    assert github.forge.notified == told
    assert "text of more facts" in github.forge.issues[1]["body"]


def test_nothing_found_asks_and_writes_nothing(github: GithubServer, issues: Issues) -> None:
    """What is unknown is no finding: issues that are open stay open."""
    deeds(issues, DRIFT)
    before = len(github.writes)
    assert deeds(issues) == []
    assert (github.forge.open_numbers(), len(github.writes)) == ([1], before)


def test_issues_of_others_are_let_alone(github: GithubServer, issues: Issues) -> None:
    """A marker without the label and a label without the marker are not ours."""
    body = head("drift", "toronto/network", Mark()) + "text"
    github.forge.open_issue({"title": "no label", "body": body})
    github.forge.open_issue({"title": "no marker", "body": "text", "labels": ["drift-detection"]})
    assert deeds(issues, CLEAN) == [Deed.NOTHING]
    assert github.forge.open_numbers() == [1, 2]


def test_answer_of_creation_is_lost(github: GithubServer, issues: Issues) -> None:
    """A 502 after the issue was made: it is found, no second one is made."""
    github.faults.append(server_error(502, method="POST", late=True))
    assert deeds(issues, DRIFT) == [Deed.CREATE]
    assert len(github.forge.issues) == 1


def test_creation_fails(github: GithubServer, issues: Issues) -> None:
    """A 502 before it was made is told, and the next time it works."""
    github.faults.append(server_error(502, method="POST"))
    with pytest.raises(GithubError, match="cannot open an issue"):
        deeds(issues, DRIFT)
    assert deeds(issues, DRIFT) == [Deed.CREATE]
    assert len(github.forge.issues) == 1


@pytest.mark.parametrize("cut", range(1, 6))
def test_cut_off_anywhere(github: GithubServer, issues: Issues, cut: int) -> None:
    """However far a first try came, the second ends with the same issues, each once."""
    deeds(issues, DRIFT)
    asked = len(github.requests)
    back = Finding("toronto/oke", "facts", NOW, NOW)
    github.before = _refuse_after(github, asked + cut)
    with pytest.raises(GithubError):
        deeds(issues, CLEAN, back, Finding("toronto/dns", "facts", NOW, NOW))
    github.faults.clear()
    github.before = None
    deeds(issues, CLEAN, back, Finding("toronto/dns", "facts", NOW, NOW))
    shown = [(issue["state"], issue["body"].splitlines()[0]) for issue in github.forge.issues.values()]
    assert sorted(shown) == [
        ("closed", "<!-- oci-assets drift toronto/network -->"),
        ("open", "<!-- oci-assets drift toronto/dns -->"),
        ("open", "<!-- oci-assets drift toronto/oke -->"),
    ]


def _refuse_after(github: GithubServer, number: int) -> Callable[[Request], None]:
    """What makes GitHub answer with errors from this request on."""

    def refuse(_: Request) -> None:
        if len(github.requests) >= number and not github.faults:
            github.faults.append(server_error(404, times=99))

    return refuse


def test_two_machines_at_once(github: GithubServer, issues: Issues) -> None:
    """Another machine makes the same issue between our look and our creation: ours is closed as the younger one."""
    body = head("drift", DRIFT.key, Mark("facts", "facts", NOW)) + "text of facts"

    def other(request: Request) -> None:
        if request.method == "POST" and not github.forge.issues:
            github.forge.open_issue({"title": "theirs", "body": body, "labels": ["drift-detection"]})

    github.before = other
    assert deeds(issues, DRIFT) == [Deed.CREATE, Deed.DUPLICATE]
    assert (github.forge.open_numbers(), github.forge.comments[2][0]["body"]) == (
        [1],
        "Closed: the same is told in #1, which is older.",
    )
    assert deeds(issues, DRIFT) == [Deed.NOTHING]


def test_deadline(github: GithubServer, issues: Issues) -> None:
    """After it one thing is written a call, so the third call finds nothing to do."""
    numbers = []
    for _ in range(3):
        done = list(sync(issues, RULES, [DRIFT, OTHER], render, deadline=time.monotonic()))
        numbers.append((len(done), len(github.forge.issues)))
    assert numbers == [(1, 1), (2, 2), (2, 2)]


def test_dry_run(github: GithubServer, issues: Issues) -> None:
    """The steps are told, nothing is written."""
    assert [done.step.deed for done in plan_steps(issues, RULES, [DRIFT, CLEAN], render)] == [
        Deed.CREATE,
        Deed.NOTHING,
    ]
    assert github.writes == []
