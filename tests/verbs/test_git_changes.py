"""The git sensor, tick by tick, on real repositories."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.assembly import build_definitions
from oci_assets.errors import GitError, SettingsError, UsageError
from oci_assets.platform.naming import asset_key
from oci_assets.platform.run_details import details_in
from oci_assets.platform.site import Site, load_site
from sensors.git_changes import build_git_change_sensor
from tests.platform.estates import Estate, make_estate

NOBODY = "http://127.0.0.1:9"
IDENTITY, NETWORK, COMPUTE = "toronto/identity", "toronto/network", "toronto/compute"


class Ticks:
    """A sensor and the cursor that Dagster would keep for it."""

    def __init__(self, site: Site, instance: dg.DagsterInstance) -> None:
        self.sensor = build_git_change_sensor(site, webserver=NOBODY)
        self._instance = instance
        self.cursor: str | None = None

    def tick(self) -> tuple[list[dg.RunRequest], str]:
        """What one tick asks for, and why it asks for nothing."""
        with dg.build_sensor_context(self._instance, self.cursor, sensor_name=self.sensor.name) as context:
            result = self.sensor.evaluate_tick(context)
        self.cursor = result.cursor
        return list(result.run_requests or ()), result.skip_message or ""

    def reload(self, site: Site) -> None:
        """The code location is loaded anew; the cursor stays."""
        self.sensor = build_git_change_sensor(site, webserver=NOBODY)


@pytest.fixture
def ticks(estate: Estate, memory: dg.DagsterInstance) -> Ticks:
    """A sensor whose first tick has made the baseline."""
    made = Ticks(estate.site, memory)
    made.tick()
    return made


def stacks_of(request: dg.RunRequest) -> set[str]:
    """The ids of the stacks that are asked for."""
    return {"/".join(key.path) for key in request.asset_selection or ()}


def test_sensor_by_default(estate: Estate) -> None:
    """It is on, looks every 30 seconds, and starts the apply job, or the plan job."""
    sensor = build_git_change_sensor(estate.site)
    assert (sensor.minimum_interval_seconds, sensor.default_status) == (30, dg.DefaultSensorStatus.RUNNING)
    assert [target.job_name for target in sensor.targets] == ["apply", "plan"]


def test_first_tick_is_the_baseline(estate: Estate, memory: dg.DagsterInstance) -> None:
    """The first tick applies nothing, whatever is there; the second says that nothing is new."""
    ticks = Ticks(estate.site, memory)
    head = estate.repo.git("rev-parse", "HEAD")
    assert ticks.tick() == ([], f"first look at main: {head[:10]} is the baseline, nothing is applied")
    assert ticks.tick() == ([], f"no new commit on main since {head[:10]}")


def test_tick_asks_for_affected_stacks(estate: Estate, ticks: Ticks) -> None:
    """A commit is one request for exactly the affected stacks, with commit, reasons and no checks."""
    head = estate.commit(toronto__network="two", toronto__compute="two")
    [request], _ = ticks.tick()
    assert stacks_of(request) == {NETWORK, COMPUTE}
    assert request.asset_check_keys == []
    assert {"oci/action": "apply", "oci/trigger": "sensor", "oci/commit": head, "oci/branch": "main"}.items() <= (
        request.tags.items()
    )
    assert [reason.path for reason in details_in(request.run_config).reasons_of(NETWORK)] == ["toronto/network/main.tf"]
    assert ticks.tick()[0] == []


def test_tick_takes_commits_together(estate: Estate, ticks: Ticks) -> None:
    """Several commits between two ticks are one run."""
    estate.commit(toronto__network="two")
    estate.commit(toronto__compute="two")
    [request], _ = ticks.tick()
    assert stacks_of(request) == {NETWORK, COMPUTE}


def test_tick_run_request_can_be_run(estate: Estate, ticks: Ticks, memory: dg.DagsterInstance) -> None:
    """What the sensor asks for is a run that the apply job takes: selection, tags and run config."""
    estate.commit(toronto__network="two")
    [request], _ = ticks.tick()
    job = build_definitions(estate.site).resolve_job_def("apply")
    ended = job.execute_in_process(
        instance=memory,
        asset_selection=list(request.asset_selection or ()),
        tags=request.tags,
        run_config=request.run_config,
    )
    [event] = [e for e in ended.get_asset_materialization_events() if e.asset_key == asset_key(NETWORK)]
    assert "reasons" in event.materialization.metadata


def test_run_keys_tell_a_return_apart(estate: Estate, ticks: Ticks) -> None:
    """A -> B -> A -> B are three runs: the run key is never the same twice."""
    values = ("two", "one", "two")
    requests = [request for value in values if estate.commit(toronto__network=value) for request in ticks.tick()[0]]
    assert len({request.run_key for request in requests}) == 3


def test_run_key_of_a_repeated_tick(estate: Estate, ticks: Ticks) -> None:
    """A tick that was killed before its cursor was kept asks for the same run again, which Dagster starts once."""
    estate.commit(toronto__network="two")
    before = ticks.cursor
    [first], _ = ticks.tick()
    ticks.cursor = before
    [again], _ = ticks.tick()
    assert again.run_key == first.run_key


def test_tick_with_nothing_to_apply(estate: Estate, ticks: Ticks) -> None:
    """A commit that concerns no stack is passed over with a reason, and not looked at again."""
    estate.repo.commit(files={"README.md": "hello"})
    requests, why = ticks.tick()
    assert requests == []
    assert "1 changed files in" in why
    assert "no stack to apply" in why
    assert ticks.tick()[1].startswith("no new commit")


def test_tick_with_new_stack(estate: Estate, ticks: Ticks) -> None:
    """A stack that is not loaded yet waits, with its reasons, and is asked for at the first tick after a reload."""
    estate.commit(toronto__dns="one", toronto__network="two")
    [request], _ = ticks.tick()
    assert stacks_of(request) == {NETWORK}
    assert "toronto/dns" in ticks.tick()[1]
    ticks.reload(estate.site)
    [later], _ = ticks.tick()
    assert stacks_of(later) == {"toronto/dns"}
    assert details_in(later.run_config).reasons_of("toronto/dns")
    assert later.run_key != request.run_key
    assert ticks.tick()[1].startswith("no new commit")


def test_tick_with_new_stack_that_goes_again(estate: Estate, ticks: Ticks) -> None:
    """A stack that is removed while it waits is forgotten."""
    estate.commit(toronto__dns="one")
    assert "toronto/dns" in ticks.tick()[1]
    estate.repo.remove("toronto/dns")
    estate.repo.commit()
    ticks.tick()
    ticks.reload(estate.site)
    assert ticks.tick()[0] == []


def test_tick_with_removed_stack(estate: Estate, ticks: Ticks) -> None:
    """A folder that was removed is reported and nothing is destroyed."""
    estate.repo.remove("toronto/compute")
    estate.repo.commit()
    requests, why = ticks.tick()
    assert requests == []
    assert "removed from git and not destroyed: toronto/compute" in why


def test_tick_with_broken_settings(estate: Estate, ticks: Ticks) -> None:
    """Mistakes in the settings of a commit fail the tick with all of them; once mended, nothing was missed."""
    estate.commit(toronto__network="two")
    estate.repo.commit(files={"oci-assets.yaml": "execution: {max_workers: none}\n"})
    before = ticks.cursor
    with pytest.raises(SettingsError, match=r"execution\.max_workers"):
        ticks.tick()
    assert ticks.cursor == before
    estate.repo.commit(files={"oci-assets.yaml": "execution: {max_workers: 2}\n"})
    [request], _ = ticks.tick()
    assert NETWORK in stacks_of(request)


def test_tick_stays_on_its_branch(estate: Estate, ticks: Ticks) -> None:
    """A branch that somebody checks out is not applied, and what comes to the watched branch meanwhile is."""
    estate.repo.branch("feature")
    estate.commit(toronto__compute="experiment")
    assert ticks.tick()[0] == []
    estate.repo.switch("main")
    estate.commit(toronto__network="two")
    estate.repo.switch("feature")
    [request], _ = ticks.tick()
    assert stacks_of(request) == {NETWORK}


def test_tick_with_another_branch_wanted(estate: Estate, ticks: Ticks) -> None:
    """When the settings name another branch, that one gets a baseline of its own."""
    estate.repo.branch("Production")
    estate.commit(toronto__network="two")
    ticks.reload(load_site(estate.repo.root, state_dir=estate.state_dir, branch="Production"))
    requests, why = ticks.tick()
    assert requests == []
    assert why.startswith("first look at Production")


@pytest.mark.parametrize("cursor", ["x", "[]", "{}", '{"branch": "main", "commit": "c", "counter": 1, "pending": []}'])
def test_tick_with_foreign_cursor(ticks: Ticks, cursor: str) -> None:
    """A cursor that somebody edited by hand is an error with what to do."""
    ticks.cursor = cursor
    with pytest.raises(UsageError, match="clear it in the UI"):
        ticks.tick()


def test_tick_with_detached_checkout(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """A checkout without a branch needs to be told which one to watch."""
    estate = make_estate(tmp_path, NETWORK)
    estate.repo.git("switch", "--quiet", "--detach")
    with pytest.raises(GitError, match="OCI_ASSETS_BRANCH"):
        Ticks(estate.site, memory).tick()
