"""`kill -9` of the daemon and of its code server: the run, a process of its own, goes on, and so does the rest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import dagster as dg
import psutil
import pytest

from oci_assets.platform.audit import audit_path
from oci_assets.platform.instance import open_instance, prepare_home
from oci_assets.report.audit_file import AuditFile
from tests.e2e.server import WAIT_SECONDS, wait_for
from tests.e2e.test_killed import SLOW
from tests.platform.estates import Estate, make_estate, terraform_data
from tools.dev import ROOT, dev_environment

pytestmark = [pytest.mark.daemon, pytest.mark.slow]
BASELINE = "is the baseline"


@dataclass
class Deployment:
    """A `dagster-daemon` of its own, as a service manager starts it; no webserver."""

    folder: Path
    estate: Estate
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def home(self) -> Path:
        """DAGSTER_HOME."""
        return self.folder / "state" / "dagster"

    def start(self) -> psutil.Process:
        """Start the daemon; it loads the code location by itself."""
        command = [str(Path(sys.executable).with_name("dagster-daemon")), "run", "-w", str(ROOT / "workspace.yaml")]
        environment = {**dev_environment(self.folder, os.environ, 1), "OCI_ASSETS_POLL_SECONDS": "1"}
        with (self.folder / "daemon.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.home, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        return psutil.Process(self.process.pid)

    def stop(self) -> None:
        """End it as a service manager does; its code server goes with it."""
        if self.process is not None and self.process.poll() is None:
            family = psutil.Process(self.process.pid).children(recursive=True)
            self.process.send_signal(signal.SIGINT)
            self.process.wait(WAIT_SECONDS)
            psutil.wait_procs(family, WAIT_SECONDS)

    def says(self, words: str) -> bool:
        """Whether the daemon's log holds these words."""
        return words in (self.folder / "daemon.log").read_text(errors="replace")

    def status(self, commit: str) -> str | None:
        """The status of the one run of a commit; None while there is none."""
        with open_instance(self.home) as instance:
            runs = instance.get_runs(dg.RunsFilter(tags={"oci/commit": commit}))
        assert len(runs) < 2, "a commit is applied once"
        return runs[0].status.value if runs else None

    def outcomes(self, commit: str) -> dict[str, str]:
        """What the audit file tells of the stacks of a commit; empty while there is no record."""
        records = AuditFile(audit_path(self.estate.site)).records()
        of_commit = [record for record in records if record["environment"]["github_sha"] == commit]
        return {service["service"]: service["outcome"] for record in of_commit for service in record["services"]}


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    """A daemon that has its baseline."""
    made = Deployment(tmp_path, make_estate(tmp_path, "toronto/identity", "toronto/tagging"))
    prepare_home(made.home)
    made.start()
    try:
        wait_for("the baseline", lambda: made.says(BASELINE))
        yield made
    finally:
        (tmp_path / "go").touch()
        made.stop()


def begin_slow(deployment: Deployment) -> str:
    """A commit whose apply is in the middle of its second resource."""
    text = SLOW.replace("FOLDER", str(deployment.folder))
    commit = deployment.estate.repo.commit(files={"toronto/tagging/main.tf": text})
    wait_for("the slow resource", (deployment.folder / "slow.pid").exists)
    return commit


def check_ends_well(deployment: Deployment, commit: str) -> None:
    """The run that was going on is done and told, and the next commit is applied."""
    (deployment.folder / "go").touch()
    wait_for("the run's end", lambda: deployment.status(commit) == "SUCCESS")
    assert wait_for("its audit record", lambda: deployment.outcomes(commit)) == {"tagging": "applied"}
    later = deployment.estate.repo.commit(files={"toronto/identity/main.tf": terraform_data("later")})
    wait_for("the next commit's run", lambda: deployment.status(later) == "SUCCESS")
    assert wait_for("its audit record", lambda: deployment.outcomes(later)) == {"identity": "applied"}


def test_killed_daemon(deployment: Deployment) -> None:
    """The run outlives the daemon; a new daemon takes neither it nor its stack for dead."""
    commit = begin_slow(deployment)
    process = deployment.process
    assert process is not None
    process.kill()
    process.wait()
    deployment.start()
    looks = (deployment.folder / "daemon.log").read_text().count("no run was lost")
    wait_for(
        "the new daemon's look at runs",
        lambda: (deployment.folder / "daemon.log").read_text().count("no run was lost") > looks + 1,
    )
    assert deployment.status(commit) == "STARTED"
    check_ends_well(deployment, commit)


def test_killed_code_server(deployment: Deployment) -> None:
    """The run outlives the code server; the daemon starts another."""
    commit = begin_slow(deployment)
    process = deployment.process
    assert process is not None
    children = psutil.Process(process.pid).children()
    [server] = [child for child in children if "grpc" in " ".join(child.cmdline())]
    server.kill()
    check_ends_well(deployment, commit)
