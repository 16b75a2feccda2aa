"""The contract of `--json FILE` (design.md, "Command line"), and the way back from the events of a run."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oci_assets.model import Action, Counts, Outcome, Override, Reason, ReasonKind, ResourceChange, StackResult
from oci_assets.record import FAILED
from oci_assets.report.moments import timestamp as to_timestamp
from oci_assets.report.run_json import reasons_from_json, reasons_to_json, result_from_json, result_to_json, run_to_json
from tests.report.records import COMMIT, START, record, result

NUMBERS = st.integers(0, 10_000)
CHANGES = st.lists(st.builds(ResourceChange, st.text(), st.text(), st.sampled_from(["create", "delete"]))).map(tuple)
TEXTS = st.none() | st.text()
RESULTS = st.builds(
    StackResult,
    st.text(),
    st.sampled_from(Outcome),
    st.builds(Counts, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    changes=CHANGES,
    drift=CHANGES,
    duration_seconds=st.integers(0, 10**9).map(lambda milliseconds: milliseconds / 1000),
    attempts=NUMBERS,
    error=TEXTS,
    cause=TEXTS,
    hint=TEXTS,
    terraform_version=TEXTS,
    plan_text=st.text(),
    overrides=st.lists(st.builds(Override, st.text(), st.text(), st.lists(st.text()).map(tuple))).map(tuple),
)
REASONS = st.lists(st.builds(Reason, st.sampled_from(ReasonKind), st.text(), st.lists(st.text()).map(tuple))).map(tuple)
NETWORK = result(
    "toronto/network",
    Outcome.PARTIAL,
    counts=Counts(3, 2, 1, 1, 4),
    changes=(ResourceChange("oci_core_vcn.a", "oci_core_vcn", "replace"),),
    duration_seconds=60.12345,
    attempts=2,
    error="Error: 500",
    terraform_version="1.11.4",
    overrides=(Override("max_destroys", "x", ("a.b",)),),
    plan_text="canary",
)
NETWORK_JSON = {
    "outcome": "partial",
    "level": 2,
    "reasons": [{"kind": "module", "path": "modules/vcn/main.tf", "via": ["modules/vcn"]}],
    "created": 3,
    "changed": 2,
    "destroyed": 1,
    "replaced": 1,
    "drifted": 4,
    "duration": 60.123,
    "attempts": 2,
    "error": "Error: 500",
    "cause": None,
    "hint": None,
    "terraform_version": "1.11.4",
    "changes": [{"address": "oci_core_vcn.a", "type": "oci_core_vcn", "action": "replace"}],
    "drift": [],
    "overrides": [{"guard": "max_destroys", "message": "x", "addresses": ["a.b"]}],
    "failure": None,
}
RUN_JSON = {
    "run_id": "run-1",
    "action": "apply",
    "status": "failure",
    "commit": COMMIT,
    "started_at": "2026-11-24T02:00:00+00:00",
    "finished_at": "2026-11-24T02:01:30+00:00",
    "total_duration": 90.5,
    "busy_duration": 100.123,
    "execution_levels": [["ashburn/identity"], ["toronto/network"]],
    "total_services": 3,
    "successful_services": 1,
    "failed_services": 2,
    "total_resources_created": 3,
    "total_resources_changed": 2,
    "total_resources_destroyed": 1,
}


def test_run_to_json_in_full() -> None:
    """Every key of the contract, with what it means: wall time and busy time apart, stack ids, what ran by level."""
    run = record(
        result("toronto/oke", Outcome.NOT_RUN, attempts=0, cause="toronto/network failed", hint="apply again"),
        NETWORK,
        result("ashburn/identity", duration_seconds=40),
        level={"toronto/network": 2, "toronto/oke": 3},
        action=Action.APPLY,
        status=FAILED,
        reasons={"toronto/network": (Reason(ReasonKind.MODULE, "modules/vcn/main.tf", ("modules/vcn",)),)},
    )
    document = run_to_json(run)
    stacks = document.pop("stacks")
    assert document == RUN_JSON
    assert list(stacks) == ["ashburn/identity", "toronto/network", "toronto/oke"]
    assert stacks["toronto/network"] == NETWORK_JSON
    assert (stacks["toronto/oke"]["cause"], stacks["toronto/oke"]["reasons"]) == ("toronto/network failed", [])


def test_run_to_json_while_it_runs() -> None:
    """A run without an end has no finish time and no duration yet."""
    document = run_to_json(record(finished_at=None))
    assert (document["finished_at"], document["total_duration"], document["stacks"]) == (None, 0.0, {})


def test_run_to_json_never_holds_plan_texts() -> None:
    """Plan values stay out of the file."""
    assert "canary" not in json.dumps(run_to_json(record(result("a/b", plan_text="canary"))))


@given(RESULTS)
def test_result_comes_back(before: StackResult) -> None:
    """What was written as JSON text is read back whole, the plan text beside it."""
    data = json.loads(json.dumps(result_to_json(before)))
    assert result_from_json(before.stack, data, before.plan_text) == before


@given(REASONS)
def test_reasons_come_back(before: tuple[Reason, ...]) -> None:
    """Reasons survive the way through JSON text."""
    assert reasons_from_json(json.loads(json.dumps(reasons_to_json(before)))) == before


def test_reasons_to_json_is_unicode() -> None:
    """A path that git gave in another encoding can be written to every file."""
    data = reasons_to_json([Reason(ReasonKind.FILE, "toronto/caf\udce9.tf", ("modules/\udcff",))])
    assert data == [{"kind": "file", "path": "toronto/caf�.tf", "via": ["modules/�"]}]
    assert json.dumps(data, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (None, None),
        (START, "2026-11-24T02:00:00+00:00"),
        (datetime(2026, 1, 1, 1, 30, 5, 999_999, timezone(timedelta(hours=2))), "2025-12-31T23:30:05+00:00"),
    ],
)
def test_timestamp(moment: datetime | None, expected: str | None) -> None:
    """UTC, whole seconds."""
    assert to_timestamp(moment) == expected


def test_result_from_json_of_an_override_in_words() -> None:
    """Records of releases before 0.2 told guard and message in one text."""
    data = {**result_to_json(result("toronto/dns")), "overrides": ["max_destroys: destroys 1: a.b"]}
    assert result_from_json("toronto/dns", data).overrides == (Override("max_destroys", "destroys 1: a.b"),)
