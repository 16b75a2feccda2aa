"""Terraform's version constraints."""

from __future__ import annotations

import pytest

from oci_assets.errors import TerraformError
from oci_assets.terraform.versions import printed_version, satisfies


@pytest.mark.parametrize(
    ("version", "constraint", "fits"),
    [
        ("1.5.0", ">= 1.5", True),
        ("1.3.9", ">= 1.5", False),
        ("1.11.4", ">= 1.5, < 2.0", True),
        ("2.0.0", ">= 1.5, < 2.0", False),
        ("1.9.0", "~> 1.6", True),
        ("2.0.0", "~> 1.6", False),
        ("1.7.0", "~> 1.6.3", False),
        ("1.6.9", "~> 1.6.3", True),
        ("3.0.0", "~> 1", True),
        ("1.7.1", "!= 1.7.1", False),
        ("1.7.2", "1.7.2", True),
        ("1.7.2", "= 1.7.3", False),
        ("1.11.4", ">=1.5", True),
        ("1.11.4", "", True),
        ("1.16.0-beta1", ">= 1.5", False),
        ("1.16.0-beta1", "1.16.0-beta1", True),
    ],
)
def test_satisfies_follows_terraform(version: str, constraint: str, *, fits: bool) -> None:
    """Operators, lists, the pessimistic operator and pre-releases mean what they mean in Terraform."""
    assert satisfies(version, constraint) is fits


@pytest.mark.parametrize("constraint", ["1.x", "=> 1.5", ">= one", "^1.2"])
def test_satisfies_unreadable_constraint(constraint: str) -> None:
    """A constraint in another language is an error that shows how to write one."""
    with pytest.raises(TerraformError, match=r"'>= 1.5, < 2.0'"):
        satisfies("1.5.0", constraint)


def test_printed_version_tells_opentofu_from_terraform() -> None:
    """The first line of `version` names the program; other output names none."""
    assert printed_version("OpenTofu v1.8.2\non linux_amd64\n") == ("OpenTofu", "1.8.2")
    assert printed_version("There are problems\n\nTerraform v1.11.4\non linux_amd64\n") == ("Terraform", "1.11.4")
    assert printed_version("busybox") is None
