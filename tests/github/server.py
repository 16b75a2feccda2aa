"""GitHub's REST API on loopback: paging with Link headers, ETags, tokens, rate limits, faults on request.

Every request is recorded. What a repository keeps is in forge.py; a new resource is one more entry of `ROUTES`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.github.forge import Forge, RefusedError

TOKEN = "ghs_0123456789abcdefghijABCDEFGHIJ012345"


@dataclass(frozen=True)
class Request:
    """One request as it came in; `query` has the last value of each name."""

    method: str
    path: str
    query: dict[str, str]
    data: Any
    headers: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What goes out; `data` None is an empty body."""

    status: int
    data: Any = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Fault:
    """What happens instead of an answer, for `times` requests of a method whose path matches.

    `late`: the request is carried out first, and only its answer is lost.
    """

    answer: Answer
    method: str = ""
    path: str = ""
    times: int = 1
    late: bool = False
    slow_seconds: float = 0.0

    def hits(self, request: Request) -> bool:
        """Whether it is this one's turn; counts it."""
        if not self.times or self.method not in {"", request.method} or not re.search(self.path, request.path):
            return False
        self.times -= 1
        return True


def server_error(status: int = 502, **where: Any) -> Fault:
    """GitHub has trouble."""
    return Fault(Answer(status, {"message": "Server Error"}), **where)


def secondary_limit(retry_after: int = 1, status: int = 403, **where: Any) -> Fault:
    """Too many writes.

    https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
    """
    message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
    return Fault(Answer(status, {"message": message}, {"Retry-After": str(retry_after)}), **where)


def primary_limit(**where: Any) -> Fault:
    """The hour's requests are used up; an hour to wait."""
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time()) + 3600)}
    return Fault(Answer(403, {"message": "API rate limit exceeded for user ID 1."}, headers), **where)


Route = Callable[["GithubServer", Request, re.Match[str]], Answer]


@dataclass
class GithubServer:
    """The API of one repository."""

    forge: Forge = field(default_factory=Forge)
    token: str = TOKEN
    faults: list[Fault] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    app_id: str = "4711"
    before: Callable[[Request], None] | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def address(self) -> str:
        """The value of `GITHUB_API_URL`."""
        return self.forge.address

    @property
    def writes(self) -> list[str]:
        """Requests that change something, as `POST /repos/acme/estate/issues`, in order."""
        return [f"{each.method} {each.path}" for each in self.requests if each.method != "GET"]

    def environment(self) -> dict[str, str]:
        """The variables that lead here."""
        return {
            "GITHUB_TOKEN": self.token,
            "GITHUB_API_URL": self.address,
            "GITHUB_REPOSITORY": self.forge.repository,
        }

    def answer(self, request: Request) -> Answer:
        """The answer to one request: its fault, or what its route says."""
        if self.before is not None:
            self.before(request)
        with self.lock:
            self.requests.append(request)
            fault = next((each for each in self.faults if each.hits(request)), None)
        if fault is not None and fault.slow_seconds:
            time.sleep(fault.slow_seconds)
        if fault is not None and not fault.late:
            return fault.answer
        with self.lock:
            answer = self._routed(request)
        return fault.answer if fault is not None else answer

    def _as_app(self, request: Request) -> Answer:
        """What an App may ask before it has a token: its installation here, then a token of that."""
        if request.method == "GET":
            return Answer(200, {"id": 77, "app_id": int(self.app_id)})
        return Answer(201, {"token": self.token, "expires_at": "2099-01-01T00:00:00Z"})

    def _routed(self, request: Request) -> Answer:
        given = request.headers.get("Authorization", "").split(" ")[-1]
        if is_app_request(request) and signed_by(given, self.app_id):
            return self._as_app(request)
        if given != self.token:
            return Answer(401, {"message": "Bad credentials"})
        base = f"/repos/{self.forge.repository}"
        for method, pattern, route in ROUTES:
            match = re.fullmatch(re.escape(base) + pattern, request.path)
            if match and method == request.method:
                try:
                    return _tagged(request, route(self, request, match))
                except RefusedError as error:
                    return Answer(error.status, {"message": error.message, "errors": error.errors})
        return Answer(404, {"message": "Not Found"})


