"""Every command that README.md and the guides tell people to type is typed here, in a reader's home with an estate."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.demo_run import demo_folder, ran_demo
from tests.docs.desk import VENV_BIN, WAIT_SECONDS, Desk, missing_lines
from tests.docs.documents import GUIDES, README, ROOT, Command, blocks, commands

DOCUMENTS = (README, *GUIDES)
SERVE = "dagster dev -w workspace.yaml"
# Typed elsewhere, each with the reason.
ELSEWHERE = {
    "make demo": "makes a venv and runs `oci-assets demo`: the venv is tests/tools, the demo is tested below",
    "make test": "is what runs these tests",
    "make dev": "ends only with Ctrl-C: tools/dev.py starts what test_dagster_dev_serves starts",
    SERVE: "ends only with Ctrl-C: test_dagster_dev_serves",
}
DEMO_BEGINS = "36 stacks in ..."
FENCES = {"bash", "console", "yaml", "text", "mermaid"}


def plain(command: Command) -> str:
    """The command without a comment behind it."""
    return re.sub(r"\s+#.*$", "", command.text).strip()


def to_type(document: Path) -> list[Command]:
    """The commands of a document that are typed here."""
    return [command for command in commands(document) if plain(command) not in ELSEWHERE]


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_commands_end_well_and_print_what_is_shown(desk: Desk, document: Path) -> None:
    """Each command ends with 0, and each line of output that the document shows is printed."""
    ran = desk.run(to_type(document), has_path=document != README)
    wrong = [
        f"line {r.command.line}: {r.command.text}: exit code {r.exit_code}\n{r.output}"
        for r in ran
        if r.exit_code != 0  # None: the shell itself ended
    ]
    wrong += [
        f"line {r.command.line}: {r.command.text} does not print {line!r}\n{r.output}"
        for r in ran
        for line in missing_lines(r.command.shown, r.output, desk.home)
    ]
    assert ran
    assert not wrong, "\n\n".join(wrong)


def test_other_fences_are_known() -> None:
    """A shell block in another language would go untested."""
    found = {block.language for document in DOCUMENTS for block in blocks(document)}
    assert found <= FENCES


def test_exceptions_are_needed_and_shown_output_nowhere() -> None:
    """Every exception stands in a document, and none of them shows output that nobody compares."""
    excepted = [command for document in DOCUMENTS for command in commands(document) if plain(command) in ELSEWHERE]
    assert {plain(command) for command in excepted} == set(ELSEWHERE)
    assert [command.text for command in excepted if command.shown] == []


@pytest.mark.parametrize("command", [name for name in ELSEWHERE if name.startswith("make ")])
def test_make_targets_exist(command: str) -> None:
    """The targets that are not run here are there and say what they would do."""
    done = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "tools/bootstrap.py" in done.stdout


@pytest.mark.slow
def test_readme_shows_what_the_demo_prints(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    """The demo ends well, and README cuts its output but invents nothing."""
    (shown,) = [block.lines for block in blocks(README) if block.lines[0] == DEMO_BEGINS]
    ran = ran_demo(demo_folder(tmp_path_factory))
    assert (ran.code, missing_lines(shown, ran.out, tmp_path)) == (0, [])
    assert len(shown) > 10


def test_readme_graph_is_the_estates(desk: Desk) -> None:
    """The Mermaid graph of README is what the command above it prints."""
    (shown,) = [block for block in blocks(README) if block.language == "mermaid"]
    (command,) = [c for c in commands(README) if "--format mermaid" in c.text and c.line < shown.line]
    (ran,) = desk.run([command], has_path=True)
    assert ran.output.strip().splitlines() == list(shown.lines)


@pytest.mark.slow
@pytest.mark.daemon
def test_dagster_dev_serves(desk: Desk) -> None:
    """With the guide's variables `dagster dev` loads the estate, and one Ctrl-C ends it."""
    guide = next(document for document in GUIDES if SERVE in {plain(c) for c in commands(document)})
    before = [c.text for c in commands(guide) if c.text.startswith(("export ", "mkdir ", "cp ", "git "))]
    script = "\n".join([*before, f"exec {SERVE}"])
    environment = {**desk.environment(has_path=True), "DAGSTER_CLI_DEV_PORT": str(free_port())}
    with subprocess.Popen(
        ["bash", "--noprofile", "--norc", "-e", "-c", script],
        cwd=desk.checkout,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    ) as server:
        output = until(server, ["first look at main", "Serving dagster-webserver on"])
        server.send_signal(signal.SIGINT)
        rest, _ = server.communicate(timeout=WAIT_SECONDS)
    assert server.returncode == 0, output + rest


def until(process: subprocess.Popen[str], wanted: Sequence[str]) -> str:
    """What the process prints until all of these were printed.

    Raises:
        AssertionError: it ended before.
    """
    assert process.stdout is not None
    missing, printed = list(wanted), ""
    while missing:
        line = process.stdout.readline()
        assert line, f"ended without {missing}:\n{printed}"
        printed += line
        missing = [text for text in missing if text not in line]
    return printed


def free_port() -> int:
    """A port of loopback that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_venv_has_our_commands() -> None:
    """The desk puts the right folder on PATH: these tests would else run another installation."""
    assert (VENV_BIN / "oci-assets").is_file()
