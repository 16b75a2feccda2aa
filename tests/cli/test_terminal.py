"""Terminals, pipes, encodings and odd names: the command line works on all of them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import stack_files
from tests.cli.command_line import ENTRY, CommandLine, finish, resource

ODD_NAMES = ("net work", "it's", 'do"uble', "[bold]x", "$(id)", "%s", "-rf", ":warning:", "🌩 cloud", "日本語", "a`b`")


def test_odd_names(oci: CommandLine, tmp_path: Path) -> None:
    """Folders may be called anything: the names are shown as they are, run, and are in every report."""
    stacks = [f"toronto/{name}" for name in ODD_NAMES]
    oci.estate.write_all(stack_files(*stacks))
    oci.estate.commit("odd", {f"{stack}/main.tf": resource() for stack in stacks})
    ended = oci("apply", "--all", "--json", str(tmp_path / "run.json"), "--markdown", str(tmp_path / "run.md"))
    listed, graph = oci("services").out, oci("graph").out
    planned = next(line for line in ended.out.splitlines() if line.startswith("Level 3: "))
    assert (ended.code, ended.err) == (0, "")
    assert set(planned.removeprefix("Level 3: ").partition(" (parallel")[0].split(", ")) > set(stacks)
    for stack in stacks:
        assert f" {stack} " in listed
        assert f"  {stack}  <- " in graph
        assert any(line.partition("] ")[2].startswith(stack) for line in ended.out.splitlines())
    run = json.loads((tmp_path / "run.json").read_text())
    assert {stack for stack, result in run["stacks"].items() if result["outcome"] == "applied"} > set(stacks)
    assert (tmp_path / "run.md").read_text().count("✅ applied") == len(run["stacks"])
    named = oci("plan", "--json", "-", "--", stacks[0], stacks[6])
    assert (named.code, list(named.json["stacks"])) == (0, sorted((stacks[0], stacks[6])))


@pytest.mark.parametrize("columns", ["60", "20"])
def test_narrow(oci: CommandLine, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """With few columns nothing is cut: names and lines stay whole."""
    monkeypatch.setenv("COLUMNS", columns)
    assert "toronto/identity" in oci("services").out
    planned = oci("plan", "ashburn/network", "toronto/network").out
    assert "Level 2: ashburn/network, toronto/network (parallel execution)" in planned.splitlines()
    assert "plan: 2 of 2 stacks with changes, +2 ~0 -0 in " in planned


@pytest.mark.parametrize(
    "arguments", [("graph",), ("services",), ("services", "--json"), ("plan", "--all", "--dry-run")]
)
def test_closed_pipe(oci: CommandLine, arguments: tuple[str, ...]) -> None:
    """`| head` ends a command that only shows something, without a word."""
    with oci.start(*arguments) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait() == 1


def test_closed_pipe_during_apply(oci: CommandLine) -> None:
    """An apply whose lines nobody reads any more goes on to its end: nobody asked to stop it."""
    with oci.start("apply", "--all") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait() == 0
    records = oci("audit", "list", "--json").json
    assert {(r["status"], r["successful_services"]) for r in records} == {("success", 1), ("success", 3)}


def test_ascii(oci: CommandLine) -> None:
    """What the encoding lacks is replaced, never an error."""
    oci.estate.commit("odd", {"toronto/日本語/main.tf": resource(), "toronto/日本語/backend.tf": ""})
    ended = oci.process("services", env={"PYTHONIOENCODING": "ascii"})
    assert ended.code == 0
    assert "toronto/???" in ended.out


def test_terminal(oci: CommandLine) -> None:
    """On a terminal a table tells what runs, and disappears; what is done stays."""
    main, side = pty.openpty()
    arguments = [sys.executable, "-c", ENTRY.format(module=""), *oci.globals, "plan", "--all"]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "60"}
    with subprocess.Popen(arguments, env=env, stdin=side, stdout=side, stderr=side) as process:
        os.close(side)
        shown = read_terminal(main)
        assert process.wait() == 0
    assert "planning" in shown
    assert "\x1b[?25h" in shown  # the cursor is shown again
    assert "Traceback" not in shown
    assert "plan: 4 of 4 stacks with changes" in shown


def read_terminal(descriptor: int) -> str:
    """Everything that is written to a terminal until its last writer is gone."""
    chunks = []
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        try:
            while chunk := stream.read(4096):
                chunks.append(chunk)
        except OSError:  # how Linux says that nobody writes any more
            return b"".join(chunks).decode()
    return b"".join(chunks).decode()


def test_full_disk(oci: CommandLine) -> None:
    """Output that cannot be written is told in one line."""
    with Path("/dev/full").open("w") as full:
        arguments = [sys.executable, "-c", ENTRY.format(module=""), *oci.globals, "services", "--json"]
        process = subprocess.Popen(arguments, stdout=full, stderr=subprocess.PIPE, text=True)
        ended = finish(process)
    assert ended.code == 1
    assert ended.err.startswith("error: No space left on device")
