"""One repository as GitHub keeps it: issues, comments, labels, who may be assigned. Knows nothing of HTTP.

Rules: https://docs.github.com/en/rest/issues/issues and its neighbours. Pull requests and statuses can stand beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

MAX_BODY = 65_536
Json = dict[str, Any]


class RefusedError(Exception):
    """GitHub says no: an HTTP status and what its JSON says."""

    def __init__(self, status: int, message: str, errors: Iterable[Json] = ()) -> None:
        super().__init__(message)
        self.status, self.message, self.errors = status, message, list(errors)


def invalid(resource: str, name: str, code: str = "invalid", message: str | None = None) -> RefusedError:
    """422 in GitHub's shape."""
    error = {"resource": resource, "field": name, "code": code, **({"message": message} if message else {})}
    return RefusedError(422, "Validation Failed", [error])


def now() -> str:
    """This moment as GitHub writes it."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Forge:
    """A repository; tests set it up and look at it directly.

    Attributes:
        collaborators: logins that may be assigned (GitHub compares without case).
        has_issues: False: every issue request is answered with 410.
        issues: as the API shows them, by number.
        comments: by issue number.
        notified: what people would have been told: (issue, what), in order.
    """

    repository: str = "acme/estate"
    address: str = ""
    collaborators: set[str] = field(default_factory=set)
    has_issues: bool = True
    issues: dict[int, Json] = field(default_factory=dict)
    comments: dict[int, list[Json]] = field(default_factory=dict)
    notified: list[tuple[int, str]] = field(default_factory=list)

    def listed(self, *, state: str, labels: Iterable[str], direction: str) -> list[Json]:
        """Issues in a state (`open`, `closed`, `all`) that have all of the labels (without case)."""
        wanted = {label.lower() for label in labels}
        found = [
            issue
            for issue in self._require_issues().values()
            if state in {issue["state"], "all"} and wanted <= {label["name"].lower() for label in issue["labels"]}
        ]
        return sorted(found, key=lambda issue: int(issue["number"]), reverse=direction == "desc")

    def issue(self, number: int) -> Json:
        """One issue; 404 when there is none."""
        try:
            return self._require_issues()[number]
        except KeyError:
            raise RefusedError(404, "Not Found") from None

    def open_issue(self, data: Mapping[str, Any]) -> Json:
        """A new issue; labels that do not exist are made, as GitHub does it for people who may write."""
        number = len(self._require_issues()) + 1
        title, people = _title(data), self._people(data.get("assignees") or ())
        moment = now()
        issue: Json = {
            **dict.fromkeys(("created_at", "updated_at"), moment),
            **dict.fromkeys(("state_reason", "closed_at")),
            "number": number,
            "title": title,
            "body": _body(data),
            "state": "open",
            "locked": False,
            "labels": [_label(name) for name in data.get("labels") or ()],
            "assignees": [{"login": login} for login in people],
            "user": {"login": "drift-bot"},
            "url": f"{self.address}/repos/{self.repository}/issues/{number}",
            "html_url": f"https://github.example/{self.repository}/issues/{number}",
        }
        self.issues[number], self.comments[number] = issue, []
        self.notified.append((number, "opened"))
        return issue

    def edit(self, number: int, data: Mapping[str, Any]) -> Json:
        """Change an issue; closing and re-opening are told to people, another title or body is not."""
        issue = self.issue(number)
        changes: Json = {"updated_at": now()}
        changes |= {"title": _title(data)} if "title" in data else {}
        changes |= {"body": _body(data)} if "body" in data else {}
        changes |= {"labels": [_label(name) for name in data["labels"]]} if "labels" in data else {}
        if "assignees" in data:
            changes["assignees"] = [{"login": login} for login in self._people(data["assignees"])]
        if data.get("state", issue["state"]) != issue["state"]:
            closed = data["state"] == "closed"
            reason = data.get("state_reason") or ("completed" if closed else "reopened")
            changes |= {"state": data["state"], "state_reason": reason, "closed_at": now() if closed else None}
            self.notified.append((number, data["state"]))
        issue.update(changes)
        return issue

    def comment(self, number: int, data: Mapping[str, Any]) -> Json:
        """A new comment."""
        self.issue(number)
        made = {"id": sum(map(len, self.comments.values())) + 1, "body": _body(data), "created_at": now()}
        self.comments[number].append({**made, "user": {"login": "drift-bot"}})
        self.notified.append((number, "commented"))
        return self.comments[number][-1]

    def add_labels(self, number: int, names: Iterable[str]) -> list[Json]:
        """Labels on top of those that are there."""
        issue = self.issue(number)
        known = {label["name"].lower() for label in issue["labels"]}
        issue["labels"] += [_label(name) for name in names if name.lower() not in known]
        return list(issue["labels"])

    def may_be_assigned(self, login: str) -> bool:
        """Whether the login has the rights for it."""
        return login.lower() in {name.lower() for name in self.collaborators}

    def open_numbers(self) -> list[int]:
        """Numbers of the open issues."""
        return [number for number, issue in self.issues.items() if issue["state"] == "open"]

    def _people(self, logins: Iterable[str]) -> list[str]:
        """The logins; 422 as soon as one may not be assigned, which is what GitHub says on creation."""
        people = list(logins)
        for login in people:
            if not self.may_be_assigned(login):
                raise invalid("Issue", "assignees")
        return people

    def _require_issues(self) -> dict[int, Json]:
        if not self.has_issues:
            raise RefusedError(410, "Issues has been disabled in this repository.")
        return self.issues


def _title(data: Mapping[str, Any]) -> str:
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        raise invalid("Issue", "title", "missing_field")
    if len(title) > 256:
        raise invalid("Issue", "title", "custom", "title is too long (maximum is 256 characters)")
    return title


def _body(data: Mapping[str, Any]) -> str:
    body = data.get("body") or ""
    if len(body) > MAX_BODY:
        raise invalid("Issue", "body", "custom", f"body is too long (maximum is {MAX_BODY} characters)")
    return str(body)


def _label(name: str) -> Json:
    return {"name": name, "color": "ededed", "default": False}
