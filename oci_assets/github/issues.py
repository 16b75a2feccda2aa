"""Issues of one repository, read and written through PyGithub. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import github
import requests
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from github.GithubObject import NotSet
from github.Issue import Issue as PyIssue
from github.Repository import Repository

from oci_assets.github.access import GithubAccess
from oci_assets.github.errors import GithubError, explain
from oci_assets.github.retrying import bounded_retry

TIMEOUT_SECONDS = 15
MAX_ASSIGNEES = 10
"""As many as GitHub takes. https://docs.github.com/en/rest/issues/assignees"""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue, with GitHub's own words; `closed_at` is aware UTC, None while it is open."""

    number: int
    title: str
    body: str
    is_open: bool
    labels: tuple[str, ...] = ()
    state_reason: str | None = None
    closed_at: datetime | None = None
    url: str = ""


class Issues:
    """The issues of one repository. Every method raises `GithubError` when GitHub cannot be asked or refuses."""

    def __init__(self, access: GithubAccess, *, seconds_between_writes: float = 1.0) -> None:
        """Nothing is asked yet; GitHub wants a pause between writes, else it calls them abuse."""
        self.access = access
        self._pause = seconds_between_writes
        self._opened: Repository | None = None
        self._can_assign: dict[str, bool] = {}

    def labelled(self, label: str) -> list[Issue]:
        """All issues with the label, open and closed, oldest first; pull requests are none."""
        with self._doing("list issues"):
            found = self._repository().get_issues(state="all", labels=[label], sort="created", direction="asc")
            # Not `pull_request`, which is left out where there is none: PyGithub would ask for every issue once more.
            return [_issue(each) for each in found if "/pull/" not in each.html_url]

    def create(self, title: str, body: str, *, labels: Sequence[str], assignees: Sequence[str]) -> Issue:
        """A new issue; assignees whom the repository does not take are left out."""
        people = [login for login in assignees if self._may_be_assigned(login)][:MAX_ASSIGNEES]
        with self._doing("open an issue"):
            made = self._repository().create_issue(title, body, labels=list(labels), assignees=people)
            return _issue(made)

    def edit(self, number: int, *, title: str | None = None, body: str | None = None) -> None:
        """Another title, another body, or both."""
        with self._doing(f"update issue #{number}"):
            self._lazy(number).edit(title=_or_not_set(title), body=_or_not_set(body))

    def close(self, number: int, *, body: str, is_done: bool) -> None:
        """Close it as completed, or (not `is_done`) as not planned, with its last body, in one request."""
        with self._doing(f"close issue #{number}"):
            self._lazy(number).edit(
                body=body, state="closed", state_reason="completed" if is_done else "not_planned"
            )

    def reopen(self, number: int, *, title: str, body: str) -> None:
        """Open it again, with title and body, in one request."""
        with self._doing(f"re-open issue #{number}"):
            self._lazy(number).edit(title=title, body=body, state="open", state_reason="reopened")

    def add_labels(self, number: int, labels: Sequence[str]) -> None:
        """Labels on top of those that it has."""
        with self._doing(f"label issue #{number}"):
            self._lazy(number).add_to_labels(*labels)

    def comment(self, number: int, text: str) -> None:
        """A comment, of which everybody who watches the issue is told."""
        with self._doing(f"comment on issue #{number}"):
            self._lazy(number).create_comment(text)

    def _may_be_assigned(self, login: str) -> bool:
        if login not in self._can_assign:
            with self._doing(f"ask whether {login} can be assigned"):
                self._can_assign[login] = self._repository().has_in_assignees(login)
        return self._can_assign[login]

    def _lazy(self, number: int) -> PyIssue:
        """A handle that asks nothing."""
        return self._repository().get_issue(number)

    def _repository(self) -> Repository:
        if self._opened is None:
            client = github.Github(**self._client_arguments(), auth=self._auth(), lazy=True)
            self._opened = client.get_repo(self.access.repository)
        return self._opened

    def _client_arguments(self) -> dict[str, object]:
        return {
            "base_url": self.access.api_url.rstrip("/"),
            "timeout": TIMEOUT_SECONDS,
            "retry": bounded_retry(),
            "per_page": 100,
            "seconds_between_requests": None,
            "seconds_between_writes": self._pause,
            "user_agent": "oci-terraform-controller",
        }

    def _auth(self) -> github.Auth.Auth:
        """The token, or one for the installation of the App in this repository, which is asked for here."""
        if self.access.token:
            return github.Auth.Token(self.access.token)
        _require_key(self.access.app_key)
        app = github.Auth.AppAuth(self.access.app_id or "", self.access.app_key or "")
        integration = github.GithubIntegration(auth=app, **self._client_arguments())
        installation = integration.get_repo_installation(self.access.owner, self.access.name)
        return app.get_installation_auth(installation.id)

    @contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        try:
            yield
        except (github.GithubException, requests.exceptions.RequestException) as error:
            raise explain(error, self.access, what) from error


def _issue(found: PyIssue) -> Issue:
    return Issue(
        number=found.number,
        title=found.title,
        body=found.body or "",
        is_open=found.state == "open",
        labels=tuple(label.name for label in found.labels),
        state_reason=found.state_reason,
        closed_at=found.closed_at,
        url=found.html_url,
    )


def _require_key(pem: str | None) -> None:
    try:
        load_pem_private_key((pem or "").encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise GithubError(
            "the private key of the GitHub App cannot be read: GITHUB_APP_PRIVATE_KEY is the PEM text that GitHub gave, "
            "or the path of its file"
        ) from error


def _or_not_set(text: str | None) -> object:
    return NotSet if text is None else text
