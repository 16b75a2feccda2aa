"""`drift:`: rules as texts and as mappings, every mistake at once."""

from __future__ import annotations

from datetime import date

import pytest

from oci_assets.drift_rules import IgnoreRule
from oci_assets.errors import SettingsError
from oci_assets.estate.settings_file import parse_settings


def test_rules_of_both_shapes() -> None:
    """A text is a pattern over address and attribute; a mapping says which, why, for how long."""
    text = b"""drift:
  ignore:
    - '*.freeform_tags.owner'
    - {stack: toronto/*, address: oci_core_instance.*, attribute: metadata.*, reason: agents, expires: 2027-01-01}
    - {attribute: shape, expires: '2027-02-03'}
"""
    assert parse_settings(text).drift.rules == (
        IgnoreRule("*.freeform_tags.owner", combined="*.freeform_tags.owner"),
        IgnoreRule(
            "stack: toronto/*, address: oci_core_instance.*, attribute: metadata.*",
            stack="toronto/*",
            address="oci_core_instance.*",
            attribute="metadata.*",
            reason="agents",
            expires=date(2027, 1, 1),
        ),
        IgnoreRule("attribute: shape", attribute="shape", expires=date(2027, 2, 3)),
    )


def test_every_mistake_at_once() -> None:
    """Each with its line; a rule that would pass over everything by mistake is one."""
    text = b"""drift:
  persist_checks: 0
  window_minutes: -1
  ignore:
    - {adress: x}
    - 7
    - {stack: a}
    - '*'
    - {address: a_b.x, expires: tomorrow}
    - {address: a_b.x, expires: 2027-01-01 10:00:00}
"""
    with pytest.raises(SettingsError) as raised:
        parse_settings(text)
    assert [(problem.line, problem.path) for problem in raised.value.problems] == [
        (2, "drift.persist_checks"),
        (3, "drift.window_minutes"),
        (5, "drift.ignore.0.adress"),
        (6, "drift.ignore.1"),
        (7, "drift.ignore.2"),
        (8, "drift.ignore.3"),
        (9, "drift.ignore.4.expires"),
        (10, "drift.ignore.5.expires"),
    ]
    assert "did you mean 'address'?" in str(raised.value)
    assert "must be a text, as " in str(raised.value)


def test_rules_that_can_never_match() -> None:
    """What is no address is a mistake, in a text as well as in a mapping."""
    with pytest.raises(SettingsError) as raised:
        parse_settings(b"drift: {ignore: [{address: oci_core_vcn}, freeform_tags]}")
    assert [problem.path for problem in raised.value.problems] == ["drift.ignore.0.address", "drift.ignore.1"]
    assert "can never match: 'oci_core_vcn' is no address: write TYPE.NAME" in str(raised.value)
