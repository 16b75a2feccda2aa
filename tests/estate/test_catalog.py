"""The catalog as a whole: warnings people read, notes, cycles, and stacks by the names people type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from oci_assets.errors import UsageError
from oci_assets.estate.catalog import build_catalog, find_stacks
from oci_assets.estate.fact_cache import FactCache
from oci_assets.estate.settings import Settings, StackSettings
from oci_assets.estate.settings_file import load_settings
from oci_assets.estate.snapshot import snapshot_of
from oci_assets.estate.tree import WorkingTree
from oci_assets.model import Catalog, Dependency, DependencyKind
from tests.builders import snapshot, stack_files

LAST = "These services will be executed last in alphabetical order"
HOME = ("toronto/identity", "toronto/network")


def catalog(*stacks: str, **settings: object) -> Catalog:
    """The catalog of these stacks under these settings."""
    return build_catalog(snapshot(stack_files(*stacks)), Settings.model_validate(settings))


def warnings(*stacks: str, **settings: object) -> list[str]:
    """The warnings alone."""
    return list(catalog(*stacks, **settings).warnings)


def test_build_catalog_of_nothing() -> None:
    """A tree without stacks gives an empty catalog, not an error."""
    assert build_catalog(snapshot([]), Settings()) == Catalog({}, {}, ())


def test_build_catalog_stacks_edges_and_levels() -> None:
    """Stacks sorted by id, an entry for each in the edges, levels over regions."""
    found = catalog("toronto/network", "ashburn/network", "toronto/identity", "global/rpc")
    assert list(found.stacks) == list(found.upstream) == sorted(found.stacks)
    assert found.levels == (
        ("toronto/identity",),
        ("ashburn/network", "toronto/network"),
        ("global/rpc",),
    )
    hard = Dependency("toronto/identity", "built-in", DependencyKind.HARD)
    assert found.upstream["ashburn/network"] == (hard,)
    assert (found.warnings, found.notes, found.cycles) == ((), (), ())


def test_build_catalog_with_declared_dependencies() -> None:
    """Edges of the settings carry their source."""
    found = catalog(*HOME, service_dependencies={"identity": ["network"], "network": []})
    assert found.upstream["toronto/identity"] == (
        Dependency("toronto/network", "oci-assets.yaml", DependencyKind.HARD),
    )
    assert found.levels == (("toronto/network",), ("toronto/identity",))


@pytest.mark.parametrize(
    ("declared", "members"),
    [
        ({"serviceA": ["serviceB"], "serviceB": ["serviceA"]}, ["serviceA", "serviceB"]),
        ({"serviceA": ["serviceA"], "serviceB": []}, ["serviceA"]),
        (
            {"serviceB": ["network"], "network": ["serviceA"], "serviceA": ["serviceB"]},
            ["network", "serviceA", "serviceB"],
        ),
    ],
)
def test_build_catalog_warns_about_cycles(declared: Mapping[str, Sequence[str]], members: Sequence[str]) -> None:
    """The predecessor's two sentences (P3) word by word; the members come last, one by one."""
    found = catalog(*HOME, "toronto/serviceA", "toronto/serviceB", service_dependencies=declared)
    assert found.warnings == (f"Circular dependency detected for: {', '.join(members)}", LAST)
    assert found.cycles == (tuple(f"toronto/{name}" for name in members),)
    assert found.levels[-len(members) :] == tuple((f"toronto/{name}",) for name in members)


def test_build_catalog_warns_once_about_one_cycle_in_many_regions() -> None:
    """The same circle in every region is one sentence; one across regions is told with stack ids."""
    stacks = [f"{region}/{name}" for region in ("toronto", "ashburn") for name in ("network", "nsg")]
    assert warnings(*stacks, service_dependencies={"network": ["nsg"]}) == [
        "Circular dependency detected for: network, nsg",
        LAST,
    ]
    across = {"toronto/network": ["ashburn/network"], "ashburn/network": ["toronto/network"]}
    assert warnings(*stacks, service_dependencies=across) == [
        "Circular dependency detected for: ashburn/network, toronto/network",
        LAST,
    ]


def test_build_catalog_soft_edges_give_way_without_a_warning() -> None:
    """What was declared against an order of the map wins; a note says which order was given up."""
    found = catalog("toronto/kms", "toronto/oss", service_dependencies={"kms": ["oss"]})
    assert (found.warnings, found.cycles) == ((), ())
    assert found.levels == (("toronto/oss",), ("toronto/kms",))
    assert "toronto/oss does not wait for toronto/kms (built-in): that would be a cycle" in found.notes


def test_build_catalog_warns_about_unknown_folders() -> None:
    """One sentence for each unknown name, however many regions have it, and not an endless list of them."""
    (warning,) = warnings(*HOME, "toronto/pay roll", "ashburn/pay roll")
    assert warning == (
        "'pay roll' is not a known service (ashburn/pay roll, toronto/pay roll): it is taken to need identity and "
        "network; say what it needs under service_dependencies in oci-assets.yaml"
    )
    assert warnings(*HOME, "toronto/payroll", service_dependencies={"payroll": []}) == []
    many = warnings(*HOME, *(f"toronto/svc{number:02}" for number in range(15)))
    assert len(many) == 11
    assert many[-1] == "and 5 more folders are not known services"


