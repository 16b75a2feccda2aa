"""What the name of a file says about it."""

from __future__ import annotations

import pytest

from oci_assets.estate.filenames import (
    can_matter,
    is_configuration,
    is_input,
    is_nameable,
    is_root_hint,
    is_root_proof,
)

CONFIGURATION = ["main.tf", "main.tf.json", "main.tofu", "main.tofu.json", "x_override.tf", "#odd.tf"]
VARIABLES = ["terraform.tfvars", "cd3-demo_vcns.auto.tfvars", "x.auto.tfvars.json"]
NO_INPUT = ["main.tf_backup", "main.tf~", ".hidden.tf", ".x.tfvars", "tf", "main.TF", "main.tfstate", "vars.yaml", ""]


@pytest.mark.parametrize("name", CONFIGURATION)
def test_is_configuration(name: str) -> None:
    """Terraform and OpenTofu read these."""
    assert is_configuration(name)
    assert is_input(name)


@pytest.mark.parametrize("name", [*VARIABLES, ".terraform.lock.hcl"])
def test_is_input_without_configuration(name: str) -> None:
    """Values of variables and the lock file are inputs, yet make no folder a root module."""
    assert is_input(name)
    assert not is_configuration(name)


@pytest.mark.parametrize("name", NO_INPUT)
def test_is_no_input(name: str) -> None:
    """Backups, hidden files and all else are not read."""
    assert not is_input(name)


@pytest.mark.parametrize(
    ("name", "proof", "hint"),
    [
        ("backend.tf", True, False),
        ("terraform.tfvars", True, False),
        ("terraform.tfvars.json", True, False),
        ("cd3_x.auto.tfvars", True, False),
        ("x.auto.tfvars.json", True, False),
        ("provider.tf", False, True),
        ("providers.tf", False, True),
        (".terraform.lock.hcl", False, True),
        ("prod.tfvars", False, False),
        ("main.tf", False, False),
    ],
)
def test_is_root_proof_and_hint(name: str, *, proof: bool, hint: bool) -> None:
    """A backend and automatic values belong to a root module only, a provider file mostly."""
    assert (is_root_proof(name), is_root_hint(name)) == (proof, hint)


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("main.tf", True),
        ("scripts/cloud-init.sh", True),
        ("policies.yaml", True),
        (".terraform.lock.hcl", True),
        ("sub/.terraform.lock.hcl", True),
        ("README.md", False),
        ("docs/README.MD", False),
        ("network.tf_backup", False),
        ("main.tf~", False),
        ("terraform.tfstate", False),
        ("terraform.tfstate.backup", False),
        ("x.tfplan", False),
        ("vcn.tftest.hcl", False),
        ("LICENSE", False),
        (".gitignore", False),
        (".terraform/modules/modules.json", False),
        ("examples/simple/main.tf", False),
    ],
)
def test_can_matter(path: str, *, matters: bool) -> None:
    """Documentation, backups, tests, hidden files and examples change no plan; whatever else lies there may."""
    assert can_matter(path) is matters


@pytest.mark.parametrize(
    ("name", "nameable"),
    [
        ("network", True),
        ('my net\'work "x"', True),
        ("réseau-ネット", True),
        ("$(reboot);`x`", True),
        ("a\nb", False),
        ("a\x1b[31m", False),
        ("a\u202eb", False),
        ("caf\udce9", False),
    ],
)
def test_is_nameable(name: str, *, nameable: bool) -> None:
    """Spaces, quotes and letters of any script can be shown; control characters and broken Unicode cannot."""
    assert is_nameable(name) is nameable
