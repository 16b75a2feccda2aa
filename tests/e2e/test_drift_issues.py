"""Drift in a real daemon, told on a GitHub of our own: the right issues, no noise, closed when repaired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from oci_assets.model import Action
from oci_assets.platform.drift_export import REPORTED
from oci_assets.platform.drift_files import drift_file
from oci_assets.platform.instance import open_instance, prepare_home
from tests.e2e.conftest import FRAGILE
from tests.e2e.server import Server, serve, wait_for
from tests.github.server import GithubServer, github_server
from tests.platform.estates import Estate, make_estate, run

pytestmark = [pytest.mark.daemon, pytest.mark.slow]
NETWORK, OKE, DNS = "toronto/network", "toronto/oke", "toronto/dns"


@dataclass(frozen=True)
class Drifting:
    """A daemon on three applied stacks. `folder/broken` makes the checks of toronto/oke fail while it is there."""

    folder: Path
    estate: Estate
    server: Server
    github: GithubServer

    def change_by_hand(self, stack: str, value: str) -> None:
        """Another value in the state, as if somebody had been at it."""
        file = self.estate.repo.root / stack / "terraform.tfstate"
        file.write_text(file.read_text(encoding="utf-8").replace('"one"', f'"{value}"'), encoding="utf-8")

    def check(self) -> str:
        """Run the drift job and wait until it was told; its status."""
        ended = self.server.launch("drift")
        wait_for("what is told", lambda: self._told(ended["runId"]))
        return str(ended["status"])

    def _told(self, run_id: str) -> bool:
        run = self.server.ended(run_id)
        return run is not None and {"key": REPORTED, "value": "yes"} in run["tags"]

    @property
    def opened(self) -> set[str]:
        """First lines of the bodies of open issues."""
        issues = self.github.forge.issues
        return {issues[number]["body"].splitlines()[0] for number in self.github.forge.open_numbers()}


@pytest.fixture
def drifting(tmp_path: Path) -> Iterator[Drifting]:
    """Everything is applied and as it was applied."""
    fragile = FRAGILE.replace("FOLDER", str(tmp_path)).replace("{\n  lifecycle", '{\n  input = "one"\n  lifecycle')
    estate = make_estate(tmp_path, NETWORK, OKE, DNS, files={f"{OKE}/main.tf": fragile})
    home = tmp_path / "state" / "dagster"
    prepare_home(home)
    with open_instance(home) as instance:
        run(estate.site, instance, Action.APPLY, NETWORK, OKE, DNS)
    with github_server() as github, serve(tmp_path, **github.environment()) as server:
        yield Drifting(tmp_path, estate, server, github)


def marker(stack: str) -> str:
    """The first line of the stack's issue."""
    return f"<!-- oci-assets drift {stack} -->"


def test_drift_is_told(drifting: Drifting) -> None:
    """An issue for each drifted stack; again: silence; repaired: closed; unknown: as it was."""
    forge = drifting.github.forge
    drifting.change_by_hand(NETWORK, "by hand")
    drifting.change_by_hand(OKE, "by hand")
    assert drifting.check() == "SUCCESS"
    assert drifting.opened == {marker(NETWORK), marker(OKE)}
    assert all("by hand" in issue["body"] for issue in forge.issues.values())
    noise = (list(forge.notified), list(drifting.github.writes))
    assert drifting.check() == "SUCCESS"
    assert (forge.notified, drifting.github.writes) == noise
    network = drifting.estate.repo.root / NETWORK / "terraform.tfstate"
    network.write_text(network.read_text(encoding="utf-8").replace("by hand", "one"), encoding="utf-8")
    (drifting.folder / "broken").touch()
    assert drifting.check() == "FAILURE"
    assert drifting.opened == {marker(OKE)}
    assert drift_file(drifting.estate.site, OKE).is_file()
    assert not drift_file(drifting.estate.site, NETWORK).exists()
