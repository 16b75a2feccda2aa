"""One asset for each stack, and everything that Dagster shows about it."""

from __future__ import annotations

import json
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.owners import Owners
from oci_assets.estate.settings import Settings
from oci_assets.platform.naming import DEPENDENCY_CHECK, DRIFT_CHECK, asset_key, op_name
from oci_assets.platform.site import Site
from tests.builders import snapshot
from tests.platform.estates import make_estate


def site_of(files: list[str], root: Path, settings: Settings | None = None, owners: Owners | None = None) -> Site:
    """A site whose stacks lie in no folder: enough to build definitions from."""
    settings = settings or Settings()
    return Site(root, root / "state", settings, build_catalog(snapshot(files), settings), owners or Owners())


@pytest.fixture
def spec(tmp_path: Path) -> dg.AssetSpec:
    """What Dagster knows about toronto/network."""
    files = [
        "toronto/identity/main.tf",
        "toronto/tagging/main.tf",
        "toronto/network/vcn.tf",
        "toronto/network/a.tfvars",
    ]
    owners = Owners((("/toronto/network/", ("@acme/net", "net@example.com", "@jane")),))
    definitions = build_definitions(site_of(files, tmp_path, owners=owners))
    [found] = [s for s in definitions.resolve_all_asset_specs() if s.key == asset_key("toronto/network")]
    return found


def test_spec_names_and_tags(spec: dg.AssetSpec) -> None:
    """Key, group, kinds, tags and owners say where the stack belongs."""
    assert spec.key == dg.AssetKey(["toronto", "network"])
    assert spec.group_name == "toronto"
    assert spec.kinds == {"terraform", "oracle"}
    assert {k: v for k, v in spec.tags.items() if k.startswith("oci/")} == {
        "oci/region": "toronto",
        "oci/service": "network",
    }
    assert spec.owners == ["team:net", "net@example.com"]


def test_spec_edges_are_hard_dependencies(spec: dg.AssetSpec) -> None:
    """A hard upstream is an edge of Dagster's; a soft one is told in the description and does not block."""
    assert [dep.asset_key for dep in spec.deps] == [asset_key("toronto/identity")]
    assert "- needs `toronto/identity` (built-in)" in (spec.description or "")
    assert "- runs after `toronto/tagging` (built-in)" in (spec.description or "")


def test_spec_tells_what_the_folder_manages(spec: dg.AssetSpec) -> None:
    """The description lists what the service manages and the folder's files."""
    assert "Manages VCN, subnets" in (spec.description or "")
    assert "`vcn.tf`" in (spec.description or "")


def test_spec_links_configuration_files(spec: dg.AssetSpec, tmp_path: Path) -> None:
    """The code references are the stack's configuration files, not its variables."""
    references = spec.metadata["dagster/code_references"].code_references
    assert [reference.file_path for reference in references] == [str(tmp_path / "toronto/network/vcn.tf")]


def test_op_tags_hold_level_and_all_upstreams(tmp_path: Path) -> None:
    """The executor's order comes from tags: level, hard ancestors and soft ones, over stacks in between."""
    stacks = ("identity", "tagging", "network", "nsg", "compute")
    definitions = build_definitions(site_of([f"toronto/{name}/main.tf" for name in stacks], tmp_path))
    [op] = [node for node in definitions.resolve_job_def("apply").nodes if node.name == op_name("toronto/compute")]
    assert op.definition.tags["oci/level"] == "5"
    hard = ["toronto__identity", "toronto__network", "toronto__nsg"]
    assert json.loads(op.definition.tags["oci/upstream"]) == hard
    assert json.loads(op.definition.tags["oci/soft_upstream"]) == ["toronto__tagging"]
    assert "oci/last" not in op.definition.tags


@pytest.mark.parametrize("count", [1, 500])
def test_definitions_of_many_stacks_load(tmp_path: Path, count: int) -> None:
    """From one stack to hundreds: every stack is an asset with its two checks, and Dagster takes all of it."""
    services = ["identity", "network", "nsg", "compute", "oke"]
    stacks = [f"region{number // 5}/{services[number % 5]}" for number in range(count)]
    definitions = build_definitions(site_of([f"{stack}/main.tf" for stack in stacks], tmp_path))
    dg.Definitions.validate_loadable(definitions)
    graph = definitions.resolve_asset_graph()
    assert graph.materializable_asset_keys == {asset_key(stack) for stack in stacks}
    assert {(key.asset_key, key.name) for key in graph.asset_check_keys} == {
        (asset_key(stack), name) for stack in stacks for name in (DRIFT_CHECK, DEPENDENCY_CHECK)
    }


def test_definitions_of_cycle_load(tmp_path: Path) -> None:
    """A dependency cycle does not take the code location down; its members are marked to come last."""
    settings = Settings(service_dependencies={"oss": ("kms",), "kms": ("oss",)})
    definitions = build_definitions(
        site_of([f"toronto/{s}/main.tf" for s in ("identity", "kms", "oss")], tmp_path, settings)
    )
    dg.Definitions.validate_loadable(definitions)
    nodes = {node.name: node.definition.tags for node in definitions.resolve_job_def("apply").nodes}
    assert {name for name, tags in nodes.items() if tags.get("oci/last") == "true"} == {"toronto__kms", "toronto__oss"}


ODD = ["my network", "b-c", "b_c", "b.c", "über", "x'y", 'x"y', "[a]", "{b}", "a:b", "class", "input", "日本"]


def test_definitions_of_odd_folder_names_load(tmp_path: Path) -> None:
    """No folder name breaks the definitions, or loses an edge to a look-alike."""
    settings = Settings(service_dependencies={"last": tuple(ODD), "import": ("last",)})
    folders = [f"{region}/{name}" for region in ("global", "us east-1") for name in (*ODD, "last", "import")]
    definitions = build_definitions(site_of([f"{folder}/backend.tf" for folder in folders], tmp_path, settings))
    dg.Definitions.validate_loadable(definitions)
    graph = definitions.resolve_asset_graph()
    assert graph.get(asset_key("us east-1/last")).parent_keys == {asset_key(f"us east-1/{name}") for name in ODD}
    nodes = definitions.resolve_job_def("apply").dependencies
    [last] = [inputs for node, inputs in nodes.items() if node.name == op_name("us east-1/last")]
    assert len(last) == len(ODD)


def test_definitions_narrowed_to_stacks(tmp_path: Path) -> None:
    """Definitions for a few stacks call them as the whole ones do, so that histories meet."""
    site = make_estate(tmp_path, "toronto/identity", "toronto/network", "toronto/compute").site
    whole, part = build_definitions(site), build_definitions(site, stacks=["toronto/compute"])
    nodes = [{node.name: node.definition.tags for node in d.resolve_job_def("apply").nodes} for d in (whole, part)]
    assert nodes[1] == {"toronto__compute": nodes[0]["toronto__compute"]}
