"""What a drift check found, as JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from oci_assets.drift import StackDrift
from oci_assets.model import Action, Outcome
from oci_assets.report.drift_json import drift_from_json, drift_to_json
from oci_assets.report.run_json import run_to_json
from tests.report.drifts import CLEAN, FOUND, UNKNOWN
from tests.report.records import record, result


@pytest.mark.parametrize("found", [FOUND, CLEAN, UNKNOWN])
def test_drift_is_read_back(found: StackDrift) -> None:
    """Nothing is lost on the way through an event."""
    assert drift_from_json(json.loads(json.dumps(drift_to_json(found)))) == found


def test_drift_json_counts_every_kind() -> None:
    """Kinds without a resource are 0, so that whoever reads it needs no defaults."""
    data = drift_to_json(FOUND)
    assert data["counts"] == {
        "deleted": 1,
        "drift": 11,
        "tag_only": 0,
        "output_only": 0,
        "pending": 0,
        "upgrade_noise": 1,
    }
    assert (data["age_hours"], data["first_seen"]) == (53.0, "2026-11-21T21:00:00+00:00")


def test_run_json_holds_details_of_drift_alone() -> None:
    """The keys of the contract stay; a plan has no such key."""
    network = replace(result("toronto/network", Outcome.CHANGES), found=FOUND)
    data = run_to_json(replace(record(network), action=Action.DRIFT))["stacks"]["toronto/network"]
    assert data["drift_details"] == drift_to_json(FOUND)
    assert data["drift"] == []
    plain = run_to_json(record(result("toronto/network", Outcome.CHANGES)))["stacks"]["toronto/network"]
    assert "drift_details" not in plain
