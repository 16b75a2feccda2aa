"""`kill -9` of a run worker under the real daemon: the run ends, says what is unknown, and the next run is right."""

from __future__ import annotations

import psutil
import pytest

from tests.e2e.conftest import World
from tests.e2e.server import wait_for
from tests.e2e.test_daemon import audited, run_for
from tests.platform.estates import terraform_data
from tests.terraform.waiting import wait_until

pytestmark = [pytest.mark.daemon, pytest.mark.slow]
SLOW = """
resource "terraform_data" "first" {}
resource "terraform_data" "slow" {
  depends_on = [terraform_data.first]
  provisioner "local-exec" {
    command = "echo $$ > FOLDER/slow.pid; while [ ! -e FOLDER/go ]; do sleep 0.05; done"
  }
}
"""

FIRST = 'resource "terraform_data" "first" {}\n'


def worker_of(world: World, run_id: str) -> psutil.Process | None:
    """The process that executes a run."""
    for process in psutil.Process(world.server.process.pid).children(recursive=True):
        opened = [file.path for file in process.open_files()]
        if any(path.endswith(f"{run_id}.alive") for path in opened):
            return process
    return None


def test_killed_run_worker(world: World) -> None:
    """The run is ended by the health sensor, its stack is unknown in the audit, and a repaired commit is applied."""
    text = SLOW.replace("FOLDER", str(world.folder))
    commit = world.estate.repo.commit(files={"toronto/budget/main.tf": text})
    wait_for("the slow resource", (world.folder / "slow.pid").exists)
    [run] = world.server.runs(**{"oci/commit": commit})
    worker = wait_for("the run's process", lambda: worker_of(world, run["runId"]))
    worker.kill()
    ended = wait_for("the end of the run", lambda: world.server.ended(run["runId"]))
    assert ended["status"] == "FAILURE"
    [record] = wait_for("its audit record", lambda: audited(world, run["runId"]))
    assert [(service["service"], service["outcome"]) for service in record["services"]] == [("budget", "unknown")]
    (world.folder / "go").touch()
    mended = run_for(world.server, world.estate.repo.commit(files={"toronto/budget/main.tf": terraform_data("z")}))
    assert mended["status"] == "FAILURE"  # the tainted resource goes, and nobody allowed that
    [record] = wait_for("the second audit record", lambda: audited(world, mended["runId"]))
    assert [service["outcome"] for service in record["services"]] == ["blocked"]


def test_terminate_in_the_ui(world: World) -> None:
    """What the button does: Terraform saves and ends, the run is canceled, its stack partial; the next run is right."""
    (world.folder / "slow.pid").unlink(missing_ok=True)
    (world.folder / "go").unlink(missing_ok=True)
    text = SLOW.replace("FOLDER", str(world.folder))
    commit = world.estate.repo.commit(files={"toronto/quota/main.tf": text})
    wait_for("the slow resource", (world.folder / "slow.pid").exists)
    [run] = world.server.runs(**{"oci/commit": commit})
    query = "mutation ($id: String!) {terminateRun(runId: $id) {__typename}}"
    assert world.server.ask(query, id=run["runId"])["terminateRun"]["__typename"] == "TerminateRunSuccess"
    ended = wait_for("the end of the run", lambda: world.server.ended(run["runId"]))
    assert ended["status"] == "CANCELED"
    assert wait_until(lambda: not psutil.pid_exists(int((world.folder / "slow.pid").read_text())))
    [record] = wait_for("its audit record", lambda: audited(world, run["runId"]))
    assert record["status"] == "interrupted"
    assert [(service["service"], service["outcome"]) for service in record["services"]] == [("quota", "partial")]
    mended = run_for(world.server, world.estate.repo.commit(files={"toronto/quota/main.tf": FIRST}))
    [record] = wait_for("the second audit record", lambda: audited(world, mended["runId"]))
    [service] = record["services"]
    assert service["outcome"] == "blocked"
    assert "terraform_data.slow" in service["error"]  # made before the end came, so it is in the state
