"""Asks the webserver to load the code location anew, so that new stacks become assets. One GraphQL mutation."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from oci_assets.errors import OciAssetsError, UsageError

DEFAULT_WEBSERVER = "http://127.0.0.1:3000"  # where `dagster dev` serves by default
TIMEOUT_SECONDS = 20.0
_QUERY = """mutation ($name: String!) {reloadRepositoryLocation(repositoryLocationName: $name) {
    __typename ... on PythonError {message} ... on ReloadNotSupported {message}
    ... on RepositoryLocationNotFound {message} ... on UnauthorizedError {message}
    ... on WorkspaceLocationEntry {locationOrLoadError {... on PythonError {message}}}}}"""


def require_address(webserver: str) -> str:
    """The address of a webserver, without a slash at the end.

    Raises:
        UsageError: it is not an http or https address.
    """
    if urlsplit(webserver).scheme not in {"http", "https"} or not urlsplit(webserver).netloc:
        raise UsageError(f"OCI_ASSETS_WEBSERVER is {webserver!r}: give an address like {DEFAULT_WEBSERVER}")
    return webserver.rstrip("/")


def reload_location(webserver: str, location: str, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
    """The location has been loaded anew.

    Raises:
        OciAssetsError: the webserver does not answer in time, refuses, or the estate cannot be loaded.
    """
    body = json.dumps({"query": _QUERY, "variables": {"name": location}}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{require_address(webserver)}/graphql", body, headers)  # noqa: S310 - checked above
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy has no way to our own loopback
    try:
        with direct.open(request, timeout=timeout_seconds) as answer:
            problem = _problem(json.load(answer))
    except (urllib.error.URLError, TimeoutError, OSError, ValueError) as error:
        raise OciAssetsError(f"the webserver at {webserver} does not answer: {error}") from error
    if problem:
        raise OciAssetsError(f"the code location {location!r} was not reloaded: {' '.join(problem.split())[:500]}")


def _problem(answer: object) -> str | None:
    """What went wrong, None when nothing did."""
    if not isinstance(answer, dict) or answer.get("errors") or not answer.get("data"):
        return f"the webserver answered {answer!r}"
    entry = answer["data"]["reloadRepositoryLocation"]
    message = entry.get("message") or (entry.get("locationOrLoadError") or {}).get("message")
    return str(message) if message else None
