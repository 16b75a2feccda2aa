"""The predecessor's audit record (predecessor.md P9), one for each region of a run."""

from __future__ import annotations

import json

import pytest

from oci_assets.model import Action, Counts, Outcome, Override, ResourceChange
from oci_assets.record import FAILED
from oci_assets.report.audit_record import audit_records, counts_text, summary_line
from tests.report.records import COMMIT, record, result

SERVICE_KEYS = (
    "service success duration output error resources_created resources_changed resources_destroyed retry_count"
)
RECORD_KEYS = (
    "timestamp orchestrator_version action total_services successful_services failed_services execution_levels "
    "total_resources_created total_resources_changed total_resources_destroyed total_duration services environment"
)
NETWORK = result(
    "toronto/network",
    Outcome.APPLIED,
    counts=Counts(2, 1, 1, 1, 3),
    changes=(ResourceChange("oci_core_vcn.a", "oci_core_vcn", "update"),),
    duration_seconds=50.5,
    attempts=3,
    overrides=(Override("max_destroys", "x", ("a.b",)),),
)
NETWORK_RECORD = {
    "service": "network",
    "success": True,
    "outcome": "applied",
    "duration": 50.5,
    "output": "applied: +2 ~1 -1 (1 replaced, 3 drifted)",
    "error": None,
    "resources_created": 2,
    "resources_changed": 1,
    "resources_destroyed": 1,
    "resources_replaced": 1,
    "resources_drifted": 3,
    "retry_count": 2,
    "changes": [{"address": "oci_core_vcn.a", "type": "oci_core_vcn", "action": "update"}],
    "overrides": [{"guard": "max_destroys", "message": "x", "addresses": ["a.b"], "actor": "ann", "reason": "OPS-7"}],
}
TORONTO_RECORD = {
    "schema_version": 2,
    "timestamp": "2026-11-24T02:01:30+00:00",
    "orchestrator_version": "0.1.0",
    "run_id": "run-1",
    "action": "apply",
    "status": "failure",
    "region": "toronto",
    "total_services": 3,
    "successful_services": 2,
    "failed_services": 1,
    "execution_levels": [["identity"], ["network"]],
    "total_resources_created": 2,
    "total_resources_changed": 1,
    "total_resources_destroyed": 1,
    "total_duration": 90.5,
    "busy_duration": 110.5,
    "environment": {
        "region": "ca-toronto-1",
        "github_ref": "Dev",
        "github_sha": COMMIT,
        "github_actor": "ann",
        "trigger": "sensor",
    },
}


def test_audit_records_in_full() -> None:
    """Totals of one region only, bare service names, real retries; wall time and busy time are two figures."""
    run = record(
        result("toronto/oke", Outcome.NOT_RUN, attempts=0, cause="the run was interrupted before it started"),
        NETWORK,
        result("toronto/identity", duration_seconds=60),
        result("ashburn/dns", Outcome.FAILED, counts=Counts(50)),
        level={"toronto/identity": 1, "toronto/network": 2, "toronto/oke": 3, "ashburn/dns": 2},
        action=Action.APPLY,
        status=FAILED,
        branch="Dev",
        actor="ann",
        reason="OPS-7",
        trigger="sensor",
    )
    ashburn, toronto = audit_records(run, oci_regions={"toronto": "ca-toronto-1"}, version="0.1.0")
    services = toronto.pop("services")
    assert toronto == TORONTO_RECORD
    assert [service["service"] for service in services] == ["identity", "network", "oke"]
    assert services[1] == NETWORK_RECORD
    assert (services[2]["retry_count"], services[2]["error"]) == (0, "the run was interrupted before it started")
    assert (ashburn["region"], ashburn["environment"]["region"], ashburn["failed_services"]) == (
        "ashburn",
        "ashburn",
        1,
    )


def test_audit_records_have_the_predecessors_keys() -> None:
    """Programs that read the predecessor's file find every key."""
    (found,) = audit_records(record(result("toronto/dns")), oci_regions={}, version="1")
    assert set(RECORD_KEYS.split()) <= set(found)
    assert set(SERVICE_KEYS.split()) <= set(found["services"][0])
    assert {"region", "github_ref", "github_sha", "github_actor"} <= set(found["environment"])


def test_audit_records_never_hold_plan_texts() -> None:
    """Plan values stay out of the audit; the error is what the result says."""
    failed = result("toronto/dns", Outcome.FAILED, error="Error: 500", cause="interrupted", plan_text="canary")
    (found,) = audit_records(record(failed), oci_regions={}, version="1")
    assert "canary" not in json.dumps(found)
    assert found["services"][0]["error"] == "Error: 500"


def test_audit_records_of_an_unfinished_or_empty_run() -> None:
    """A run that still runs is dated by its start; a run without stacks has no record."""
    (found,) = audit_records(record(result("global/rpc"), finished_at=None), oci_regions={}, version="1")
    assert (found["timestamp"], found["total_duration"]) == ("2026-11-24T02:00:00+00:00", 0.0)
    assert audit_records(record(), oci_regions={}, version="1") == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(), "+0 ~0 -0"),
        (Counts(1, 2, 3), "+1 ~2 -3"),
        (Counts(1, 0, 1, replaced=1), "+1 ~0 -1 (1 replaced)"),
        (Counts(drifted=2), "+0 ~0 -0 (2 drifted)"),
    ],
)
def test_counts_text(counts: Counts, expected: str) -> None:
    """The predecessor's three figures, ours only where they say something."""
    assert counts_text(counts) == expected
    assert summary_line(result("a/b", counts=counts)) == f"no_changes: {expected}"
