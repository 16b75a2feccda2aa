"""Patterns of addresses that can never match, and the types that patterns name."""

from __future__ import annotations

import pytest

from oci_assets.drift_rule_faults import address_fault, type_in


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        ("oci_core_vcn", "is no address"),
        ("oci_core_vcn.", "is no address"),
        (".main", "is no address"),
        ("freeform_tags", "is no address"),
        ("oci_core_vcn .main", "has a space"),
        ("oci_core_*, oci_dns_*", "has a space"),
        ("data.oci_core_vcns.all", "names a data source"),
        ('module.net["a"].data.oci_core_vcns.*', "names a data source"),
        ("oci_core_vcn.main[a]", "does not end"),
        ('module.net["a.oci_core_vcn.main', "does not end"),
    ],
)
def test_patterns_that_never_match(pattern: str, part: str) -> None:
    """Each says why."""
    assert part in (address_fault(pattern) or "")


@pytest.mark.parametrize(
    "pattern",
    [
        *("*", "oci_core_vcn.main", "oci_core_vcn.main[0]", "output.ip", "*.freeform_tags.last_backup"),
        *('*.defined_tags["Oracle-Tags.*"]', 'module.lab["x y"].*', 'oci_core_vcn.v["a.b]"].freeform_tags["c d"]'),
        *("oci_core_security_list.s.ingress_security_rules[+]", "oci_core_vcn.main (deposed 0badcafe)", '*["a b*'),
        *("module.data.oci_core_vcn.main", "oci_core_*"),
    ],
)
def test_patterns_that_may_match(pattern: str) -> None:
    """Nothing is refused that could be meant."""
    assert address_fault(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "type_name"),
    [
        ("oci_core_vcn.main", "oci_core_vcn"),
        ("*oci_core_instance.*", "oci_core_instance"),
        ("*.oci_core_instance.*", "oci_core_instance"),
        ('module.a["x.y"].module.*.terraform_data.main[0].input', "terraform_data"),
        ("*.freeform_tags.owner", None),
        ("oci_core_*.main", None),
        ("*oci_core_vcn", None),
        ("output.ip", None),
        ('module.lab["x"].*', None),
        ("*", None),
    ],
)
def test_type_in(pattern: str, type_name: str | None) -> None:
    """Only where the pattern leaves no doubt."""
    assert type_in(pattern) == type_name
