"""What becomes of attributes that changed outside, by the plan of the same resource and its configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oci_assets.drift import DriftedResource
from tests.terraform.test_drift_reading import entry, found_in

VOLUME = {"display_name": "data", "size_in_gbs": "50", "size_in_mbs": "51200", "etag": "1", "state": "AVAILABLE"}
RULES = [{"port": 22, "source": "10.0.0.0/8"}, {"port": 443, "source": "0.0.0.0/0"}]
EXTRA = {"port": 3389, "source": "0.0.0.0/0"}


def configuration(*names: str, module: str = "") -> dict[str, Any]:
    """The part of a plan that says what `oci_core_vcn.v` sets."""
    one = {
        "resources": [
            {
                "address": "oci_core_vcn.v",
                "mode": "managed",
                "expressions": {name: {"references": []} for name in names},
            }
        ]
    }
    return {"root_module": {"module_calls": {module: {"module": one}}} if module else one}


def told(
    folder: Path, before: Any, now: Any, planned: Any = None, *, configured: dict[str, Any] | None = None, **keys: Any
) -> DriftedResource:
    """The one resource that changed from `before` to `now`; `planned` is what an apply would make of it."""
    changes = [entry("v", "update", now, planned, **keys)] if planned else [entry("v", "no-op", now, now)]
    drift = [entry("v", "update", before, now)]
    found = found_in(folder, resource_drift=drift, resource_changes=changes, configuration=configured or {})
    (resource,) = found.resources
    return resource


def fates(resource: DriftedResource) -> list[tuple[str, bool | None, bool]]:
    """Path, put back, side effect, in the order in which they are told."""
    return [(each.path, each.put_back, each.side_effect) for each in resource.changes]


def test_only_what_the_plan_reverts_is_put_back(tmp_path: Path) -> None:
    """An attribute that is not in the configuration stays as somebody made it, and the resource says so."""
    now = {**VOLUME, "display_name": "by hand", "size_in_gbs": "100", "size_in_mbs": "102400", "etag": "2"}
    planned = {**now, "display_name": "data", "etag": None}
    resource = told(
        tmp_path,
        VOLUME,
        now,
        planned,
        unknown={"etag": True},
        configured=configuration("display_name", "size_in_gbs"),
    )
    assert fates(resource) == [
        ("display_name", True, False),
        ("size_in_gbs", False, False),  # set, and not put back: under ignore_changes
        ("etag", None, True),
        ("size_in_mbs", False, True),
    ]


def test_side_effects_come_last_without_a_configuration(tmp_path: Path) -> None:
    """What an apply would put back is the cause; where it would put back nothing, all but echoes is told as equal."""
    now = {**VOLUME, "size_in_gbs": "100", "size_in_mbs": "102400", "etag": "2"}
    back = told(tmp_path, VOLUME, now, {**now, "size_in_gbs": "50"})
    assert fates(back) == [("size_in_gbs", True, False), ("etag", False, True), ("size_in_mbs", False, True)]
    left = told(tmp_path, VOLUME, now)
    assert fates(left) == [("size_in_gbs", False, False), ("size_in_mbs", False, False), ("etag", False, True)]


def test_what_nobody_configures_is_no_side_effect_alone(tmp_path: Path) -> None:
    """A volume that somebody has put into another state: that is the news."""
    now = {**VOLUME, "state": "FAULTY", "etag": "2"}
    resource = told(tmp_path, VOLUME, now, configured=configuration("display_name"))
    assert fates(resource) == [("state", False, False), ("etag", False, True)]


@pytest.mark.parametrize("module", ["", "net"])
def test_configuration_of_every_instance_in_modules(tmp_path: Path, module: str) -> None:
    """Keys of `for_each` and `count` are no part of the address in the configuration, quoted dots and brackets too."""
    address = f'module.{module}["a.b[0]"].oci_core_vcn.v[3]' if module else 'oci_core_vcn.v["x]"]'
    now = {**VOLUME, "size_in_gbs": "100", "size_in_mbs": "102400"}
    drift = {**entry("v", "update", VOLUME, now), "address": address}
    configured = configuration("size_in_gbs", module=module)
    (resource,) = found_in(tmp_path, resource_drift=[drift], configuration=configured).resources
    assert fates(resource) == [("size_in_gbs", False, False), ("size_in_mbs", False, True)]


def test_elements_of_lists_have_each_their_fate(tmp_path: Path) -> None:
    """A rule that was added is put back when the plan takes it away, one that it keeps is left."""
    other = {"port": 8080, "source": "192.168.0.0/16"}
    before, now = {"rules": RULES}, {"rules": [*RULES, EXTRA, other]}
    assert fates(told(tmp_path, before, now, {"rules": RULES})) == [("rules[+]", True, False)] * 2
    kept = told(tmp_path, before, now, {"rules": [*RULES, other]})
    assert {(each.after or "")[9:13]: each.put_back for each in kept.changes} == {"3389": True, "8080": False}


def test_member_of_an_element_is_put_back(tmp_path: Path) -> None:
    """Wherever the plan has put the element, as sets have no places."""
    now = {"rules": [{"port": 2222, "source": "10.0.0.0/8"}, RULES[1]]}
    assert fates(told(tmp_path, {"rules": RULES}, now, {"rules": [RULES[1], RULES[0]]}))[0][1] is not False
    assert fates(told(tmp_path, {"rules": RULES}, now, {"rules": RULES})) == [("rules[0].port", True, False)]


def test_third_value_is_neither(tmp_path: Path) -> None:
    """What becomes neither as it was nor stays, and what is known after the apply only."""
    now = {**VOLUME, "display_name": "by hand"}
    other = told(tmp_path, VOLUME, now, {**now, "display_name": "third"})
    assert fates(other) == [("display_name", None, False)]
    unknown = told(tmp_path, VOLUME, now, {**now, "display_name": None}, unknown={"display_name": True})
    assert fates(unknown) == [("display_name", None, False)]


def test_secret_values_have_a_fate_and_no_text(tmp_path: Path) -> None:
    """They are compared and never shown."""
    hidden = {"hidden": {"display_name": True}, "was_hidden": {"display_name": True}}
    now = {**VOLUME, "display_name": "by hand"}
    drift = entry("v", "update", VOLUME, now, **hidden)
    found = found_in(tmp_path, resource_drift=[drift], resource_changes=[entry("v", "update", now, VOLUME, **hidden)])
    (change,) = found.resources[0].changes
    assert (change.before, change.after, change.put_back) == ("(sensitive)", "(sensitive)", True)