def test_build_catalog_notes_what_is_missing() -> None:
    """An upstream that neither the own nor the home region has is dropped with a note that names who wanted it."""
    found = catalog("toronto/identity", "toronto/nsg", "ashburn/nsg")
    assert found.notes == ("no 'network' for ashburn/nsg, toronto/nsg: it is in neither the own nor the home region",)
    assert found.warnings == ()
    many = catalog(*(f"toronto/svc{number:02}" for number in range(12)), "toronto/identity").notes
    assert many[0].endswith("toronto/svc09 and 2 more: it is in neither the own nor the home region")


@pytest.mark.parametrize(
    ("settings", "warning"),
    [
        ({"regions": {"toronto": "x", "ashburn": "y"}}, "regions names 'ashburn', which holds no service folders"),
        ({"home_region": "london"}, "home_region 'london' holds no service folders"),
        (
            {"service_dependencies": {"netwrok": []}},
            "service_dependencies names 'netwrok', and no folder is called that",
        ),
        (
            {"service_dependencies": {"network": ["identitty"]}},
            "service_dependencies needs 'identitty', and no folder is called that",
        ),
        (
            {"stacks": {"toronto/netwrk": StackSettings()}},
            "stacks names 'toronto/netwrk', which is no stack: is it toronto/network?",
        ),
        ({"stacks": {"x": StackSettings()}}, "stacks names 'x', which is no stack"),
        ({"github": {"base_branches": ["a"]}}, "github is read but has no effect yet in this release"),
    ],
)
def test_build_catalog_warns_about_settings_without_effect(settings: Mapping[str, object], warning: str) -> None:
    """Whatever the settings name that is not there is said, so that a typing mistake is no silent loss."""
    assert warnings(*HOME, **settings) == [f"oci-assets.yaml: {warning}"]


def test_build_catalog_bounds_what_it_says_about_strangers() -> None:
    """Hundreds of stale entries do not make hundreds of sentences."""
    found = warnings(*HOME, stacks={f"gone/s{number:03}": StackSettings() for number in range(200)})
    assert len(found) == 11
    assert found[-1] == "oci-assets.yaml: stacks names 190 more that are no stacks"


def test_build_catalog_of_ten_thousand_stacks() -> None:
    """Ten thousand stacks in a thousand regions, each needing its own and the home region's, come out whole."""
    stacks = [f"r{region:03}/{name}" for region in range(1000) for name in ("vcn", "nsg", "oke", "lb", "db", *"abcde")]
    found = catalog(*stacks, "toronto/identity")
    assert len(found.stacks) == 10_001
    assert [len(level) for level in found.levels] == [1, 1000, 6000, 2000, 1000] or sum(
        map(len, found.levels)
    ) == 10_001


def test_build_catalog_of_the_demo_estate() -> None:
    """The estate that is shipped, as CD3 would write it, gives no warning and all levels of the map."""
    root = Path(__file__).resolve().parents[2] / "examples" / "estate"
    found = build_catalog(snapshot_of(WorkingTree(root), FactCache(None)), load_settings(root))
    assert found.warnings == ()
    assert {stack.region for stack in found.stacks.values()} == {"ashburn", "global", "toronto"}
    assert len({stack.service for stack in found.stacks.values()}) >= 12
    assert len(found.levels) == 7
    assert {stack.service for stack in found.stacks.values() if not stack.canonical} == {"functions"}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["toronto/network"], ["toronto/network"]),
        (["./toronto/network/", "toronto/network"], ["toronto/network"]),
        (["toronto//network", "toronto/x/../identity"], ["toronto/identity", "toronto/network"]),
        (["./ashburn"], ["ashburn/ashburn"]),
        (["ashburn/ashburn"], ["ashburn/ashburn"]),
        ([], []),
    ],
)
def test_find_stacks(names: list[str], found: list[str]) -> None:
    """Stacks by id or by the path of their folder, each once and sorted."""
    assert list(find_stacks(catalog(*HOME, "ashburn"), names)) == found


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Network", "did you mean ashburn/network or toronto/network?"),
        ("toronto/netwrok", "did you mean toronto/network"),
        ("netwrok", "did you mean ashburn/network or toronto/network?"),
        ("zzz", "see the stacks with: oci-assets services"),
        ("", "see the stacks with: oci-assets services"),
        ("toronto", "did you mean"),
    ],
)
def test_find_stacks_unknown(name: str, hint: str) -> None:
    """A name that is no stack is wrong usage, with what it may have meant."""
    with pytest.raises(UsageError) as caught:
        find_stacks(catalog(*HOME, "ashburn/network"), [name, "toronto/network"])
    assert f"no stack {name!r} in the estate: {hint}" in str(caught.value)


def test_find_stacks_names_all_unknown() -> None:
    """All mistakes at once."""
    with pytest.raises(UsageError, match=r"no stack 'x'.*\n.*no stack 'y'"):
        find_stacks(catalog(*HOME), ["x", "toronto/network", "y"])
