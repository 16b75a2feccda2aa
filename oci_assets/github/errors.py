"""What GitHub answers when something is wrong -> one sentence with what to do next. No I/O."""

from __future__ import annotations

from collections.abc import Mapping

from oci_assets.errors import OciAssetsError
from oci_assets.github.access import GithubAccess

# https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
_NEXT = {
    401: "the token is wrong or has expired: give a new one in GITHUB_TOKEN (or the key of the GitHub App)",
    403: "the token may not do this: it needs write access to issues of the repository (`issues: write` in a workflow)",
    404: "no such repository, or the token may not see it: look at GITHUB_REPOSITORY, GITHUB_API_URL and the token",
    410: "issues are disabled in the repository: turn them on in its settings, or set drift.issues: off",
    422: "GitHub refuses what was sent; this is a bug if labels and assignees are in order: please report it",
    429: "too many requests: the next run tries again",
}
_SERVER = "GitHub has trouble of its own: the next run tries again"


class GithubError(OciAssetsError):
    """GitHub could not be asked, or has refused. `status` is the HTTP status, None when there was no answer."""

    def __init__(self, message: str, *, status: int | None = None, fields: tuple[str, ...] = ()) -> None:
        self.status = status
        self.fields = fields
        super().__init__(message)


def explain(error: Exception, access: GithubAccess, doing: str) -> GithubError:
    """The error for people: what was being done, where, what GitHub said, what to do next; without secrets."""
    import github  # noqa: PLC0415  # start time: most commands never ask GitHub
    import requests  # noqa: PLC0415

    where = f"{doing} in {access.repository}"
    if isinstance(error, github.GithubException):
        status = error.status
        said = _said(error.data)
        limited = isinstance(error, github.RateLimitExceededException) or "rate limit" in said.lower()
        hint = _NEXT[429] if limited else _NEXT.get(status, _SERVER if status >= 500 else "look at what GitHub says")
        text = f"cannot {where}: GitHub answers {status}{f' ({said})' if said else ''}: {hint}"
        return GithubError(access.hide(text), status=status, fields=_fields(error.data))
    if isinstance(error, requests.exceptions.RequestException):
        text = f"cannot {where}: {access.api_url} cannot be reached ({_reason(error)}): the next run tries again"
        return GithubError(access.hide(text))
    return GithubError(access.hide(f"cannot {where}: {type(error).__name__}: {error}"))


def _said(data: object) -> str:
    """GitHub's own message with its details, on one line of at most 300 characters."""
    if not isinstance(data, Mapping):
        return " ".join(str(data or "").split())[:300]
    errors = data.get("errors") or ()
    details = [
        f"{e.get('field', '')} {e.get('message') or e.get('code', '')}" for e in errors if isinstance(e, Mapping)
    ]
    return " ".join("; ".join([str(data.get("message") or ""), *details]).split())[:300]


def _fields(data: object) -> tuple[str, ...]:
    errors = data.get("errors") if isinstance(data, Mapping) else None
    return tuple(str(e["field"]) for e in errors or () if isinstance(e, Mapping) and "field" in e)


def _reason(error: Exception) -> str:
    """Why a connection failed, without the address of the request and without Python's own names for things."""
    text = str(error).rsplit("Caused by ", 1)[-1]
    for sign in ("Connection refused", "Name or service not known", "timed out", "certificate verify failed"):
        if sign.lower() in text.lower():
            return sign.lower()
    return type(error).__name__
