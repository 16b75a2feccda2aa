"""`kill -9` of the command line in the middle of an apply: what is left, and what the next command says and does."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from oci_assets.terraform.workspace import Workspace
from tests.cli.command_line import CommandLine
from tests.cli.test_interrupt import STACK, begin, processes_in
from tests.terraform.waiting import wait_until


def terraforms(folder: Path) -> list[str]:
    """Terraform's own processes in the estate; not what its local-exec has left."""
    return [command for command in processes_in(folder) if "terraform" in command]


def test_kill_is_told_by_the_next_run(oci: CommandLine) -> None:
    """The killed run ends as a failure with its stack unknown; what was done is in the state, the rest is planned."""
    with begin(oci) as process:
        process.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not terraforms(oci.estate.root), 60)
    (oci.estate.root / STACK / "go").touch()  # lets the loop of local-exec end, should it have outlived Terraform
    state = json.loads((oci.estate.root / STACK / "terraform.tfstate").read_text())
    assert "before" in {resource["name"] for resource in state["resources"]}
    planned = oci("plan", STACK, "--json", "-")
    assert (planned.code, planned.json["stacks"][STACK]["outcome"]) == (0, "changes")
    [lost] = [r for r in oci("audit", "list", "--json").json if r["action"] == "apply" and r["region"] == "toronto"]
    outcomes = {service["service"]: service["outcome"] for service in lost["services"]}
    assert (lost["status"], outcomes["network"], outcomes["compute"]) == ("failure", "unknown", "not_run")
    again = oci("apply", "--all", "--working-dir", "toronto", "--allow-destroy", STACK)  # what was cut off is tainted
    assert again.code == 0, again.out


def test_cut_off_is_told_where_nothing_is_left_to_do(oci: CommandLine) -> None:
    """Terraform may have saved a state that looks complete: the note is on the terminal all the same."""
    assert oci("apply", STACK).code == 0
    Workspace(oci.state, STACK).journal.begin("run-9")
    planned = oci("plan", STACK)
    assert planned.code == 0
    told = " ".join(planned.out.split())
    assert f"note: {STACK}: the last apply of {STACK} was cut off in the middle (run run-9" in told
    assert "no changes" in told


def test_killed_run_is_audited_before_the_next_one(oci: CommandLine) -> None:
    """With the override that it was given: its record is there when the next run begins, not when somebody looks."""
    with begin(oci, "--allow-destroy", STACK, "--reason", "OPS-7") as process:
        process.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not terraforms(oci.estate.root), 60)
    (oci.estate.root / STACK / "go").touch()
    oci("plan", "ashburn/network")
    records = [json.loads(line) for line in (oci.state / "audit.jsonl").read_text().splitlines()]
    assert [record["action"] for record in records] == ["apply", "plan"]
    (override,) = next(s for s in records[0]["services"] if s["service"] == "network")["overrides"]
    assert (override["guard"], override["reason"]) == ("allow_destroy", "OPS-7")
