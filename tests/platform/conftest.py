"""Instances of Dagster for the tests of this floor, and a GitHub of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.github.access import GithubAccess
from tests.github.server import GithubServer, github_server


@pytest.fixture
def memory() -> Iterator[dg.DagsterInstance]:
    """An instance without files."""
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """A real instance with its own home."""
    home = tmp_path / "home"
    home.mkdir()
    with dg.DagsterInstance.local_temp(str(home), overrides={"telemetry": {"enabled": False}}) as instance:
        yield instance


@pytest.fixture
def github() -> Iterator[GithubServer]:
    """The API of one empty repository."""
    with github_server() as server:
        yield server


@pytest.fixture
def access(github: GithubServer) -> GithubAccess:
    """How to reach it."""
    return GithubAccess(github.forge.repository, github.address, github.token)
