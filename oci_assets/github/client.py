"""Opens the repository with PyGithub: address, rights, time limits, retries. The first request is the caller's."""

from __future__ import annotations

from typing import Any

import github
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from github.Repository import Repository

from oci_assets.github.access import SECONDS_BETWEEN_WRITES, GithubAccess
from oci_assets.github.errors import GithubError
from oci_assets.github.retrying import bounded_retry

TIMEOUT_SECONDS = 15


def open_repository(access: GithubAccess, *, seconds_between_writes: float = SECONDS_BETWEEN_WRITES) -> Repository:
    """A handle that asks nothing yet, but that an App's installation is asked for.

    Raises:
        GithubError: the App's key is none.
        github.GithubException: the App is not installed in the repository.
    """
    arguments: dict[str, Any] = {
        "base_url": access.api_url.rstrip("/"),
        "timeout": TIMEOUT_SECONDS,
        "retry": bounded_retry(),
        "per_page": 100,
        "seconds_between_requests": None,
        "seconds_between_writes": seconds_between_writes,
        "user_agent": "oci-terraform-controller",
    }
    client = github.Github(**arguments, auth=_auth(access, arguments), lazy=True)
    return client.get_repo(access.repository)


def _auth(access: GithubAccess, arguments: dict[str, Any]) -> github.Auth.Auth:
    """The token, or one for the installation of the App in this repository."""
    if access.token:
        return github.Auth.Token(access.token)
    _require_key(access.app_key)
    app = github.Auth.AppAuth(access.app_id or "", access.app_key or "")
    installation = github.GithubIntegration(auth=app, **arguments).get_repo_installation(access.owner, access.name)
    return app.get_installation_auth(installation.id)


def _require_key(pem: str | None) -> None:
    try:
        load_pem_private_key((pem or "").encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise GithubError(
            "the private key of the GitHub App cannot be read: GITHUB_APP_PRIVATE_KEY is the PEM text that GitHub "
            "gave, or the path of its file"
        ) from error
