"""Which folders are stacks, by their names alone. What those who call a folder say is in test_discovery_doubt.py."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from oci_assets.estate.discovery import discover
from tests.builders import snapshot, stack_files

CD3 = [
    "modules/network/vcn/main.tf",
    "modules/network/vcn/provider.tf",
    "toronto/network/vcn.tf",
    "toronto/network/backend.tf",
    "toronto/network/oci-data.tf",
    "toronto/network/provider.tf",
    "toronto/network/variables_toronto.tf",
    "toronto/network/cd3-demo_vcns.auto.tfvars",
    "toronto/network/vcn.tf_backup",
    "toronto/compute/instances.tf",
    "toronto/compute/backend.tf",
    "toronto/compute/scripts/cloud-init.sh",
    "toronto/compute/scripts/main.tf",
    "toronto/README.md",
    "ashburn/network/backend.tf",
    "global/rpc/rpc.tf",
    "global/rpc/variables_global.tf",
    "main.tf",
    ".github/workflows/x.tf",
    ".terraform/modules/main.tf",
]


def test_discover_cd3_layout() -> None:
    """Every service folder of every region and `global/rpc`, with what Terraform reads straight in it; no module."""
    found = discover(snapshot(CD3))
    assert list(found.stacks) == ["ashburn/network", "global/rpc", "toronto/compute", "toronto/network"]
    network = found.stacks["toronto/network"]
    assert (network.region, network.service, network.canonical) == ("toronto", "network", "network")
    assert network.path == PurePosixPath("toronto/network")
    assert [file.name for file in network.files] == [
        "backend.tf",
        "cd3-demo_vcns.auto.tfvars",
        "oci-data.tf",
        "provider.tf",
        "variables_toronto.tf",
        "vcn.tf",
    ]
    assert found.stacks["global/rpc"].canonical == "rpc"
    assert (found.warnings, found.notes) == ([], [])


@pytest.mark.parametrize(
    ("files", "stacks"),
    [
        ([], []),
        (["main.tf", "README.md"], []),
        # Single-folder regions: every .tf straight in the region.
        (["toronto/network.tf"], ["toronto/toronto"]),
        (["toronto/network.tf", "ashburn/backend.tf"], ["ashburn/ashburn", "toronto/toronto"]),
        (["paris2/backend.tf"], ["paris2/paris2"]),
        (["paris2/main.tf"], []),
        (["toronto/backend.tf", "toronto/oke/main.tf"], ["toronto/oke", "toronto/toronto"]),
        (["toronto/versions.tf", "toronto/oke/main.tf"], ["toronto/oke"]),
        (["toronto/values.tfvars"], []),
        # Folders that nobody knows.
        (["toronto/payroll/main.tf"], ["toronto/payroll"]),
        (["toronto/payroll/readme.md", "toronto/oke/x.tfvars"], []),
        (["prod/network/main.tf", "prod/payroll/main.tf"], ["prod/network", "prod/payroll"]),
        (["prod/payroll/main.tf"], []),
        (["prod/payroll/provider.tf", "prod/payroll/main.tf"], ["prod/payroll"]),
        (["prod/VCN/main.tf.json"], ["prod/VCN"]),
        (["prod/versions.tf", "prod/network/main.tf"], ["prod/network"]),
        (["Toronto/network/main.tf"], ["Toronto/network"]),
        (["a/b/network/backend.tf"], []),
        (["toronto/.hidden/backend.tf", ".toronto/network/backend.tf"], []),
        # Never a region, never a service.
        (["modules/network/backend.tf", "templates/network/backend.tf", "examples/oke/terraform.tfvars"], []),
        (["terraform-modules/network/main.tf", "oci_modules/oke/provider.tf", "Modules/network/main.tf"], []),
        (["toronto/modules/backend.tf", "toronto/templates/main.tf", "toronto/examples/x.auto.tfvars"], []),
        (["toronto/example-app/backend.tf", "toronto/oke/m.tf"], ["toronto/example-app", "toronto/oke"]),
        # `test` may be an environment, or what it says.
        (["test/network/main.tf", "tests/oke/provider.tf", "docs/oke/main.tf"], []),
        (["test/network/backend.tf", "test/network/main.tf"], ["test/network"]),
        (["toronto/test/main.tf", "toronto/tests/provider.tf", "toronto/docs/backend.tf"], ["toronto/docs"]),
        (["global/rpc/main.tf"], ["global/rpc"]),
    ],
)
def test_discover_by_names(files: list[str], stacks: list[str]) -> None:
    """A region is a folder that CD3 knows or that holds services; in one of these unknown services count, too."""
    assert list(discover(snapshot([*files, "zz.txt"])).stacks) == stacks


@pytest.mark.parametrize(
    ("regions", "stacks"),
    [
        (["toronto"], ["global/rpc", "toronto/network"]),
        (["prod"], ["global/rpc", "prod/payroll"]),
        (["modules"], ["global/rpc", "modules/network"]),
        (["nowhere"], ["global/rpc"]),
    ],
)
def test_discover_with_regions_of_the_settings(regions: list[str], stacks: list[str]) -> None:
    """`regions:` is the last word: nothing else but `global` is a region, and what it names always is."""
    files = ["toronto/network/main.tf", "prod/payroll/main.tf", "modules/network/main.tf", "global/rpc/main.tf"]
    assert list(discover(snapshot(files), regions).stacks) == stacks


def test_discover_notes_regions_that_the_settings_lack() -> None:
    """A region folder that `regions:` forgets is left out with a note; a folder of modules is not worth one."""
    files = stack_files("toronto/network", "ashburn/network", "modules/network")
    assert discover(snapshot([*files, "lib/network/main.tf"]), ["toronto"]).notes == [
        "folder 'ashburn' holds service folders but is left out: regions does not name it"
    ]


def test_discover_single_region_is_no_known_service() -> None:
    """A region that is one root module is its own service, by no known name, even if it is called like one."""
    stack = discover(snapshot(["network/backend.tf"])).stacks["network/network"]
    assert (stack.canonical, stack.path) == (None, PurePosixPath("network"))


@pytest.mark.parametrize("name", ["my net", "o'brien", 'say "hi"', "réseau", "ネット", "-rf", "$(x);&", "a\\b"])
def test_discover_odd_names(name: str) -> None:
    """Spaces, quotes, letters of any script and what a shell would act on are plain names."""
    found = discover(snapshot(stack_files(f"toronto/{name}", f"{name}/network")))
    assert set(found.stacks) == {f"toronto/{name}", f"{name}/network"}
    assert found.warnings == []


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "a\tb", "a\u202eb", "caf\udce9"])
def test_discover_names_that_cannot_be_shown(name: str) -> None:
    """Control characters and bytes that are no UTF-8 leave the folder out, with a warning that can be printed."""
    found = discover(snapshot(stack_files(f"toronto/{name}", f"{name}/network", "toronto/network")))
    assert list(found.stacks) == ["toronto/network"]
    assert len(found.warnings) == 2
    assert all(warning.isprintable() and "left out" in warning for warning in found.warnings)


def test_discover_two_folders_with_one_id() -> None:
    """A region's own folder and a service folder of its name would be one stack: the second is left out, loudly."""
    found = discover(snapshot(stack_files("toronto", "toronto/toronto", "toronto/oke")))
    assert found.stacks["toronto/toronto"].path == PurePosixPath("toronto")
    assert found.warnings == ["folder 'toronto/toronto' is left out: its region's folder has the same name"]
