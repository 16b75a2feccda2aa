"""Ten changes in the console of a simulated cloud, found by the daily job of a real daemon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from oci_assets.drift import DriftKind, DriftStatus, StackDrift
from oci_assets.model import Action, Outcome
from oci_assets.platform.drift_export import REPORTED
from oci_assets.platform.drift_metadata import drift_in
from oci_assets.platform.instance import open_instance, prepare_home
from oci_assets.platform.naming import asset_key
from schedules.drift import SCHEDULE_NAME
from tests.e2e.cloud_estate import STACKS, Console, vcn
from tests.e2e.server import Server, serve, wait_for
from tests.github.server import GithubServer, github_server
from tests.platform.estates import Estate, make_estate, run

pytestmark = [pytest.mark.daemon, pytest.mark.slow]
PORT_22 = '{"protocol": "6", "source": "0.0.0.0/0", "tcp_options": [{"min": 22, "max": 22}]}'
EXPECTED = {
    "toronto/network": (DriftStatus.DRIFTED, {DriftKind.DRIFT: 2}),
    "toronto/compute": (DriftStatus.DRIFTED, {DriftKind.DELETED: 1}),
    "toronto/oke": (DriftStatus.DRIFTED, {DriftKind.DRIFT: 1}),
    "toronto/oss": (DriftStatus.DRIFTED, {DriftKind.DRIFT: 1}),
    "toronto/fss": (DriftStatus.DRIFTED, {DriftKind.TAG_ONLY: 1}),
    "toronto/dns": (DriftStatus.DRIFTED, {DriftKind.OUTPUT_ONLY: 1}),
    "toronto/quota": (DriftStatus.DRIFTED, {DriftKind.DRIFT: 1}),
    "toronto/kms": (DriftStatus.CLEAN, {}),
    "toronto/vlan": (DriftStatus.CLEAN, {}),
    "toronto/nsg": (DriftStatus.PENDING, {}),
    "toronto/firewall": (DriftStatus.CLEAN, {}),
}
DRIFTED = {stack for stack, (status, _) in EXPECTED.items() if status is DriftStatus.DRIFTED}
IGNORE = "  ignore: [{stack: toronto/vlan, attribute: display_name, reason: the network team names them}]\n"


@dataclass(frozen=True)
class World:
    """A daemon on the estate, its cloud and its GitHub."""

    home: Path
    estate: Estate
    console: Console
    server: Server
    github: GithubServer

    def told(self, run_id: str) -> str | None:
        """The status of a drift run, once it has ended and its issues are written."""
        ended = self.server.ended(run_id)
        is_told = ended is not None and {"key": REPORTED, "value": "yes"} in ended["tags"]
        return str(ended["status"]) if ended is not None and is_told else None

    def by_its_tick(self) -> str:
        """The status of the run that the schedule has started."""
        [started] = wait_for("the tick", lambda: self.server.runs(**{"dagster/schedule_name": SCHEDULE_NAME}))
        return wait_for("what is told", lambda: self.told(started["runId"]))

    def check(self) -> str:
        """The status of a run that somebody starts."""
        launched = self.server.launch("drift")
        return wait_for("what is told", lambda: self.told(launched["runId"]))

    def seen(self, stack: str) -> StackDrift:
        """What the last observation of a stack says."""
        with open_instance(self.home) as instance:
            [record] = instance.fetch_observations(asset_key(stack), limit=1).records
        observation = record.event_log_entry.asset_observation
        assert observation is not None
        found = drift_in(observation.metadata)
        assert found is not None
        return found

    def apply(self, *stacks: str) -> None:
        """Somebody applies these stacks."""
        with open_instance(self.home) as instance:
            done = run(self.estate.site, instance, Action.APPLY, *stacks)
        assert {each.outcome for each in done.record.results.values()} <= {Outcome.APPLIED, Outcome.NO_CHANGES}

    @property
    def issues(self) -> set[str]:
        """The stacks that have an open issue."""
        forge = self.github.forge
        bodies = [forge.issues[number]["body"].splitlines()[0] for number in forge.open_numbers()]
        return {body.split()[3] for body in bodies}


def change_everything(console: Console) -> None:
    """Ten changes, none of them by Terraform."""
    console("set", "list-network", f"ingress_security_rules+={PORT_22}")  # 1
    console("set", "vcn-network", "display_name=vcn-network-old")  # 2, and 3: what toronto/dns reads of it
    console("delete", "host-compute", "--force")  # 4
    console("set", "host-oke", "state=STOPPED")  # 5
    console("set", "bucket-oss", "access_type=ObjectRead")  # 6
    console("set", "files-fss", "freeform_tags.team=nobody")  # 7
    console("set", "quota-limits", 'statements=["zero compute-core quota in tenancy"]')  # 8
    console("set", "vcn-kms", 'defined_tags["Oracle-Tags.CreatedBy"]=somebody')  # 9
    console("set", "vcn-vlan", "display_name=vcn-other")  # 10


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Everything was applied, then changed; one commit waits for its apply; the daily job is due within two minutes."""
    console = Console(tmp_path / "cloud")
    for name, value in console.environment.items():
        monkeypatch.setenv(name, value)
    estate = make_estate(tmp_path, files={f"{stack}/main.tf": text for stack, text in STACKS.items()})
    home = tmp_path / "state" / "dagster"
    prepare_home(home)
    with open_instance(home) as instance:
        applied = run(estate.site, instance, Action.APPLY, *STACKS)
    assert {each.outcome for each in applied.record.results.values()} == {Outcome.APPLIED}
    change_everything(console)
    due = datetime.now(timezone.utc) + timedelta(seconds=100)
    cron = f'drift:\n  cron: "{due.minute} {due.hour} * * *"\n{IGNORE}'
    more = vcn("nsg", 6).replace('"vcn-nsg"', '"vcn-nsg-new"')
    estate.repo.commit(files={"oci-assets.yaml": cron, "toronto/nsg/main.tf": more})
    with github_server() as github, serve(tmp_path, **github.environment(), **console.environment) as server:
        yield World(home, estate, console, server, github)


def test_ten_changes(world: World) -> None:
    """Kind and issue for each; again: no noise; repaired: closed; the provider broken: unknown, none closes."""
    assert world.by_its_tick() == "SUCCESS"
    found = {stack: world.seen(stack) for stack in STACKS}
    assert {stack: (each.status, dict(each.counts)) for stack, each in found.items()} == EXPECTED
    paths = {change.path for each in found["toronto/network"].resources for change in each.changes}
    assert paths == {"ingress_security_rules[+]", "display_name"}
    assert [(each.address, each.reason) for each in found["toronto/vlan"].ignored] == [
        ("oci_core_vcn.vcn", "the network team names them")
    ]
    assert found["toronto/kms"].ignored_count == 1
    assert world.issues == DRIFTED

    noise = (list(world.github.forge.notified), list(world.github.writes))
    assert world.check() == "SUCCESS"
    assert (world.github.forge.notified, world.github.writes) == noise
    assert world.seen("toronto/oss").first_seen == found["toronto/oss"].first_seen

    world.console("set", "host-oke", "state=RUNNING")
    world.apply("toronto/network", "toronto/compute", "toronto/fss", "toronto/quota")
    assert world.check() == "SUCCESS"
    assert world.issues == {"toronto/oss"}

    world.console("fault", "*", "read", "--status", "500", "--code", "InternalServerError")
    assert world.check() == "FAILURE"
    assert world.seen("toronto/oss").status is DriftStatus.UNKNOWN
    assert world.issues == {"toronto/oss"}
