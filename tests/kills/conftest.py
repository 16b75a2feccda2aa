"""The estate of ten stacks that gets killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.kills.cloud import CloudEstate


@pytest.fixture
def cloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CloudEstate:
    """Ten stacks, nothing applied yet."""
    estate = CloudEstate.made(tmp_path)
    return estate.with_command_line(CommandLine(estate.repo, tmp_path / "state", capsys))
