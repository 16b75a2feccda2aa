"""Ctrl-C during an apply, as a terminal sends it: to the whole process group of a real process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.cli.command_line import WAIT_SECONDS, CommandLine, Ended, finish, resource

STACK = "toronto/network"
WAITING = resource("before") + resource(
    "waits",
    body=(
        "  depends_on = [terraform_data.before]\n"
        '  provisioner "local-exec" {\n'
        '    command = "touch started; while [ ! -e go ]; do sleep 0.05; done"\n'
        "  }\n"
    ),
)


def begin(oci: CommandLine, *arguments: str) -> subprocess.Popen[str]:
    """An apply whose only running Terraform is in the middle of its second resource."""
    oci.estate.commit("waits", {f"{STACK}/main.tf": WAITING})
    process = oci.start("apply", "--all", "--working-dir", "toronto", *arguments)
    deadline = time.monotonic() + WAIT_SECONDS
    while not (oci.estate.root / STACK / "started").exists():
        assert process.poll() is None, finish(process)
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return process


def processes_in(folder: Path) -> list[str]:
    """Command lines of the processes whose current folder lies in this one: every Terraform of the estate."""
    running = (process.info for process in psutil.process_iter(["cwd", "cmdline"]))  # None where it has ended meanwhile
    return [" ".join(info["cmdline"] or ()) for info in running if Path(info["cwd"] or "/").is_relative_to(folder)]


def check_stopped(oci: CommandLine, ended: Ended) -> None:
    """The state is saved, the locks are free, nothing of Terraform runs, and all of it is told."""
    state = json.loads((oci.estate.root / STACK / "terraform.tfstate").read_text())
    assert ended.code == 130
    assert "Traceback" not in ended.out + ended.err
    assert "before" in {resource["name"] for resource in state["resources"]}
    assert processes_in(oci.estate.root) == []
    assert "running steps are asked to stop, nothing new starts" in ended.out
    assert f"Level 2 interrupted: {STACK}" in ended.out
    assert "done before that: terraform_data.before" in ended.out
    assert "  toronto/compute (level 3): " in ended.out
    assert "apply: interrupted, " in ended.out
    (record,) = [r for r in oci("audit", "list", "--json").json if r["region"] == "toronto"]
    assert record["status"] == "interrupted"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupt(oci: CommandLine, number: signal.Signals) -> None:
    """After Ctrl-C, or when a workflow is cancelled, all is saved, and a plan that follows works at once."""
    with begin(oci) as process:
        assert any("terraform" in command for command in processes_in(oci.estate.root))
        os.killpg(process.pid, number)
        check_stopped(oci, finish(process))
    planned = oci("plan", STACK, "--json", "-")
    assert planned.code == 0
    assert planned.json["stacks"][STACK]["outcome"] == "changes"


def test_interrupt_twice(oci: CommandLine) -> None:
    """An impatient second Ctrl-C changes nothing: the state is still saved."""
    with begin(oci) as process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout is not None
        lines: list[str] = []
        while "asked to stop" not in "".join(lines):
            lines.append(process.stdout.readline())
            assert lines[-1], lines
        os.killpg(process.pid, signal.SIGINT)
        ended = finish(process)
        check_stopped(oci, Ended(ended.code, "".join(lines) + ended.out, ended.err))


def test_interrupt_with_json(oci: CommandLine) -> None:
    """The JSON of an interrupted run is whole and says what became of each stack."""
    with begin(oci, "--json", "-") as process:
        os.killpg(process.pid, signal.SIGINT)
        ended = finish(process)
    assert ended.code == 130
    assert ended.json["status"] == "interrupted"
    assert ended.json["stacks"][STACK]["outcome"] == "partial"
    assert ended.json["stacks"]["toronto/compute"]["outcome"] == "not_run"


def test_interrupt_when_sigint_was_ignored(oci: CommandLine) -> None:
    """A process that a script started with `&` has SIGINT ignored from birth, and can be stopped all the same."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = begin(oci)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        os.killpg(process.pid, signal.SIGINT)
        check_stopped(oci, finish(process))
