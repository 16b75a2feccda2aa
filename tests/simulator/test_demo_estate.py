"""The demo estate of real `oci_*` resources: the shape of an export, and its whole life in the simulated cloud."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.fact_cache import FactCache
from oci_assets.estate.settings_file import load_settings
from oci_assets.estate.snapshot import snapshot_of
from oci_assets.estate.tree import WorkingTree
from oci_assets.model import Catalog
from tests.simulator.protocol_stacks import Stack, cli_config

ESTATE = Path(__file__).resolve().parents[2] / "examples" / "estate"
WORKERS = 3


def catalog() -> Catalog:
    """The estate's stacks and what comes before what."""
    return build_catalog(snapshot_of(WorkingTree(ESTATE), FactCache(None)), load_settings(ESTATE))


def test_variables_of_a_region_are_the_same_bytes() -> None:
    """CD3 writes one file of declarations into every folder of a region."""
    found: dict[str, set[bytes]] = defaultdict(set)
    for file in ESTATE.glob("*/*/variables_*.tf"):
        found[file.name].add(file.read_bytes())
    assert {name: len(texts) for name, texts in found.items()} == {
        "variables_toronto.tf": 1,
        "variables_ashburn.tf": 1,
        "variables_global.tf": 1,
    }


def test_levels_are_those_of_the_built_in_map() -> None:
    """Look-ups by display name add no edge that turns the order of the map around, and give no warning."""
    found = catalog()
    assert found.warnings == ()
    levels = [{found.stacks[stack].service for stack in level} for level in found.levels]
    assert levels == [
        {"identity"},
        {"tagging"},
        {"budget", "kms", "network", "quota", "security"},
        {"nsg", "oss", "rpc"},
        {"compute", "database", "dns", "firewall", "fss", "functions", "oke", "vlan"},
        {"loadbalancer", "ocvs"},
        {"managementservices"},
    ]


def each(levels: Iterable[Iterable[str]], action: Callable[[str], str]) -> dict[str, str]:
    """What the action gave for each stack, level after level."""
    found: dict[str, str] = {}
    with ThreadPoolExecutor(WORKERS) as pool:
        for level in levels:
            stacks = list(level)
            found.update(zip(stacks, pool.map(action, stacks), strict=True))
    return found


@pytest.mark.slow
def test_a_whole_life_of_the_estate(tmp_path: Path) -> None:
    """Applied in order all of it exists; another plan finds nothing to do; destroyed from the end nothing is left."""
    root = tmp_path / "estate"
    shutil.copytree(ESTATE, root, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
    environment = {"TF_CLI_CONFIG_FILE": str(cli_config()), "OCI_SIMULATOR_CLOUD": str(tmp_path / "cloud.db")}

    def stack(name: str) -> Stack:
        return Stack(root / name, environment)

    levels = catalog().levels
    each(levels, lambda name: stack(name).run("init", "-no-color") + stack(name).apply())
    plans = each(levels, lambda name: stack(name).run("plan", "-no-color"))
    assert {name: text for name, text in plans.items() if "No changes." not in text} == {}
    each(reversed(levels), lambda name: stack(name).run("destroy", "-auto-approve", "-no-color"))
    left = each(levels, lambda name: stack(name).run("state", "list"))
    assert {name: text for name, text in left.items() if text} == {}
