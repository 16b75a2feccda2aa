"""How long a phase of a stack may take: the run's own limit, the stack's, the general one."""

from __future__ import annotations

import pytest

from oci_assets.estate.settings import Settings
from oci_assets.platform.stack_step import timeouts
from oci_assets.terraform.request import Timeouts

SETTINGS = Settings.model_validate(
    {
        "terraform": {"timeout_minutes": 20, "init_timeout_minutes": 2},
        "stacks": {
            "toronto/database": {"timeout_minutes": 60, "init_timeout_minutes": 3},
            "toronto/oke": {"apply_timeout_minutes": 90, "plan_timeout_minutes": 5},
        },
    }
)


@pytest.mark.parametrize(
    ("stack", "tags", "minutes"),
    [
        ("toronto/network", {}, (2, 20, 20)),
        ("toronto/database", {}, (3, 60, 60)),
        ("toronto/oke", {}, (2, 5, 90)),
        ("toronto/oke", {"oci/timeout_minutes": "7"}, (2, 7, 7)),
    ],
)
def test_timeouts(stack: str, tags: dict[str, str], minutes: tuple[int, int, int]) -> None:
    """The nearest one counts; a run that names a limit means it for plan and apply."""
    assert timeouts(tags, SETTINGS, stack) == Timeouts(*(each * 60 for each in minutes))
