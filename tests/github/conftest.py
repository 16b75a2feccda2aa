"""A GitHub on loopback, and the issues of its repository."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from oci_assets.github.access import GithubAccess
from oci_assets.github.issues import Issues
from tests.github.server import GithubServer, github_server


@pytest.fixture
def github() -> Iterator[GithubServer]:
    """The API of one empty repository."""
    with github_server() as server:
        yield server


@pytest.fixture
def access(github: GithubServer) -> GithubAccess:
    """How to reach it."""
    return GithubAccess(github.forge.repository, github.address, github.token)


@pytest.fixture
def issues(access: GithubAccess) -> Issues:
    """Its issues, without the pause between writes that GitHub wants."""
    return Issues(access, seconds_between_writes=0)
