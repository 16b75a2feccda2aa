"""A commit of nothing but a lock file: other provider versions are pending, the same ones are not."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.platform.drift_commit import DriftTarget, find_target
from oci_assets.platform.naming import asset_key
from tests.platform.estates import Estate, make_estate, terraform_data

NETWORK = "toronto/network"
FILE = f"{NETWORK}/.terraform.lock.hcl"
ADDRESS = "registry.terraform.io/oracle/oci"


def lock(version: str, *hashes: str) -> str:
    """A lock file of one provider."""
    listed = "".join(f'    "h1:{each}",\n' for each in hashes)
    return f'provider "{ADDRESS}" {{\n  version = "{version}"\n  hashes = [\n{listed}  ]\n}}\n'


def applied(folder: Path, memory: dg.DagsterInstance, files: dict[str, str], *providers: str) -> Estate:
    """An estate with these files, applied at its only commit with these providers (`ADDRESS VERSION`)."""
    estate = make_estate(folder, NETWORK, files=files)
    texts = {"commit": estate.repo.git("rev-parse", "HEAD"), "outcome": "applied"}
    noted = {"providers": dg.MetadataValue.json(list(providers))} if providers else {}
    metadata = {name: dg.MetadataValue.text(text) for name, text in texts.items()} | noted
    memory.report_runless_asset_event(dg.AssetMaterialization(asset_key(NETWORK), metadata=metadata))
    return estate


def target(estate: Estate, memory: dg.DagsterInstance, files: dict[str, str]) -> DriftTarget:
    """What a check looks at after a commit of these files."""
    head = estate.repo.commit(files=files)
    return find_target(memory, estate.site, NETWORK, head)


def test_same_versions_are_not_pending(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """Hashes of another platform were added: nothing need be applied for that, and a note says so."""
    estate = applied(tmp_path, memory, {FILE: lock("6.1.0", "a=")})
    found = target(estate, memory, {FILE: lock("6.1.0", "a=", "b=")})
    assert (found.pending, found.files) == ((), found.head)
    assert "locks the same provider versions: nothing need be applied for that" in found.notes[0]
    assert FILE in found.notes[0]


def test_other_versions_are_pending(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """The next apply works with another provider; the words say that it is only the lock file."""
    estate = applied(tmp_path, memory, {FILE: lock("6.1.0", "a=")})
    found = target(estate, memory, {FILE: lock("6.2.0", "c=")})
    assert (found.notes, found.files) == ((), found.commit)
    [told] = found.pending
    assert told.startswith(f"only the lock file {FILE} differs between ")
    assert told.endswith("the next apply works with oracle/oci 6.2.0 (before: 6.1.0)")


@pytest.mark.parametrize(("providers", "number"), [((f"{ADDRESS} 6.1.0",), 0), ((f"{ADDRESS} 6.0.0",), 1), ((), 1)])
def test_first_lock_file(tmp_path: Path, memory: dg.DagsterInstance, providers: tuple[str, ...], number: int) -> None:
    """It is compared with the versions that the last apply noted; without a note nobody knows."""
    estate = applied(tmp_path, memory, {}, *providers)
    found = target(estate, memory, {FILE: lock("6.1.0", "a=")})
    assert (len(found.pending), len(found.notes)) == (number, 1 - number)


def test_lock_file_that_went(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """Nothing holds the versions any more."""
    estate = applied(tmp_path, memory, {FILE: lock("6.1.0", "a=")})
    estate.repo.git("rm", "--quiet", FILE)
    found = target(estate, memory, {"notes.txt": "x"})
    assert "versions that no file locks any more" in found.pending[0]


def test_lock_file_beside_other_changes(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """Then every file is named, as always."""
    estate = applied(tmp_path, memory, {FILE: lock("6.1.0", "a=")})
    found = target(estate, memory, {FILE: lock("6.1.0", "b="), f"{NETWORK}/main.tf": terraform_data("two")})
    assert sorted(text.split()[0] for text in found.pending) == [FILE, f"{NETWORK}/main.tf"]
