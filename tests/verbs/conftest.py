"""An estate and an instance for the jobs, the schedule and the sensors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from tests.platform.estates import Estate, make_estate

STACKS = ("toronto/identity", "toronto/network", "toronto/compute")


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """Three stacks, each needs the one before."""
    return make_estate(tmp_path, *STACKS)


@pytest.fixture
def memory() -> Iterator[dg.DagsterInstance]:
    """An instance without files."""
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance
