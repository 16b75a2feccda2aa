"""A JSON plan told apart by kind. Shapes that need real providers are written out, as in test_plan.py."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from oci_assets.drift import KNOWN_AFTER_APPLY, MAX_ATTRIBUTES, MAX_RESOURCES, MAX_TEXT, AttributeChange, DriftKind
from oci_assets.drift_rules import IgnoreRule, RulesInForce, rules_in_force
from oci_assets.drift_services import REASON
from oci_assets.errors import TerraformError
from oci_assets.model import Counts
from oci_assets.terraform.drift_findings import READS_OTHERWISE, DriftFindings
from oci_assets.terraform.drift_reading import read_drift
from oci_assets.terraform.drift_request import DriftRequest
from oci_assets.terraform.drift_resources import TAINTED
from oci_assets.terraform.redaction import Redactor

OCI = "registry.terraform.io/oracle/oci"
CANARY = "canary-4711-secret"


def entry(name: str, action: str, before: Any = None, after: Any = None, **keys: Any) -> dict[str, Any]:
    """One entry of `resource_drift` or `resource_changes`; keys of the change are those that begin with them."""
    parts = {"unknown": "after_unknown", "hidden": "after_sensitive", "was_hidden": "before_sensitive"}
    change = {long: keys.pop(short) for short, long in parts.items() if short in keys}
    actions = ["delete", "create"] if action == "replace" else [action]
    return {
        "address": f"oci_core_vcn.{name}",
        "mode": "managed",
        "type": "oci_core_vcn",
        "provider_name": OCI,
        "change": {"actions": actions, "before": before, "after": after, **change},
        **keys,
    }


def found_in(
    folder: Path, asked: DriftRequest | None = None, *, secret: str = CANARY, **document: Any
) -> DriftFindings:
    """What is found in a plan with these parts, in the order in which Terraform writes them."""
    order = ("resource_drift", "resource_changes", "output_changes", "configuration")
    file = folder / "plan.json"
    file.write_text(
        json.dumps({"format_version": "1.2", **{part: document[part] for part in order if part in document}})
    )
    return read_drift(file, asked or DriftRequest(), Redactor(frozenset({secret})), [(OCI, "6.2.0")])


def rules(*given: IgnoreRule) -> RulesInForce:
    """The rules of a stack."""
    return rules_in_force(given, "toronto/network", date(2026, 1, 1))


def kinds(found: DriftFindings) -> dict[str, tuple[str, str]]:
    """Kind and planned action by the last part of the address."""
    return {each.address.rpartition(".")[2]: (each.kind.value, each.planned) for each in found.resources}


BASE = {"name": "main", "freeform_tags": {"team": "net"}, "defined_tags": {}, "etag": "1", "size": None}


@pytest.mark.parametrize(
    ("after", "planned", "kind"),
    [
        ({"name": "other"}, "update", DriftKind.DRIFT),
        ({"name": "other"}, "", DriftKind.DRIFT),
        ({"freeform_tags": {"team": "x"}}, "update", DriftKind.TAG_ONLY),
        ({"defined_tags": {"Ops.a": "x"}}, "", DriftKind.TAG_ONLY),
        ({"freeform_tags": {"team": "x"}, "etag": "2"}, "update", DriftKind.TAG_ONLY),
        ({"freeform_tags": {"team": "x"}, "name": "other"}, "update", DriftKind.DRIFT),
        ({"etag": "2"}, "", DriftKind.UPGRADE_NOISE),
        ({"size": 0}, "", DriftKind.UPGRADE_NOISE),
        ({"size": ""}, "", DriftKind.UPGRADE_NOISE),
        ({"defined_tags": None}, "", DriftKind.UPGRADE_NOISE),
        ({"size": 0}, "update", DriftKind.DRIFT),
        ({"size": 50}, "", DriftKind.DRIFT),
    ],
)
def test_kind_of_what_changed(tmp_path: Path, after: dict[str, Any], planned: str, kind: DriftKind) -> None:
    """Tags, the same in another form, all else; whether an apply would revert it is told beside."""
    changed = {**BASE, **after}
    changes = [entry("v", planned, changed, BASE)] if planned else [entry("v", "no-op", changed, changed)]
    found = found_in(tmp_path, resource_drift=[entry("v", "update", BASE, changed)], resource_changes=changes)
    assert kinds(found) == {"v": (kind.value, planned)}
    assert found.counts == {kind: 1}


@pytest.mark.parametrize(
    ("version", "after", "kind"),
    [
        ("6.1.0", {"size": 50}, DriftKind.UPGRADE_NOISE),
        ("6.1.0", {"name": "MAIN"}, DriftKind.UPGRADE_NOISE),
        ("6.1.0", {"name": "other"}, DriftKind.DRIFT),
        ("6.1.0", {"freeform_tags": {"team": "net", "new": "x"}}, DriftKind.TAG_ONLY),
        ("6.2.0", {"size": 50}, DriftKind.DRIFT),
        ("6.2.0", {"name": "MAIN"}, DriftKind.DRIFT),
    ],
)
def test_kind_under_another_provider(tmp_path: Path, version: str, after: dict[str, Any], kind: DriftKind) -> None:
    """A new attribute is noise only where the provider is another one than at the last apply, and then says so."""
    asked = DriftRequest(providers={OCI: version})
    found = found_in(tmp_path, asked, resource_drift=[entry("v", "update", BASE, {**BASE, **after})])
    assert found.counts == {kind: 1}
    assert ("6.1.0" in found.resources[0].cause) == (kind is DriftKind.UPGRADE_NOISE)


def test_deleted_outside_and_what_follows(tmp_path: Path) -> None:
    """What is gone is told; what is replaced only because of that is not drift of its own."""
    subnet = {"name": "s", "vcn_id": "1", "id": "2"}
    follows = entry("s", "replace", subnet, {"name": "s"}, unknown={"vcn_id": True, "id": True})
    found = found_in(
        tmp_path,
        resource_drift=[entry("v", "delete", BASE)],
        resource_changes=[entry("v", "create", None, BASE, unknown={"id": True}), follows],
    )
    assert kinds(found) == {"v": ("deleted", "create")}


@pytest.mark.parametrize(
    ("action", "due", "kind", "cause"),
    [
        ("update", None, DriftKind.DRIFT, READS_OTHERWISE),
        ("update", "an upstream was applied", DriftKind.PENDING, "an upstream was applied"),
        ("create", "nothing has applied it yet", DriftKind.PENDING, "nothing has applied it yet"),
        ("delete", None, DriftKind.DRIFT, READS_OTHERWISE),
    ],
)
def test_planned_for_what_did_not_change(
    tmp_path: Path, action: str, due: str | None, kind: DriftKind, cause: str
) -> None:
    """At the commit last applied that is drift, unless an apply is due for a reason that is known."""
    before, after = (None if action == "create" else BASE), (None if action == "delete" else {**BASE, "name": "x"})
    asked = DriftRequest(pending_cause=lambda: due)
    found = found_in(tmp_path, asked, resource_changes=[entry("v", action, before, after)])
    assert [(each.kind, each.planned, each.cause) for each in found.resources] == [(kind, action, cause)]


def test_tainted_and_left_over_are_pending(tmp_path: Path) -> None:
    """What an apply has made only half is nothing that anybody did outside."""
    changes = [
        entry("a", "replace", BASE, BASE, action_reason="replace_because_tainted"),
        entry("b", "delete", BASE, None, deposed="0badcafe"),
        entry("c", "no-op", BASE, BASE, previous_address="oci_core_vcn.old"),
    ]
    found = found_in(tmp_path, resource_changes=changes)
    assert found.counts == {DriftKind.PENDING: 3}
    assert found.resources[0].cause == TAINTED


def test_upgrade_that_would_change_something(tmp_path: Path) -> None:
    """A default that an older provider did not know is noise; all else that it plans is pending, with the versions."""
    changes = [
        entry("a", "update", BASE, {**BASE, "size": 7}),
        entry("b", "update", BASE, {**BASE, "name": "b"}),
    ]
    found = found_in(tmp_path, DriftRequest(providers={OCI: "6.1.0"}), resource_changes=changes)
    assert kinds(found) == {"a": ("upgrade_noise", "update"), "b": ("pending", "update")}
    assert all("is 6.2.0, the last apply was made with 6.1.0" in each.cause for each in found.resources)


def test_outputs_alone(tmp_path: Path) -> None:
    """An output with another value is told; one that is known after an apply only follows from something else."""
    outputs = {
        "ip": {"actions": ["update"], "before": "10.0.0.1", "after": "10.0.0.2", "after_unknown": False},
        "id": {"actions": ["update"], "before": "a", "after_unknown": True},
        "same": {"actions": ["no-op"], "before": "a", "after": "a"},
    }
    found = found_in(tmp_path, output_changes=outputs)
    assert kinds(found) == {"ip": ("output_only", "update")}
    assert found.resources[0].changes == (AttributeChange("value", '"10.0.0.1"', '"10.0.0.2"'),)
    due = found_in(tmp_path, DriftRequest(pending_cause=lambda: "never applied"), output_changes=outputs)
    assert due.counts == {DriftKind.PENDING: 1}


def test_rules_pass_over_attributes_and_their_repair(tmp_path: Path) -> None:
    """What is passed over is in no count, nor is the repair that an apply would make of it; it is listed with why."""
    tagged = {**BASE, "defined_tags": {"Oracle-Tags.CreatedBy": "x"}, "etag": "2"}
    repair = entry("v", "update", tagged, {**BASE, "etag": None}, unknown={"etag": True})
    found = found_in(tmp_path, resource_drift=[entry("v", "update", BASE, tagged)], resource_changes=[repair])
    assert (found.resources, found.counts, found.left_alone) == ((), {}, Counts(changed=1))
    assert found.hidden == {"oci_core_vcn.v"}
    assert [(each.path, bool(each.reason)) for each in found.ignored] == [
        ('defined_tags["Oracle-Tags.CreatedBy"]', True)
    ]
    both = found_in(tmp_path, resource_drift=[entry("v", "update", BASE, {**tagged, "name": "other"})])
    assert [change.path for change in both.resources[0].changes] == ["name", "etag"]
    assert both.ignored_count == 1


def test_rules_pass_over_whole_resources(tmp_path: Path) -> None:
    """Also when they are gone; a rule about an attribute does not hide that."""
    asked = DriftRequest(rules=rules(IgnoreRule("r", address="*.v"), IgnoreRule("s", address="*.w", attribute="name")))
    gone = [entry("v", "delete", BASE), entry("w", "delete", BASE)]
    created = [entry("v", "create", None, BASE), entry("w", "create", None, BASE)]
    found = found_in(tmp_path, asked, resource_drift=gone, resource_changes=created)
    assert kinds(found) == {"w": ("deleted", "create")}
    assert (found.left_alone, found.ignored_count) == (Counts(created=1), 1)


def test_no_secret_comes_out(tmp_path: Path) -> None:
    """Hidden are Terraform's own marks, names that say so, and all that is known as secret, also in keys."""
    before = {
        "p": "first",
        "admin_password": "plain-1",
        "note": "a",
        "m": {CANARY: "1"},
        "l": [{"token": "t-1", "n": 1}],
    }
    after = {"p": "next", "admin_password": "plain-2", "note": f"x{CANARY}y", "m": {}, "l": []}
    found = found_in(
        tmp_path, resource_drift=[entry("v", "update", before, after, hidden={"p": True}, was_hidden={"p": True})]
    )
    shown = json.dumps([(change.path, change.before, change.after) for change in found.resources[0].changes])
    assert len(found.resources[0].changes) == 5
    for secret in ("first", "next", "plain-1", "plain-2", CANARY, "t-1"):
        assert secret not in shown
    assert shown.count("(sensitive)") >= 6


def test_everything_is_bounded(tmp_path: Path) -> None:
    """At most so many resources, attributes and characters; the counts stay exact, the most urgent come first."""
    before = {f"a{n:02}": "x" for n in range(30)}
    after = dict.fromkeys(before, "y" * 1000)
    drift = [entry(f"v{n:03}", "update", before, after) for n in range(80)]
    found = found_in(tmp_path, resource_drift=[*drift, entry("z", "delete", before)])
    assert (len(found.resources), found.counts) == (MAX_RESOURCES, {DriftKind.DELETED: 1, DriftKind.DRIFT: 80})
    assert found.resources[0].address == "oci_core_vcn.z"
    assert (len(found.resources[1].changes), found.resources[1].changes_left_out) == (MAX_ATTRIBUTES, 10)
    assert {len(change.after or "") for change in found.resources[1].changes} == {MAX_TEXT}


def test_what_is_known_after_apply_is_told_where_nothing_else_is(tmp_path: Path) -> None:
    """Computed attributes that may change are no news beside the one that does."""
    change = entry("v", "update", BASE, {**BASE, "name": "x", "etag": None}, unknown={"etag": True})
    assert [each.path for each in found_in(tmp_path, resource_changes=[change]).resources[0].changes] == ["name"]
    only = entry("v", "update", BASE, {**BASE, "etag": None}, unknown={"etag": True})
    [told] = found_in(tmp_path, resource_changes=[only]).resources[0].changes
    assert told == AttributeChange("etag", '"1"', KNOWN_AFTER_APPLY)


def test_document_that_is_cut_short(tmp_path: Path) -> None:
    """It is an error, never "no drift", and does not quote the plan."""
    file = tmp_path / "plan.json"
    file.write_text('{"format_version": "1.2", "resource_drift": [{"address": "canary')
    with pytest.raises(TerraformError) as raised:
        read_drift(file, DriftRequest(), Redactor(), [])
    assert "canary" not in str(raised.value)


def test_what_the_service_writes_itself_is_passed_over(tmp_path: Path) -> None:
    """Usage that was metered is nobody's change, where an apply would leave it."""
    files = {"address": "oci_file_storage_file_system.files", "type": "oci_file_storage_file_system"}
    drift = [{**entry("files", "update", {"metered_bytes": "1"}, {"metered_bytes": "9"}), **files}]
    found = found_in(tmp_path, resource_drift=drift)
    assert found.resources == ()
    assert [(each.path, each.reason) for each in found.ignored] == [("metered_bytes", REASON)]


def test_what_the_service_writes_is_told_beside_a_change(tmp_path: Path) -> None:
    """With something that a person has changed, all of it is told."""
    files = {"address": "oci_file_storage_file_system.files", "type": "oci_file_storage_file_system"}
    before, after = {"metered_bytes": "1", "display_name": "a"}, {"metered_bytes": "9", "display_name": "b"}
    found = found_in(tmp_path, resource_drift=[{**entry("files", "update", before, after), **files}])
    assert [change.path for change in found.resources[0].changes] == ["display_name", "metered_bytes"]
