"""A repository to clone for every document, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.desk import Desk, make_desk, make_origin


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bare repository that the readers' estates are clones of."""
    return make_origin(tmp_path_factory.mktemp("origin"))


@pytest.fixture
def desk(origin: Path, tmp_path: Path) -> Desk:
    """A reader's desk."""
    return make_desk(tmp_path / "desk", origin)
