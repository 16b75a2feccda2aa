"""The variables that we read."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.environment import Environment
from tests.cli.command_line import CommandLine

VARIABLES = {
    "OCI_ASSETS_ESTATE": ("estate", "value"),
    "OCI_ASSETS_BRANCH": ("branch", "value"),
    "OCI_ASSETS_STATE_DIR": ("state_dir", Path("value")),
    "OCI_ASSETS_TERRAFORM": ("terraform", "value"),
    "GITHUB_BASE_REF": ("base_ref", "value"),
    "OCI_REGION": ("region", "value"),
    "GITHUB_ACTOR": ("actor", "value"),
    "GITHUB_REF": ("ref", "value"),
    "DAGSTER_HOME": ("dagster_home", "value"),
}


@pytest.mark.parametrize("variable", VARIABLES)
def test_read(variable: str) -> None:
    """Each variable has its field; unset and empty mean the same, as a workflow sets empty ones."""
    field, value = VARIABLES[variable]
    assert getattr(Environment.read({variable: "value"}), field) == value
    assert Environment.read({variable: ""}) == Environment.read({})
    assert getattr(Environment.read({}), field) is None


def test_estate_and_state_dir_of_the_environment(
    oci: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the options the variables count; the options go before them."""
    monkeypatch.setenv("OCI_ASSETS_ESTATE", "/none")
    monkeypatch.setenv("OCI_ASSETS_STATE_DIR", "/none")
    assert oci("doctor").code == 0
    monkeypatch.setenv("OCI_ASSETS_ESTATE", str(oci.estate.root))
    monkeypatch.setenv("OCI_ASSETS_STATE_DIR", str(tmp_path / "other"))
    ended = oci.bare("doctor")
    assert f"estate: 4 stacks in {oci.estate.root}" in ended.out
    assert f"state directory: {tmp_path / 'other'}" in ended.out


def test_current_folder_is_the_estate(oci: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without option and variable the estate is the one that the current folder lies in."""
    monkeypatch.chdir(oci.estate.root / "toronto" / "network")
    assert "toronto/identity" in oci.bare("services").out
