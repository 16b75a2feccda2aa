"""`--debug` shows what goes on: Terraform's lines while it runs, Dagster's log, our own log."""

from __future__ import annotations

import logging
import subprocess

import pytest

from oci_assets.platform.listening import listener_of, listening
from tests.cli.command_line import WAIT_SECONDS, CommandLine, finish, resource

SLOW = resource(
    body=(
        '  provisioner "local-exec" {\n'
        '    command = "echo said early; while [ ! -e go ]; do sleep 0.05; done; echo said late"\n'
        "  }\n"
    )
)


@pytest.mark.parametrize("arguments", [("--debug", "apply", "--all"), ("apply", "--all", "--debug")])
def test_every_line_with_its_stack(oci: CommandLine, arguments: tuple[str, ...]) -> None:
    """Each line of plan and apply stands behind the name of its stack."""
    ended = oci(*arguments)
    assert ended.code == 0
    for stack in ("toronto/identity", "toronto/network", "toronto/compute", "ashburn/network"):
        lines = [line for line in ended.out.splitlines() if line.startswith(f"{stack} | ")]
        assert f"{stack} |   # terraform_data.a will be created" in lines
        assert any("terraform_data.a: Creation complete after" in line for line in lines)


def test_not_without_debug(oci: CommandLine) -> None:
    """Otherwise neither Terraform's lines nor a log are shown."""
    ended = oci("apply", "--all")
    assert " | " not in ended.out
    assert ended.err == ""


def test_logs(oci: CommandLine) -> None:
    """Dagster's events and our own log (every command with exit code and seconds) go to standard error."""
    ended = oci("plan", "toronto/network", "--debug", "--json", "-")
    assert ended.json["action"] == "plan"
    assert "RUN_SUCCESS" in ended.err
    assert "oci_assets.terraform.process: running " in ended.err
    assert "ended with exit code" in ended.err
    assert "toronto/network | " in ended.err
    assert logging.getLogger("oci_assets").handlers == []


def test_while_it_runs(oci: CommandLine) -> None:
    """The lines are shown when Terraform prints them, not when the stack has ended."""
    oci.estate.commit("slow", {"toronto/identity/main.tf": SLOW})
    with oci.start("apply", "toronto/identity", "--debug") as process:
        read_to(process, "said early")
        (oci.estate.root / "toronto" / "identity" / "go").touch()
        ended = finish(process)
    assert ended.code == 0
    assert "said late" in ended.out


def read_to(process: subprocess.Popen[str], text: str) -> None:
    """Read standard output up to a line of Terraform's that holds this text."""
    assert process.stdout is not None
    assert WAIT_SECONDS
    for line in process.stdout:
        if line.startswith("toronto/identity | ") and text in line and "command" not in line.partition(text)[0]:
            return
    raise AssertionError(f"ended without {text!r}")


def test_listener_belongs_to_one_run() -> None:
    """A listener hears its own run and no other, until its block ends."""
    heard: list[str] = []

    def hear(stack: str, line: str) -> None:
        heard.append(f"{stack}: {line}")

    with listening("run", hear):
        listener = listener_of("run")
        assert listener is not None
        listener("a/b", "line")
        assert listener_of("other") is None
    assert heard == ["a/b: line"]
    assert listener_of("run") is None
