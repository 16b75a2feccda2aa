"""The estate of ten stacks that gets killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.kills.cloud import FILES, STACKS, CloudEstate
from tests.terraform.http_backend import http_backend


@pytest.fixture
def cloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[CloudEstate]:
    """Ten stacks, nothing applied yet; the states of one region are files, those of the other behind HTTP."""
    with ExitStack() as servers:
        backends = {stack: servers.enter_context(http_backend()) for stack in STACKS if not stack.startswith(FILES)}
        estate = CloudEstate.made(tmp_path, backends)
        yield estate.with_command_line(CommandLine(estate.repo, tmp_path / "state", capsys))
