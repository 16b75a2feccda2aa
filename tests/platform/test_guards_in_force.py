"""What `doctor` tells about guards: those in force, and those that guard nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from oci_assets.estate.settings_file import parse_settings
from oci_assets.platform.guards_in_force import guard_lines, guards_without_effect
from oci_assets.platform.site import Site
from tests.platform.estates import make_estate

NOW = datetime(2026, 11, 27, 17, 0, tzinfo=timezone.utc)  # a Friday


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An estate of one stack."""
    return make_estate(tmp_path, "toronto/network").site


def with_settings(site: Site, text: str) -> Site:
    """The site with these settings."""
    return replace(site, settings=parse_settings(text.encode()))


def test_guard_lines_of_everything(site: Site) -> None:
    """Every guard has its line, in words; of windows those that hold now stand out."""
    told = guard_lines(
        with_settings(
            site,
            "guards:\n"
            "  protected_types: [oci_core_vcn]\n"
            "  frozen:\n"
            "    - {from: fri 16:00, to: mon 8:00, reason: weekend}\n"
            "    - {from: 2026-12-20, to: 2027-01-03, stacks: [toronto/*]}\n"
            "stacks:\n"
            "  toronto/network: {prechecks: [./vpn.sh], guards: {max_destroys: null, protected_types: []}}\n"
            "policy: {command: conftest test -}\n",
        ),
        NOW,
    )
    assert told == [
        "an apply of a stack may destroy 0, replace any; protected types: oci_core_vcn; protected addresses: none",
        "toronto/network has its own: max_destroys any, protected_types none",
        "toronto/network needs before an apply: './vpn.sh', each within 60 s",
        "NOW frozen from fri 16:00 to mon 8:00 (UTC): weekend, for *",
        "frozen from 2026-12-20 to 2027-01-03 (UTC), for toronto/*",
        "policy 'conftest test -' is asked on plan and apply, blocks the stack unless it ends with 0",
    ]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("guards: {frozen: [{from: 2026-12-20, to: 2027-01-03}]}", []),
        (
            "guards: {frozen: [{from: 2025-12-20, to: 2026-01-03}]}",
            ["guards.frozen.0 (2025-12-20 to 2026-01-03) is over: remove it"],
        ),
        (
            "guards: {frozen: [{from: fri 16:00, to: mon 8:00, stacks: [tornoto/*]}]}",
            ["guards.frozen.0 (fri 16:00 to mon 8:00) is for tornoto/*, which is no stack: see oci-assets services"],
        ),
        ("policy: {timeout_seconds: 5}", ["policy has no command: nothing looks at plans"]),
        ("policy: {command: x, actions: []}", ["policy.actions is empty: policy.command is never asked"]),
        (
            "guards: {max_destroys: 1, max_replaces: 2}",
            [
                (
                    "guards.max_replaces (2) is over guards.max_destroys (1), for which every replacement counts, too: "
                    "raise that one, or leave this one out"
                )
            ],
        ),
    ],
)
def test_guards_without_effect(site: Site, settings: str, told: list[str]) -> None:
    """What reads like a guard and is none is told, with what to do."""
    assert guards_without_effect(with_settings(site, settings), NOW) == told
