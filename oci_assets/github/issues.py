"""Issues of one repository, read and written through PyGithub. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from oci_assets.github.access import SECONDS_BETWEEN_WRITES, GithubAccess
from oci_assets.github.errors import explain

if TYPE_CHECKING:  # start time: most commands never ask GitHub
    from github.Issue import Issue as PyIssue
    from github.Repository import Repository

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

    def __init__(self, access: GithubAccess, *, seconds_between_writes: float = SECONDS_BETWEEN_WRITES) -> None:
        """Nothing is asked yet."""
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

    def edit(self, number: int, *, body: str) -> None:
        """Another body, of which nobody is told."""
        with self._doing(f"update issue #{number}"):
            self._lazy(number).edit(body=body)

    def close(self, number: int, *, body: str, is_done: bool) -> None:
        """Close it as completed, or (not `is_done`) as not planned, with its last body, in one request."""
        with self._doing(f"close issue #{number}"):
            self._lazy(number).edit(body=body, state="closed", state_reason="completed" if is_done else "not_planned")

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
            from oci_assets.github.client import open_repository  # noqa: PLC0415  # as above

            self._opened = open_repository(self.access, seconds_between_writes=self._pause)
        return self._opened

    @contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        import github  # noqa: PLC0415  # as above
        import requests  # noqa: PLC0415

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
