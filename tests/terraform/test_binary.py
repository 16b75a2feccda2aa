"""Which Terraform is taken; odd ones are scripts that only know their version."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import TerraformError
from oci_assets.terraform.binary import find_terraform
from tests.terraform.scripts import make_script


def test_find_terraform_takes_the_one_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing wanted: `terraform` on PATH, when it fits."""
    file = make_script(tmp_path, "echo Terraform v1.9.9")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    found = find_terraform(None, "~> 1.9.0")
    assert (found.argv_prefix, found.version, found.kind, found.path) == ((str(file),), "1.9.9", "terraform", file)


@pytest.mark.parametrize("script", ["echo Terraform v1.3.9", "echo cannot run >&2; exit 1", "echo hello"])
def test_find_terraform_falls_back_to_embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Nothing wanted and the one on PATH is too old, broken or something else: embedded."""
    make_script(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert find_terraform().kind == "embedded"


def test_find_terraform_without_any_binary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Terraform has the embedded one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_terraform().kind == "embedded"


def test_find_terraform_named_too_old(tmp_path: Path) -> None:
    """A named one that is too old is an error that says what to do."""
    file = make_script(tmp_path, "echo Terraform v1.3.9")
    with pytest.raises(TerraformError, match=r"terraform 1.3.9 at .* does not satisfy '>= 1.5': .*binary: embedded"):
        find_terraform(str(file))


def test_find_terraform_named_missing() -> None:
    """A named one that is not there is never replaced by another."""
    with pytest.raises(TerraformError, match=r"'/opt/no/terraform' was not found.*binary: embedded"):
        find_terraform("/opt/no/terraform")


def test_find_terraform_knows_opentofu(tmp_path: Path) -> None:
    """OpenTofu is taken for what it is, whatever its file is called."""
    assert find_terraform(str(make_script(tmp_path, "echo OpenTofu v1.8.2", "tf"))).kind == "tofu"


def test_find_terraform_embedded_too_old() -> None:
    """The embedded one cannot satisfy everything, and then says which one it is."""
    with pytest.raises(TerraformError, match=r"embedded terraform 1\.\d+\.\d+ .* does not satisfy '>= 9'"):
        find_terraform("embedded", ">= 9")


def test_find_terraform_looks_again_after_an_upgrade(tmp_path: Path) -> None:
    """The version is kept for one file and mtime only."""
    file = make_script(tmp_path, "echo Terraform v1.6.0; echo run >> " + str(tmp_path / "runs"))
    assert [find_terraform(str(file)).version for _ in range(3)] == ["1.6.0"] * 3
    assert (tmp_path / "runs").read_text() == "run\n"
    make_script(tmp_path, "echo Terraform v1.7.0")
    assert find_terraform(str(file)).version == "1.7.0"
