"""Terraform's version constraints (`>= 1.5, < 2.0`, `~> 1.6`, `!= 1.7.1`) and version numbers."""

from __future__ import annotations

import re

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from oci_assets.errors import TerraformError

_OPERATOR = re.compile(r"^\s*(>=|<=|!=|~>|>|<|=|)\s*v?(\d+(?:\.\d+)*(?:-[0-9A-Za-z.-]+)?)\s*$")
_PRINTED = re.compile(r"^(Terraform|OpenTofu) v(\S+)", re.MULTILINE)


def satisfies(version: str, constraint: str) -> bool:
    """Whether a version fits a constraint in Terraform's own syntax; an empty constraint fits all.

    As in Terraform, a pre-release (`1.16.0-beta1`) fits only a constraint that names that very version.
    https://developer.hashicorp.com/terraform/language/expressions/version-constraints

    Raises:
        TerraformError: the constraint or the version cannot be read.
    """
    number = parse_version(version)
    parts = [part for part in constraint.split(",") if part.strip()]
    if number.is_prerelease:
        return all(_exact(part, constraint) == number for part in parts)
    return all(number in _specifiers(part, constraint) for part in parts)


def parse_version(version: str) -> Version:
    """A comparable version.

    Raises:
        TerraformError: not a version.
    """
    try:
        return Version(version.lstrip("v").replace("-dev", ".dev0"))
    except InvalidVersion as error:
        raise TerraformError(f"{version!r} is not a version number") from error


def printed_version(output: str) -> tuple[str, str] | None:
    """What `terraform version` printed: (`Terraform` or `OpenTofu`, `1.11.4`); None when it printed neither."""
    found = _PRINTED.search(output)
    return (found[1], found[2]) if found else None


def _split(part: str, constraint: str) -> tuple[str, str]:
    found = _OPERATOR.match(part)
    if found is None:
        raise TerraformError(f"version constraint {constraint!r} cannot be read: write for example '>= 1.5, < 2.0'")
    return found[1] or "=", found[2]


def _exact(part: str, constraint: str) -> Version | None:
    operator, number = _split(part, constraint)
    return parse_version(number) if operator == "=" else None


def _specifiers(part: str, constraint: str) -> SpecifierSet:
    operator, number = _split(part, constraint)
    if operator == "~>":
        # `~> 1` has no upper part in Terraform: any version from 1 on that starts with the same (empty) prefix.
        text = f"~={number}" if "." in number else f">={number}"
    else:
        text = f"{'==' if operator == '=' else operator}{number}"
    try:
        return SpecifierSet(text)
    except InvalidSpecifier as error:
        raise TerraformError(f"version constraint {constraint!r} cannot be read") from error
