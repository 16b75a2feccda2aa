"""Every command explains itself: a table over all commands that there are."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from oci_assets.cli.app import COMMANDS, cli
from oci_assets.cli.errors import run_command
from oci_assets.cli.orchestrator import orchestrator


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and everything below it, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))


EVERY = dict(commands(cli))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_help_has_an_example(capsys: pytest.CaptureFixture[str], path: tuple[str, ...]) -> None:
    """The example calls the very command, and the options it shows exist."""
    assert run_command(cli, [*path, "--help"]) == 0
    out = capsys.readouterr().out
    _, _, example = out.partition("Example: ")
    words = example.split()
    assert words[0] == "oci-assets"
    assert " ".join(path) in " ".join(words)
    known = {name for option in (*cli.params, *EVERY[path].params) for name in (*option.opts, *option.secondary_opts)}
    if path:
        assert {word for word in words if word.startswith("-")} <= known


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_option_is_explained(path: tuple[str, ...]) -> None:
    """No option without a sentence, unless its values say it all."""
    options = [option for option in EVERY[path].params if isinstance(option, click.Option)]
    silent = [o.name for o in options if not o.help and not isinstance(o.type, click.Choice)]
    assert silent == []


def test_list_of_commands_is_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """The first sentence of each command fits beside its name on 80 columns."""
    for path in ((), ("audit",)):
        run_command(cli, [*path, "--help"])
        listed = capsys.readouterr().out.partition("Commands:")[2].partition("Example")[0]
        assert "..." not in listed


def test_list_of_commands_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """The list names every command, without loading them twice under another name."""
    run_command(cli, ["--help"])
    listed = capsys.readouterr().out.partition("Commands:")[2].splitlines()
    assert [line.split()[0] for line in listed if line.startswith("  ")][: len(COMMANDS)] == list(COMMANDS)


def test_orchestrator_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The predecessor's command line explains itself, too."""
    assert run_command(orchestrator, ["--help"]) == 0
    out = capsys.readouterr().out
    flags = [
        "--action",
        "--working-dir",
        "--base-ref",
        "--region",
        "--dry-run",
        "--debug",
        "--parallel",
        "--max-workers",
    ]
    assert "Example: oci-terraform-orchestrator --action plan" in out
    assert [flag for flag in flags if flag not in out] == []


@pytest.mark.parametrize("command", [cli, orchestrator])
def test_version(capsys: pytest.CaptureFixture[str], command: click.Command) -> None:
    """`--version` needs no estate."""
    assert run_command(command, ["--version"]) == 0
    assert "0." in capsys.readouterr().out
