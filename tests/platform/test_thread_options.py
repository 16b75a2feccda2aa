"""How a run's tags change the executor's options."""

from __future__ import annotations

import pytest

from oci_assets.errors import UsageError
from oci_assets.platform.thread_options import ThreadOptions, workers


def test_for_run_without_tags() -> None:
    """Three at once, streaming, stop: what the settings say stays."""
    options = ThreadOptions()
    assert options.for_run({"oci/action": "apply"}) == options
    assert options.describe() == "3 at once, scheduling streaming, on failure stop"


def test_for_run_with_tags() -> None:
    """Each tag replaces its option."""
    run_tags = {"oci/max_workers": "8", "oci/scheduling": "levels", "oci/on_failure": "independent"}
    assert ThreadOptions().for_run(run_tags) == ThreadOptions(8, "levels", "independent")


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "two", "²"])
def test_workers_bad(text: str) -> None:
    """What is no whole number from 1 is refused."""
    with pytest.raises(UsageError, match="give a whole number from 1"):
        workers(text)