def is_app_request(request: Request) -> bool:
    """Whether an App asks for its installation or for a token of it."""
    return request.path.endswith(("/installation", "/installations/77/access_tokens"))


def signed_by(token: str, app_id: str) -> bool:
    """Whether the token is a JWT whose issuer is the App (the signature is not looked at)."""
    parts = token.split(".")
    if len(parts) != 3:
        return False
    payload = json.loads(base64.urlsafe_b64decode(parts[1] + "=="))
    return str(payload["iss"]) == app_id


def _list_issues(server: GithubServer, request: Request, _: re.Match[str]) -> Answer:
    labels = [label for label in request.query.get("labels", "").split(",") if label]
    state, direction = request.query.get("state", "open"), request.query.get("direction", "desc")
    found = server.forge.listed(state=state, labels=labels, direction=direction)
    return _paged(server, request, found)


def _paged(server: GithubServer, request: Request, items: list[Any]) -> Answer:
    """One page, with the link to the next one.

    https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
    """
    size, page = min(int(request.query.get("per_page", 30)), 100), int(request.query.get("page", 1))
    headers = {}
    if page * size < len(items):
        query = urlencode({**request.query, "page": page + 1})
        headers["Link"] = f'<{server.address}{request.path}?{query}>; rel="next"'
    return Answer(200, items[(page - 1) * size : page * size], headers)


def _tagged(request: Request, answer: Answer) -> Answer:
    """The answer with its ETag, or 304 when the client has it already."""
    if request.method != "GET" or answer.status != 200:
        return answer
    tag = f'W/"{hashlib.sha256(json.dumps(answer.data).encode()).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        return Answer(304, None, {"ETag": tag})
    return Answer(200, answer.data, {**answer.headers, "ETag": tag})


def _number(match: re.Match[str]) -> int:
    return int(match["number"])


ROUTES: tuple[tuple[str, str, Route], ...] = (
    ("GET", "/issues", _list_issues),
    ("POST", "/issues", lambda s, r, _: Answer(201, s.forge.open_issue(r.data))),
    ("GET", r"/issues/(?P<number>\d+)", lambda s, _, m: Answer(200, s.forge.issue(_number(m)))),
    ("PATCH", r"/issues/(?P<number>\d+)", lambda s, r, m: Answer(200, s.forge.edit(_number(m), r.data))),
    ("GET", r"/issues/(?P<number>\d+)/comments", lambda s, r, m: _paged(s, r, s.forge.comments[_number(m)])),
    ("POST", r"/issues/(?P<number>\d+)/comments", lambda s, r, m: Answer(201, s.forge.comment(_number(m), r.data))),
    (
        "POST",
        r"/issues/(?P<number>\d+)/labels",
        lambda s, r, m: Answer(200, s.forge.add_labels(_number(m), r.data)),
    ),
    (
        "GET",
        "/assignees/(?P<login>[^/]+)",
        lambda s, _, m: Answer(204) if s.forge.may_be_assigned(m["login"]) else Answer(404, {"message": "Not Found"}),
    ),
)


def _handler(github: GithubServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            url = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(url.query).items()}
            data = json.loads(body) if body else None
            answer = github.answer(Request(self.command, url.path, query, data, dict(self.headers)))
            text = b"" if answer.data is None else json.dumps(answer.data).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve  # noqa: N815 - the names that http.server asks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
            """Print nothing."""

    return Handler


@contextmanager
def github_server(forge: Forge | None = None) -> Iterator[GithubServer]:
    """The API on a port of loopback, gone afterwards."""
    github = GithubServer(forge or Forge())
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(github)) as server:
        github.forge.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield github
        finally:
            server.shutdown()
            thread.join()
