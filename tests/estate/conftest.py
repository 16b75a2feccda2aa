"""Repositories for the tests of this floor, and no deadline for property tests: the machine may be busy."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from tests.builders import EstateRepo

hypothesis.settings.register_profile("estate", deadline=None)
hypothesis.settings.load_profile("estate")


@pytest.fixture
def estate(tmp_path: Path) -> EstateRepo:
    """An empty repository on branch `main`."""
    return EstateRepo(tmp_path / "estate")
