"""Rules of what a drift check passes over: wildcards, both spellings of a key, what lies below, dates."""

from __future__ import annotations

from datetime import date

import pytest

from oci_assets.drift_rules import BUILT_IN, IgnoreRule, rules_in_force

WEB = 'oci_core_instance.web["a.b"]'
TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("rule", "path", "covered"),
    [
        ({"combined": '*.defined_tags["Oracle-Tags.*"]'}, 'defined_tags["Oracle-Tags.CreatedBy"]', True),
        ({"combined": '*.defined_tags["Oracle-Tags.*"]'}, 'defined_tags["Ops.CreatedBy"]', False),
        ({"combined": "*.metadata"}, "metadata.user_data", True),
        ({"combined": "oci_core_vcn.*"}, "metadata", False),
        ({"combined": "oci_core_instance.*"}, "metadata", True),
        ({"address": "oci_core_instance.*"}, "shape", True),
        ({"address": "oci_core_instance.*", "attribute": "metadata.*"}, "metadata.user_data", True),
        ({"address": "oci_core_instance.*", "attribute": "metadata.*"}, "metadata", False),
        ({"attribute": 'freeform_tags["team"]'}, "freeform_tags.team", True),
        ({"attribute": "freeform_tags.team"}, "freeform_tags.teams", False),
        ({"attribute": "shape_config"}, "shape_config[0].ocpus", True),
        ({"attribute": "shape"}, "shape_config[0].ocpus", False),
        ({"address": 'oci_core_instance.web["a.b"]', "attribute": "shape"}, "shape", True),
        ({"address": "oci_core_instance.we", "attribute": "shape"}, "shape", False),
        ({"attribute": "ingress_security_rules"}, "ingress_security_rules[+]", True),
    ],
)
def test_covers_attribute(rule: dict[str, str], path: str, covered: bool) -> None:  # noqa: FBT001 a table
    """A pattern must match the whole, and what lies below goes with it."""
    assert IgnoreRule("rule", **rule).covers(WEB, path) is covered  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "covered"),
    [
        ({"address": "oci_core_instance.*"}, True),
        ({"address": "oci_core_instance.*", "attribute": "*"}, True),
        ({"address": "oci_core_instance.*", "attribute": "metadata"}, False),
        ({"combined": "oci_core_instance.*"}, True),
        ({"combined": "*.metadata"}, False),
    ],
)
def test_covers_resource(rule: dict[str, str], covered: bool) -> None:  # noqa: FBT001 a table
    """Only a rule without an attribute passes over a resource that is gone."""
    assert IgnoreRule("rule", **rule).covers_resource(WEB) is covered  # type: ignore[arg-type]


def test_rules_in_force_by_stack_and_day() -> None:
    """Rules of other stacks are left out; one holds to the end of its last day, then it is told instead."""
    here = IgnoreRule("here", stack="toronto/*", address="a", expires=TODAY)
    over = IgnoreRule("over", address="b", expires=date(2026, 5, 31))
    there = IgnoreRule("there", stack="ashburn/*", address="c", expires=date(2026, 5, 31))
    found = rules_in_force([here, over, there], "toronto/network", TODAY)
    assert found.rules == (*BUILT_IN, here)
    assert [sentence.split(" in ")[0] for sentence in found.expired] == ["the rule 'over'"]
    assert "2026-05-31" in found.expired[0]


def test_built_in_rule_has_a_reason() -> None:
    """Whoever sees it passed over learns why."""
    found = rules_in_force([], "a/b", TODAY).for_attribute("oci_core_vcn.v", 'defined_tags["Oracle-Tags.CreatedOn"]')
    assert found is not None
    assert found.reason
