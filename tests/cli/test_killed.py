"""`kill -9` of the command line in the middle of an apply: what is left, and what the next command says and does."""

from __future__ import annotations

import json
import signal
from pathlib import Path

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
