"""Folders that could be a stack or a module: what calls them decides, for a module must never be applied by itself."""

from __future__ import annotations

import pytest

from oci_assets.estate.discovery import discover
from tests.builders import snapshot


def call(source: str) -> str:
    """A module call."""
    return f'module "x" {{\n  source = "{source}"\n}}\n'


@pytest.mark.parametrize(
    ("folder", "caller", "source"),
    [
        ("toronto/shared-subnets", "toronto/network/main.tf", "../shared-subnets"),
        ("toronto/vcn", "toronto/network/main.tf", "../vcn/"),
        ("toronto/instance", "ashburn/compute/deep/main.tf", "../../../toronto/instance"),
        ("lib/network", "toronto/network/main.tf", "../../lib/network"),
        ("lib/network", "modules/all/main.tf", "../../lib/network"),
        ("toronto/network", "toronto/main.tf", "./network"),
        ("network", "toronto/network/main.tf", "../../network"),
    ],
)
@pytest.mark.parametrize("own", ["main.tf", "provider.tf", ".terraform.lock.hcl"])
def test_discover_a_called_folder_is_no_stack(folder: str, caller: str, source: str, own: str) -> None:
    """A folder that something calls as a module is none, whatever its name, its provider file and where the call is."""
    tree = snapshot({f"{folder}/{own}": "", f"{folder}/vars.tf": "", caller: call(source)})
    assert folder not in {str(stack.path) for stack in discover(tree).stacks.values()}


def test_discover_notes_what_is_left_out() -> None:
    """In a region that is left out by a note; a folder of nothing but modules is not worth one."""
    files = {
        "toronto/vcn/main.tf": "",
        "toronto/network/main.tf": call("../vcn") + call("../../lib/dns").replace('"x"', '"y"'),
        "lib/dns/main.tf": "",
    }
    found = discover(snapshot(files))
    assert list(found.stacks) == ["toronto/network"]
    assert found.notes == ["toronto/vcn is no stack of its own: toronto/network/main.tf calls it as a module"]


@pytest.mark.parametrize("proof", ["backend.tf", "terraform.tfvars", "cd3.auto.tfvars"])
def test_discover_a_called_folder_with_a_state_is_a_stack(proof: str) -> None:
    """A backend or values of its own say that it is applied, so it stays although somebody calls it."""
    tree = snapshot({"toronto/vcn/main.tf": "", f"toronto/vcn/{proof}": "", "toronto/oke/main.tf": call("../vcn")})
    assert list(discover(tree).stacks) == ["toronto/oke", "toronto/vcn"]


@pytest.mark.parametrize(
    "text",
    [
        '# module "x" { source = "../vcn" }\n',
        '/*\nmodule "x" {\n  source = "../vcn"\n}\n*/\n',
        '# module\nlocals {\n  source = "../vcn"\n}\n',
        'module "x" {\n  source = "../vcn2"\n}\n',
        'module "x" {\n  source = "vcn"\n}\n',
        'module "x" {\n  source = "git::https://example.com/vcn"\n}\n',
    ],
)
def test_discover_what_is_no_call(text: str) -> None:
    """A comment, an attribute of something else, another name or a remote source make no module of a stack."""
    tree = snapshot({"toronto/vcn/main.tf": "", "toronto/oke/main.tf": text})
    assert list(discover(tree).stacks) == ["toronto/oke", "toronto/vcn"]


def test_discover_a_folder_does_not_call_itself_away() -> None:
    """A call of its own folder, which Terraform refuses, is none that counts."""
    tree = snapshot({"toronto/vcn/main.tf": call("./"), "toronto/oke/main.tf": call("../oke")})
    assert list(discover(tree).stacks) == ["toronto/oke", "toronto/vcn"]


def test_discover_calls_in_a_file_that_does_not_parse() -> None:
    """A caller with broken HCL is read all the same: rather no stack than a module applied by itself."""
    tree = snapshot({"toronto/vcn/main.tf": "", "toronto/oke/main.tf": call("../vcn") + 'resource "x" {{{'})
    assert list(discover(tree).stacks) == ["toronto/oke"]


def test_discover_calls_in_json() -> None:
    """JSON configuration calls modules as well."""
    tree = snapshot({"toronto/vcn/main.tf": "", "toronto/oke/main.tf.json": '{"module": {"x": {"source": "../vcn"}}}'})
    assert list(discover(tree).stacks) == ["toronto/oke"]
