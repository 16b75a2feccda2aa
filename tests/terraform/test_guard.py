"""Guards: what a plan may destroy."""

from __future__ import annotations

import pytest

from oci_assets.model import ResourceChange
from oci_assets.terraform.guard import GuardPolicy, check, matches
from oci_assets.terraform.plan import MAX_CHANGES, PlanSummary, count, summarize

VCN = ResourceChange("module.net.oci_core_vcn.a", "oci_core_vcn", "replace")
HOME = ResourceChange("oci_database_db_home.h", "oci_database_db_home", "delete")
NEW = ResourceChange("oci_core_vcn.new", "oci_core_vcn", "create")


def summary(*changes: ResourceChange) -> PlanSummary:
    """A plan of these changes."""
    doomed = tuple(change for change in changes if change.action in {"delete", "replace"})
    return PlanSummary(count(changes), changes, (), True, (), "1.2", doomed)


def test_check_no_limits() -> None:
    """Without a policy all may go; creating a protected type is no matter."""
    assert check(summary(VCN, HOME), GuardPolicy()) == ()
    assert check(summary(NEW), GuardPolicy(max_destroys=0, protected_types=("oci_core_vcn",))) == ()


def test_check_too_many_destroys() -> None:
    """A replacement destroys; the message names every address and the limit."""
    (found,) = check(summary(VCN, HOME), GuardPolicy(max_destroys=1))
    assert found.guard == "max_destroys"
    assert found.addresses == (VCN.address, HOME.address)
    assert found.message == (
        "destroys 2 resources, allowed are 1: module.net.oci_core_vcn.a (replace), oci_database_db_home.h (delete)"
    )
    assert check(summary(VCN, HOME), GuardPolicy(max_destroys=2)) == ()


def test_check_protected_types_are_patterns() -> None:
    """Patterns match types, upper and lower case told apart."""
    (found,) = check(summary(VCN, HOME), GuardPolicy(protected_types=("oci_database_*",)))
    assert (found.guard, found.addresses) == ("protected_types", (HOME.address,))
    assert check(summary(HOME), GuardPolicy(protected_types=("OCI_database_*", "oci_database"))) == ()


def test_check_many_addresses_are_counted() -> None:
    """Ten are named, the rest is a number."""
    many = [ResourceChange(f"oci_core_vcn.v{n}", "oci_core_vcn", "delete") for n in range(13)]
    (found,) = check(summary(*many), GuardPolicy(max_destroys=0))
    assert found.message.endswith("oci_core_vcn.v9 (delete) and 3 more")


@pytest.mark.parametrize(
    ("pattern", "address", "expected"),
    [
        ('module.vcn["prod"].*', 'module.vcn["prod"].oci_core_vcn.a', True),
        ('module.vcn["prod"].*', "module.vcnp.oci_core_vcn.a", False),
        ('module.vcn["prod"].*', 'module.vcn["dev"].oci_core_vcn.a', False),
        ("*.main", "module.a.oci_core_vcn.main", True),
        ("*.main", "oci_core_vcn.main[0]", False),
        ("a.b[0]", "a.b[0]", True),
        ("a.b[0]", "a.b0", False),
        ("a.b?", "a.bc", False),
        ("a.b", "xa.b", False),
        ('a.b["*"]', 'a.b["x\ny"]', True),
    ],
)
def test_matches(pattern: str, address: str, expected: bool) -> None:  # noqa: FBT001 a table
    """Only `*` is special, and the whole address must match."""
    assert matches(address, (pattern,)) is expected


def test_check_protected_address_of_a_deposed_object() -> None:
    """What is left of a replacement that broke off belongs to the same address."""
    deposed = ResourceChange("a.main (deposed 0a1b2c3d)", "a", "delete")
    (found,) = check(summary(deposed), GuardPolicy(protected_addresses=("a.main",)))
    assert (found.guard, found.addresses) == ("protected_addresses", (deposed.address,))


def test_check_too_many_replaces() -> None:
    """Replacements have a limit of their own, which plain destroys do not touch."""
    (found,) = check(summary(VCN, HOME), GuardPolicy(max_replaces=0))
    assert found.message == "replaces 1 resource, allowed are 0: module.net.oci_core_vcn.a (replace)"
    assert check(summary(VCN, HOME), GuardPolicy(max_replaces=1)) == ()


def test_fault_46_check_looks_at_every_resource() -> None:
    """What is kept of a huge plan is cut, what guards look at is not."""
    made = [entry(f"a.m{n}", "a", ["create"]) for n in range(MAX_CHANGES)]
    gone = [entry("oci_core_vcn.a", "oci_core_vcn", ["delete"])]
    big = summarize({"format_version": "1.2", "resource_changes": [*made, *gone]})
    assert len(big.changes) == MAX_CHANGES
    (found,) = check(big, GuardPolicy(protected_types=("oci_core_vcn",)))
    assert found.addresses == ("oci_core_vcn.a",)


def entry(address: str, kind: str, actions: list[str]) -> dict[str, object]:
    """One of a plan's `resource_changes`."""
    return {"address": address, "mode": "managed", "type": kind, "change": {"actions": actions}}
