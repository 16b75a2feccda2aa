"""Every finished run reaches the audit file once, whoever started it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.model import Action
from oci_assets.platform import audit
from oci_assets.platform.audit import audit_path, audit_text, export_all, export_finished, records_of
from oci_assets.platform.in_process import create_run
from oci_assets.platform.naming import asset_key
from oci_assets.report.audit_file import AuditFile
from sensors.audit import build_audit_sensor
from tests.platform.estates import Estate, history, make_estate, run

NETWORK, FAR = "toronto/network", "ashburn/network"


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Estate:
    """Two stacks in two regions."""
    return make_estate(tmp_path_factory.mktemp("audited"), NETWORK, FAR)


@pytest.fixture(scope="module")
def instance(estate: Estate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dg.DagsterInstance]:
    """A history of an apply of two regions, a run that another team made, and one that still goes on."""
    with history(tmp_path_factory.mktemp("home")) as made:
        run(estate.site, made, Action.APPLY, NETWORK, FAR, trigger="sensor")
        dg.materialize([_sales], instance=made)
        create_run(build_definitions(estate.site), made, "apply", tags={}, assets=[asset_key(NETWORK)])
        yield made


@dg.asset
def _sales() -> None: ...


@pytest.fixture(autouse=True)
def _no_file(estate: Estate) -> None:
    audit_path(estate.site).unlink(missing_ok=True)


def _records(estate: Estate) -> list[tuple[str, str, str]]:
    records = AuditFile(audit_path(estate.site)).records()
    return [(record["action"], record["region"], record["status"]) for record in records]


APPLIED = [("apply", "ashburn", "success"), ("apply", "toronto", "success")]


def test_export_finished_writes_each_run_once(estate: Estate, instance: dg.DagsterInstance) -> None:
    """A finished run of ours gives one record a region, and the time to go on from lies safely in the past."""
    before = time.time()
    written, until = export_finished(instance, estate.site, None)
    assert (written, _records(estate)) == (2, APPLIED)
    assert before - audit.SETTLE_SECONDS <= until < before
    assert export_finished(instance, estate.site, until)[0] == 0
    assert _records(estate) == APPLIED


def test_export_finished_goes_on_later(estate: Estate, instance: dg.DagsterInstance) -> None:
    """Runs that finished before the time are not looked at again; the time never goes back."""
    later = time.time() + 3600
    assert export_finished(instance, estate.site, later) == (0, later)


def test_export_all_page_by_page(estate: Estate, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history of more than one page is exported to its end, and what the file holds is not read again."""
    monkeypatch.setattr(audit, "MAX_RUNS", 1)
    assert export_all(instance, estate.site) == 2
    assert _records(estate) == APPLIED
    assert export_all(instance, estate.site) == 0


def test_audit_sensor(estate: Estate, instance: dg.DagsterInstance) -> None:
    """The sensor asks for no runs, says what it wrote, and its cursor saves it the old runs."""
    sensor = build_audit_sensor(estate.site, interval_seconds=7)
    assert (sensor.minimum_interval_seconds, sensor.default_status) == (7, dg.DefaultSensorStatus.RUNNING)
    with dg.build_sensor_context(instance=instance) as context:
        first = sensor.evaluate_tick(context)
    with dg.build_sensor_context(instance=instance, cursor=first.cursor) as context:
        second = sensor.evaluate_tick(context)
    assert (first.run_requests, first.skip_message) == ([], "2 audit records written")
    assert second.skip_message == "0 audit records written"
    assert float(second.cursor or 0) >= float(first.cursor or 0)
    assert _records(estate) == APPLIED


def test_audit_text_of_one_and_two_regions(estate: Estate, memory: dg.DagsterInstance) -> None:
    """One region gives the predecessor's one object, several give a list; the OCI region can be overridden."""
    ran = run(estate.site, memory, Action.APPLY, NETWORK)
    [record] = records_of(estate.site, ran.record, region="eu-frankfurt-1")
    assert json.loads(audit_text([record])) == record
    assert record["environment"]["region"] == "eu-frankfurt-1"
    both = records_of(estate.site, run(estate.site, memory, Action.APPLY, NETWORK, FAR).record)
    assert [r["region"] for r in json.loads(audit_text(both))] == ["ashburn", "toronto"]
    assert [r["environment"]["region"] for r in both] == ["us-ashburn-1", "ca-toronto-1"]


def test_audit_path_is_in_the_state_dir(estate: Estate) -> None:
    """The audit file lies outside the checkout."""
    assert audit_path(estate.site) == Path(estate.state_dir.resolve() / "audit.jsonl")
