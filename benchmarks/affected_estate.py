"""A generated estate for the `affected` benchmark: regions x services, five files a stack, modules four deep."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO

SERVICES = (
    *("network", "nsg", "vlan", "dns", "compute", "database", "fss", "oss", "loadbalancer", "oke", "ocvs", "kms"),
    *("firewall", "security", "managementservices"),
)
HOME_SERVICES = ("identity", "tagging", "quota", "budget")
DEPTH = 4
FILLER = "# A comment as exports have them, so that the files are as long as real ones.\n" * 12


def estate_files(stacks: int) -> Iterator[tuple[str, str]]:
    """Path and text of every file; the first region is the home region."""
    per_region = len(SERVICES)
    regions = -(-stacks // per_region)
    left = stacks
    for region in range(regions):
        names = (*HOME_SERVICES, *SERVICES) if region == 0 else SERVICES
        variables = _variables(region)
        for service in names[:left]:
            yield from _stack(f"region{region:04d}", service, variables)
        left -= len(names)
    for service in (*SERVICES, *HOME_SERVICES):
        yield from _modules(service)


def _stack(region: str, service: str, variables: str) -> Iterator[tuple[str, str]]:
    folder = f"{region}/{service}"
    calls = [
        f'module "{service}_{number}" {{\n  source   = "../../modules/{service}/level1"\n  for_each = var.{service}\n'
        f'  name     = "{region}-${{each.key}}"\n}}\n'
        for number in range(2)
    ]
    yield f"{folder}/{service}.tf", FILLER + "\n".join(calls)
    yield f"{folder}/oci-data.tf", 'data "oci_identity_compartments" "all" {\n  compartment_id = var.tenancy_ocid\n}\n'
    yield f"{folder}/provider.tf", 'provider "oci" {\n  region = var.region\n}\n'
    yield f"{folder}/variables_{region}.tf", variables
    yield f"{folder}/cd3_{service}.auto.tfvars", f'{service} = {{\n  first = {{ name = "{region}-{service}" }}\n}}\n'


def _variables(region: int) -> str:
    names = (*SERVICES, *HOME_SERVICES)
    blocks = "".join(f'variable "{name}" {{\n  type    = any\n  default = {{}}\n}}\n\n' for name in names)
    return f"# region {region}\n{blocks}" + FILLER * 4


def _modules(service: str) -> Iterator[tuple[str, str]]:
    for level in range(1, DEPTH + 1):
        folder = f"modules/{service}/level{level}"
        call = f'module "next" {{\n  source = "../level{level + 1}"\n  name   = var.name\n}}\n' if level < DEPTH else ""
        yield f"{folder}/main.tf", f'resource "oci_{service}_thing" "this" {{\n  name = var.name\n}}\n{call}'
        yield f"{folder}/variables.tf", 'variable "name" {\n  type = string\n}\n'


def make_estate(folder: Path, stacks: int) -> int:
    """Write the estate as a git repository with two commits, the second changes a module; the number of files."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    files = list(estate_files(stacks))
    importer = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE)
    assert importer.stdin is not None  # noqa: S101 - for mypy: a pipe was asked for
    with importer.stdin as stream:
        _commit(stream, "estate", files)
        _commit(stream, "a module four levels down", [(f"modules/database/level{DEPTH}/main.tf", "# changed\n")])
    if importer.wait() != 0:
        raise RuntimeError("git fast-import failed")
    subprocess.run(["git", "reset", "--quiet", "--hard", "main"], cwd=folder, check=True)
    return len(files)


def _commit(stream: IO[bytes], message: str, files: list[tuple[str, str]]) -> None:
    stream.write(b"commit refs/heads/main\ncommitter Bench <bench@example.com> 1700000000 +0000\n")
    stream.write(f"data {len(message)}\n{message}\n".encode())
    for path, text in files:
        data = text.encode()
        stream.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
