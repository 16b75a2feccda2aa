"""`guards:` and `policy:` as people write them in YAML."""

from __future__ import annotations

import pytest

from oci_assets.errors import SettingsError
from oci_assets.estate.guard_settings import StackGuardSettings, guards_of_stack
from oci_assets.estate.settings_file import parse_settings


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("{from: 2026-12-20, to: 2027-01-03}", "from 2026-12-20 to 2027-01-03 (UTC)"),
        (
            "{from: 2026-12-20 18:00:00, to: 2027-01-03T08:00:00}",
            "from 2026-12-20 18:00:00 to 2027-01-03 08:00:00 (UTC)",
        ),
        ("{from: fri 16:00, to: mon 8:00, timezone: America/Toronto}", "from fri 16:00 to mon 8:00 (America/Toronto)"),
        ("{from: '16:00', to: '18:00', reason: close of day}", "from 16:00 to 18:00 (UTC): close of day"),
    ],
)
def test_frozen_as_written(written: str, text: str) -> None:
    """Dates that YAML reads as dates, weekdays, and times in quotes."""
    (entry,) = parse_settings(f"guards: {{frozen: [{written}]}}".encode()).guards.frozen
    assert entry.window.text == text
    assert entry.stacks == ("*",)


@pytest.mark.parametrize(
    ("line", "place", "problem"),
    [
        ("guards: {frozen: [{from: 16:00, to: '18:00'}]}", "guards.frozen.0.from", "in quotes"),
        ("guards: {frozen: [{from: fri 16:00, to: '18:00'}]}", "guards.frozen.0", "give both a weekday"),
        ("guards: {frozen: [{from: fri 16:00}]}", "guards.frozen.0.to", "field required"),
        (
            "guards: {frozen: [{from: '1:00', to: '2:00', timezone: Mars}]}",
            "guards.frozen.0.timezone",
            "not a time zone",
        ),
        ("policy: {command: ''}", "policy.command", "must name a program"),
        ('policy: {command: "a \'b"}', "policy.command", "cannot be split into arguments: no closing quotation"),
        ("policy: {actions: [drift]}", "policy.actions.0", "input should be 'plan' or 'apply'"),
        ("policy: {timeout_seconds: 0}", "policy.timeout_seconds", "greater than 0"),
        ("stacks: {a/b: {prechecks: [' ']}}", "stacks.a/b.prechecks.0", "must name a program"),
        ("stacks: {a/b: {guards: {max_destroy: 1}}}", "stacks.a/b.guards.max_destroy", "did you mean 'max_destroys'?"),
    ],
)
def test_mistakes_are_named_with_their_place(line: str, place: str, problem: str) -> None:
    """What was written, where, and what to write."""
    with pytest.raises(SettingsError) as caught:
        parse_settings(line.encode())
    (found,) = caught.value.problems
    assert found.path == place
    assert problem in found.message


def test_guards_of_stack_takes_what_is_written() -> None:
    """A key of the stack replaces the general one, null and empty lists included; what is not there stays."""
    text = "guards: {max_destroys: 0, protected_types: [a], protected_addresses: [b]}\nstacks: {r/s: {guards: %s}}"

    def guards(own: str) -> object:
        settings = parse_settings((text % own).encode())
        found = guards_of_stack(settings.guards, settings.stacks["r/s"].guards)
        return found.max_destroys, found.protected_types, found.protected_addresses, found.max_replaces

    assert guards("{}") == (0, ("a",), ("b",), None)
    assert guards("{max_destroys: null, max_replaces: 1}") == (None, ("a",), ("b",), 1)
    assert guards("{max_destroys: 3, protected_types: [], protected_addresses: [c]}") == (3, (), ("c",), None)
    assert StackGuardSettings().model_fields_set == set()
