"""Issues through PyGithub against GitHub's API on loopback."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from oci_assets.github.access import GithubAccess
from oci_assets.github.errors import GithubError
from oci_assets.github.issues import Issues
from tests.github.server import TOKEN, GithubServer, primary_limit, secondary_limit, server_error


def test_labelled_all_pages(github: GithubServer, issues: Issues) -> None:
    """More issues than fit on a page are found, open and closed, oldest first; others are not."""
    for number in range(1, 122):
        github.forge.open_issue({"title": f"{number}", "labels": ["drift-detection"] if number % 4 else ["other"]})
    github.forge.edit(2, {"state": "closed"})
    found = issues.labelled("drift-detection")
    assert [issue.number for issue in found] == [n for n in range(1, 122) if n % 4]
    assert [issue.number for issue in found if not issue.is_open] == [2]
    assert found[1].closed_at is not None


def test_labelled_leaves_pull_requests_out(github: GithubServer, issues: Issues) -> None:
    """GitHub lists pull requests as issues; they are not ours."""
    change = github.forge.open_issue({"title": "a change", "labels": ["drift-detection"]})
    change["html_url"] = change["html_url"].replace("/issues/", "/pull/")
    assert issues.labelled("drift-detection") == []


def test_create_leaves_out_who_cannot_be_assigned(github: GithubServer, issues: Issues) -> None:
    """One unknown login would make GitHub refuse the whole issue."""
    github.forge.collaborators = {"alice"}
    made = issues.create("title", "body", labels=["a", "b"], assignees=["gone", "Alice"])
    shown = github.forge.issues[made.number]
    assert ([a["login"] for a in shown["assignees"]], made.labels, made.is_open) == (["Alice"], ("a", "b"), True)


def test_life_of_an_issue(github: GithubServer, issues: Issues) -> None:
    """Edited, commented, closed with a reason, opened again."""
    number = issues.create("title", "body", labels=["a"], assignees=[]).number
    issues.edit(number, body="another")
    issues.comment(number, "a note")
    issues.close(number, body="last", is_done=True)
    shown = github.forge.issues[number]
    assert (shown["title"], shown["body"], shown["state"], shown["state_reason"]) == (
        *("title", "last"),
        *("closed", "completed"),
    )
    issues.reopen(number, title="again", body="new")
    issues.add_labels(number, ["a", "b"])
    [found] = issues.labelled("b")
    assert (found.title, found.body, found.is_open, found.labels) == ("again", "new", True, ("a", "b"))
    assert [comment["body"] for comment in github.forge.comments[number]] == ["a note"]


@pytest.mark.parametrize("fault", [server_error(500), server_error(503), secondary_limit(0), secondary_limit(0, 429)])
def test_reading_is_tried_again(github: GithubServer, issues: Issues, fault: object) -> None:
    """Trouble that passes is not noticed."""
    github.forge.open_issue({"title": "x", "labels": ["a"]})
    github.faults.append(fault)  # type: ignore[arg-type]
    assert [issue.number for issue in issues.labelled("a")] == [1]
    assert len(github.requests) == 2


def test_creating_is_tried_again_after_a_rate_limit(github: GithubServer, issues: Issues) -> None:
    """GitHub has refused, so nothing was made, and the second try makes one."""
    github.faults.append(secondary_limit(0, method="POST"))
    issues.create("title", "body", labels=[], assignees=[])
    assert len(github.forge.issues) == 1


def test_creating_is_not_tried_again_after_a_server_error(github: GithubServer, issues: Issues) -> None:
    """The answer is lost, the issue is there: a second try would make a second one."""
    github.faults.append(server_error(502, method="POST", late=True))
    with pytest.raises(GithubError, match="cannot open an issue in acme/estate: GitHub answers 502"):
        issues.create("title", "body", labels=[], assignees=[])
    assert len(github.forge.issues) == 1


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (primary_limit(times=9), "API rate limit exceeded.*the next run tries again"),
        (secondary_limit(600, times=9), "asks to wait 600 s.*the next run tries again"),
        (server_error(500, times=9), "GitHub has trouble of its own"),
    ],
)
def test_trouble_that_stays(github: GithubServer, issues: Issues, fault: object, sentence: str) -> None:
    """It ends, and says what happens next; nobody waits for an hour."""
    github.faults.append(fault)  # type: ignore[arg-type]
    with pytest.raises(GithubError, match=sentence):
        issues.labelled("a")


def test_wrong_token(access: GithubAccess) -> None:
    """401 tells where the token comes from, and the token is nowhere in the text."""
    secret = "ghp_" + "x" * 36
    with pytest.raises(GithubError, match="expired: give a new one in GITHUB_TOKEN") as caught:
        Issues(replace(access, token=secret)).labelled("a")
    assert (caught.value.status, secret in str(caught.value), TOKEN in repr(access)) == (401, False, False)


def test_wrong_repository(access: GithubAccess) -> None:
    """404 names the repository and the variables."""
    with pytest.raises(GithubError, match=r"acme/gone: GitHub answers 404.*look at GITHUB_REPOSITORY"):
        Issues(replace(access, repository="acme/gone")).labelled("a")


def test_issues_disabled(github: GithubServer, issues: Issues) -> None:
    """410 says which switch, here and there."""
    github.forge.has_issues = False
    with pytest.raises(GithubError, match=r"turn them on in its settings, or set drift.issues: off"):
        issues.labelled("a")


def test_refused_body(issues: Issues) -> None:
    """422 says which field."""
    with pytest.raises(GithubError, match="body is too long") as caught:
        issues.create("title", "x" * 65_537, labels=[], assignees=[])
    assert caught.value.fields == ("body",)


def test_nobody_listens(access: GithubAccess) -> None:
    """An address without a server is told with the address."""
    with pytest.raises(GithubError, match=r"http://127.0.0.1:9 cannot be reached \(connection refused\)"):
        Issues(replace(access, api_url="http://127.0.0.1:9")).labelled("a")


def test_key_of_an_app_that_is_none(access: GithubAccess) -> None:
    """No traceback from the depths of a cryptography library, and no key in the text."""
    with pytest.raises(GithubError, match="private key of the GitHub App cannot be read") as caught:
        Issues(replace(access, token=None, app_id="7", app_key="not a key")).labelled("a")
    assert "not a key" not in str(caught.value)


def test_app(github: GithubServer, access: GithubAccess) -> None:
    """An App finds its installation in the repository, gets a token for it, and works with that."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
    github.forge.open_issue({"title": "x", "labels": ["a"]})
    of_app = replace(access, token=None, app_id=github.app_id, app_key=pem)
    assert [issue.number for issue in Issues(of_app).labelled("a")] == [1]
    assert [request.path for request in github.requests] == [
        "/repos/acme/estate/installation",
        "/app/installations/77/access_tokens",
        "/repos/acme/estate/issues",
    ]
    with pytest.raises(GithubError, match=r"GitHub answers 401 \(Bad credentials\)"):
        Issues(replace(of_app, app_id="1")).labelled("a")
