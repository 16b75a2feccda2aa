"""Names that Dagster takes, for every folder name that there may be."""

from __future__ import annotations

import dagster as dg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oci_assets.platform.naming import (
    asset_key,
    check_key,
    check_op_name,
    group_name,
    op_name,
    owners,
    stack_of,
    tag_value,
)

_PARTS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="/"), min_size=1, max_size=12)
_LIKELY = st.text("ab-_.é ", min_size=1, max_size=4)
_STACKS = st.builds("{}/{}".format, _PARTS | _LIKELY, _PARTS | _LIKELY)


def test_names_of_plain_stack() -> None:
    """A stack with a plain name is called by it everywhere."""
    assert asset_key("toronto/network").path == ["toronto", "network"]
    assert stack_of(asset_key("toronto/network")) == "toronto/network"
    assert op_name("toronto/network") == "toronto__network"
    assert check_op_name("toronto/network") == "toronto__network__no_drift"
    assert check_key("toronto/network") == dg.AssetCheckKey(dg.AssetKey(["toronto", "network"]), "no_drift")
    assert op_name("us_east/my_service") == "us_east__my_service"


@pytest.mark.parametrize(
    ("one", "other"), [("a/b-c", "a/b_c"), ("a/b.c", "a/b c"), ("a_/b", "a/_b"), ("a__b/c", "a/b__c"), ("é/x", "ü/x")]
)
def test_op_name_keeps_look_alikes_apart(one: str, other: str) -> None:
    """Names that lose characters on the way stay different."""
    assert op_name(one) != op_name(other)


@given(_STACKS, _STACKS)
def test_op_name_is_valid_and_unique(one: str, other: str) -> None:
    """Every stack has an op name that Dagster takes, and no two stacks have the same, checks included."""
    names = {name(stack) for stack in (one, other) for name in (op_name, check_op_name)}
    assert len(names) == 2 * len({one, other})
    for name in names:
        dg.op(name=name)(lambda: None)


@given(_STACKS, st.lists(st.emails() | st.text(min_size=1) | st.builds("@{}/{}".format, _PARTS, _PARTS)))
def test_names_of_any_stack_make_an_asset(stack: str, codeowners: list[str]) -> None:
    """Key, group, tags and owners are taken by Dagster whatever the folder and CODEOWNERS hold."""
    region, service = stack.split("/", 1)
    dg.AssetSpec(
        asset_key(stack),
        group_name=group_name(region),
        tags={"oci/region": tag_value(region), "oci/service": tag_value(service)},
        owners=owners(codeowners),
    )
    assert stack_of(asset_key(stack)) == stack


def test_group_name_is_legible() -> None:
    """A region is called by its name as far as the group's alphabet goes."""
    assert group_name("toronto") == "toronto"
    assert group_name("us-ashburn-1") == "us_ashburn_1"
    assert group_name("日本") != group_name("中国")


def test_owners_of_codeowners() -> None:
    """Teams and addresses are owners; single users and addresses that Dagster refuses are not."""
    raw = ["@acme/network", "finops@example.com", "@jane", "x@example.photography", "@/x"]
    assert owners(raw) == ["team:network", "finops@example.com", "team:x"]
