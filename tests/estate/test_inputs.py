"""The digest of a stack's inputs: another one when anything that the stack reads changes, the same otherwise."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from oci_assets.estate.inputs import Inputs
from oci_assets.estate.settings import Settings
from tests.builders import EstateRepo

NETWORK = PurePosixPath("toronto/network")
SETTINGS = Settings.model_validate({"shared_files": ["common/*.json"], "terraform": {"var_files": ["all.tfvars"]}})
MAIN = """
module "vcn" { source = "../../modules/vcn" }
locals {
  policy  = file("${path.module}/policy.json")
  hosts   = [for each in fileset(path.module, "hosts/*.yaml") : yamldecode(file("${path.module}/${each}"))]
  key     = file("../../keys/ops.pub")
  ignored = file("${path.module}/secret.txt")
}
data "archive_file" "code" {
  type       = "zip"
  source_dir = "${path.module}/code"
}
"""
FILES = {
    "toronto/network/main.tf": MAIN,
    "toronto/network/policy.json": "{}",
    "toronto/network/hosts/a.yaml": "a: 1",
    "toronto/network/code/run.py": "pass",
    "toronto/network/README.md": "hello",
    "toronto/compute/main.tf": "",
    "modules/vcn/main.tf": 'module "subnet" { source = "../subnet" }',
    "modules/subnet/main.tf": 'locals { text = templatefile("${path.module}/text.tftpl", {}) }',
    "modules/subnet/text.tftpl": "text",
    "modules/other/main.tf": "",
    "keys/ops.pub": "key",
    "common/tags.json": "{}",
    "all.tfvars": "",
    ".gitignore": "*.auto.tfvars\nsecret.txt\nbuilt.bin\n*.tfstate\n",
}


@pytest.fixture
def repo(tmp_path: Path) -> EstateRepo:
    """An estate whose network reads all kinds of files, some of which git ignores."""
    repo = EstateRepo(tmp_path / "estate")
    repo.commit("first", FILES)
    repo.write("toronto/network/my.auto.tfvars", "a = 1")
    repo.write("toronto/network/secret.txt", "hunter2")
    return repo


def digest(repo: EstateRepo) -> str:
    """As a new run would see it."""
    return Inputs(repo.root, SETTINGS).digest(NETWORK)


@pytest.mark.parametrize(
    "path",
    [
        "toronto/network/main.tf",
        "toronto/network/new.tf",
        "toronto/network/my.auto.tfvars",
        "toronto/network/policy.json",
        "toronto/network/secret.txt",
        "toronto/network/hosts/a.yaml",
        "toronto/network/hosts/b.yaml",
        "toronto/network/code/run.py",
        "toronto/network/code/built.bin",
        "modules/vcn/main.tf",
        "modules/subnet/main.tf",
        "modules/subnet/text.tftpl",
        "keys/ops.pub",
        "common/tags.json",
        "all.tfvars",
    ],
)
def test_digest_changes(repo: EstateRepo, path: str) -> None:
    """With each file that the stack reads, committed or not, new or changed."""
    before, known = digest(repo), Inputs(repo.root, SETTINGS)
    assert known.digest(NETWORK) == before
    file = repo.root / path
    repo.write(path, f"{file.read_text() if file.exists() else ''}\n# more")
    assert digest(repo) != before
    if path != "toronto/network/hosts/b.yaml":  # a new file that a pattern finds is seen by the next run
        assert known.digest(NETWORK) != before


@pytest.mark.parametrize(
    "path",
    [
        "toronto/network/README.md",
        "toronto/network/terraform.tfstate",
        "toronto/network/.terraform.lock.hcl",
        "toronto/compute/main.tf",
        "modules/other/main.tf",
        "docs/notes.txt",
    ],
)
def test_digest_stays(repo: EstateRepo, path: str) -> None:
    """What the stack does not read, its state, and its lock file (of which the versions count) change nothing."""
    before = digest(repo)
    repo.write(path, "something else")
    assert digest(repo) == before


def test_digest_is_of_contents(repo: EstateRepo, tmp_path: Path) -> None:
    """Neither commits, nor times, nor where the clone lies matter."""
    before = digest(repo)
    repo.commit("nothing new")
    assert digest(repo) == before
    other = EstateRepo(tmp_path / "elsewhere")
    other.commit("all at once", FILES)
    other.write("toronto/network/my.auto.tfvars", "a = 1")
    other.write("toronto/network/secret.txt", "hunter2")
    assert digest(other) == before


def test_digest_through_links(repo: EstateRepo) -> None:
    """A linked file counts by where it leads and by what is there."""
    repo.link("toronto/network/shared.tf", "../../keys/shared.tf")
    repo.write("keys/shared.tf", "# one")
    before = digest(repo)
    repo.write("keys/shared.tf", "# two")
    assert digest(repo) != before
