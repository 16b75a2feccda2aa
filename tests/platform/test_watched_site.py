"""The estate as the code location loads it: at the head of the watched branch, also from a URL."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.errors import EstateError, GitError
from oci_assets.model import Action, Outcome
from oci_assets.platform.watched_site import load_watched_site
from sensors.git_changes import build_git_change_sensor
from tests.platform.estates import Estate, make_estate, run, terraform_data

NETWORK, COMPUTE = "toronto/network", "toronto/compute"


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """Two stacks, one needs the other."""
    return make_estate(tmp_path, NETWORK, COMPUTE, files={"CODEOWNERS": "* @acme/net\n"})


def test_load_takes_commits_not_files(estate: Estate) -> None:
    """What is not committed, or only on another branch, is not loaded; a branch need not be checked out."""
    estate.repo.branch("Dev")
    estate.repo.commit(files={"toronto/oke/main.tf": terraform_data()})
    estate.repo.switch("main")
    estate.repo.write("toronto/dns/main.tf", terraform_data())
    root = str(estate.repo.root)
    assert set(load_watched_site(root, state_dir=estate.state_dir).catalog.stacks) == {NETWORK, COMPUTE}
    dev = load_watched_site(root, state_dir=estate.state_dir, branch="Dev, main")
    assert set(dev.catalog.stacks) == {NETWORK, COMPUTE, "toronto/oke"}
    assert dev.owners.of(dev.catalog.stacks[NETWORK].path) == ("@acme/net",)


def test_load_without_the_branch(estate: Estate, tmp_path: Path) -> None:
    """A branch or a folder that is not there is an error that says so."""
    with pytest.raises(GitError, match="'Prod'"):
        load_watched_site(str(estate.repo.root), state_dir=estate.state_dir, branch="Prod")
    with pytest.raises(EstateError, match="is not a folder"):
        load_watched_site(str(tmp_path / "gone"))


def test_remote_estate(estate: Estate, memory: dg.DagsterInstance) -> None:
    """From a URL alone: a tick fetches, what a commit affects is applied, states lie beside the mirror."""
    url = estate.repo.root.as_uri()
    site = load_watched_site(url, state_dir=estate.state_dir)
    sensor = build_git_change_sensor(site, webserver="http://127.0.0.1:9")
    with dg.build_sensor_context(memory, sensor_name=sensor.name) as context:
        first = sensor.evaluate_tick(context)
    estate.commit(toronto__network="two")
    with dg.build_sensor_context(memory, first.cursor, sensor_name=sensor.name) as context:
        request = (sensor.evaluate_tick(context).run_requests or [])[0]
    assert [key.path for key in request.asset_selection or ()] == [["toronto", "network"]]
    ran = run(site, memory, Action.APPLY, NETWORK, trigger="sensor", commit=request.tags["oci/commit"], branch="main")
    assert ran.record.results[NETWORK].outcome is Outcome.APPLIED
    assert '"two"' in (estate.state_dir / "states" / NETWORK / "terraform.tfstate").read_text()
    assert not (estate.repo.root / NETWORK / "terraform.tfstate").exists()
    drift = run(site, memory, Action.DRIFT, NETWORK, trigger="schedule")
    assert drift.record.results[NETWORK].outcome is Outcome.NO_CHANGES


def test_remote_estate_that_is_away(estate: Estate, memory: dg.DagsterInstance) -> None:
    """The code location loads what was fetched last; a tick fails with what to do, and the cursor stays."""
    url = estate.repo.root.as_uri()
    load_watched_site(url, state_dir=estate.state_dir)
    estate.repo.root.rename(estate.repo.root.with_name("away"))
    site = load_watched_site(url, state_dir=estate.state_dir)
    assert set(site.catalog.stacks) == {NETWORK, COMPUTE}
    sensor = build_git_change_sensor(site)
    with (
        dg.build_sensor_context(memory, sensor_name=sensor.name) as context,
        pytest.raises(GitError, match="git ls-remote"),
    ):
        sensor.evaluate_tick(context)
