"""Which requests are tried again, how often, and how long to wait: bounded, since a sensor's tick is waiting."""

from __future__ import annotations

from types import TracebackType

import github
from github.GithubRetry import GithubRetry
from typing_extensions import Self
from urllib3 import BaseHTTPResponse, Retry
from urllib3.connectionpool import ConnectionPool

TRIES = 3
MAX_WAIT_SECONDS = 20.0
BACKOFF_SECONDS = 0.5
_REFUSED = (403, 429)


class BoundedRetry(GithubRetry):
    """PyGithub's rules with two of our own.

    A POST is tried again only when GitHub has refused it for a rate limit: after a 502 the issue may be there already,
    and a second one would be made. Nobody waits longer than `MAX_WAIT_SECONDS`, whatever `Retry-After` asks for.
    https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
    """

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:  # noqa: FBT001, FBT002 urllib3's shape
        """Whether a request with this answer is tried again."""
        if method.upper() == "POST":
            return bool(self.total) and status_code in _REFUSED
        return status_code == 429 or super().is_retry(method, status_code, has_retry_after)

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """The state for the next try.

        Raises:
            github.RateLimitExceededException: GitHub asks to wait for longer than we may.
        """
        wait = self.get_retry_after(response) if response is not None else None
        if response is not None and wait is not None and wait > MAX_WAIT_SECONDS:
            message = f"rate limit: asks to wait {wait:.0f} s"
            raise github.RateLimitExceededException(response.status, {"message": message}, dict(response.headers))
        return super().increment(method, url, response, error, _pool, _stacktrace)  # type: ignore[arg-type, return-value]


def bounded_retry() -> BoundedRetry:
    """The policy for every request."""
    return BoundedRetry(
        total=TRIES,
        backoff_factor=BACKOFF_SECONDS,
        secondary_rate_wait=1.0,
        raise_on_status=False,  # the last answer tells more than that there were too many
        max_rate_limit_wait=MAX_WAIT_SECONDS,
        allowed_methods=Retry.DEFAULT_ALLOWED_METHODS | {"GET", "PATCH"},
    )
