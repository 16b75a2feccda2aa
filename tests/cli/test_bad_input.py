"""Bad input ends with one clear line that says what to do, and never with a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oci_assets.cli.app import cli
from oci_assets.cli.errors import run_command
from tests.builders import EstateRepo
from tests.cli.command_line import CommandLine, Ended, finish, resource, start

WRONG_USAGE = [
    (("aply",), "no command 'aply': did you mean apply?"),
    (("xyz",), "no command 'xyz': there are affected, graph"),
    (("plan", "--nonsense"), "No such option '--nonsense'"),
    (("apply",), "nothing selected: name stacks (toronto/network), or pass --all, or --base-ref REF"),
    (("apply", "--working-dir", "toronto"), "--base-ref REF for what a change affects, which --working-dir narrows"),
    (("apply", "--all", "toronto/network"), "select in one way only"),
    (("apply", "--all", "--base-ref", "main"), "select in one way only"),
    (("apply", "--all", "--head-ref", "main"), "--head-ref says how far to compare and needs --base-ref"),
    (("apply", "toronto/netwrk"), "no stack 'toronto/netwrk' in the estate: did you mean toronto/network"),
    (("apply", "toronto/network", "nix/nix"), "no stack 'nix/nix' in the estate"),
    (("apply", "./toronto/"), "is a region, not a stack: for all its stacks --working-dir ./toronto/ --all"),
    (("plan", "toronto/network", "--working-dir", "ashburn"), "toronto/network: not in the --working-dir"),
    (
        ("plan", "--all", "--working-dir", "modules"),
        "no service folders in 'modules': give --working-dir one of ashburn",
    ),
    (("plan", "--all", "--working-dir", "/"), "not in the estate"),
    (("plan", "--all", "--max-workers", "0"), "0 is not in the range 1<=x<=64"),
    (("plan", "--all", "--max-workers", "many"), "'many' is not a valid integer"),
    (("plan", "--all", "--timeout-minutes", "nan"), "nan is not in the range 0<x<=1440"),
    (("plan", "--all", "--timeout-minutes", "inf"), "inf is not in the range 0<x<=1440"),
    (("plan", "--all", "--timeout-minutes", "0"), "0.0 is not in the range 0<x<=1440"),
    (("plan", "--all", "--json", "-", "--markdown", "-"), "two reports cannot both go to standard output"),
    (("plan", "--all", "--json", "r", "--markdown", "r"), "two reports cannot both go to 'r'"),
    (("apply", "--all", "--json", "missing/r.json"), "there is no folder 'missing': make it first"),
    (("apply", "--all", "--allow-destroy", "toronto/netwrk"), "no stack 'toronto/netwrk' in the estate"),
    (("affected",), "Missing option '--base-ref'"),
    (("graph", "--format", "png"), "'png' is not one of"),
    (("audit", "show", "abc"), "run 'abc' is not in the audit file: see oci-assets audit list"),
    (("--config", "missing.yaml", "services"), "File 'missing.yaml' does not exist"),
    (("demo", "--keep", "."), "is not empty: choose a new folder for --keep"),
]


def check_one_line(ended: Ended, code: int, told: str) -> None:
    """The exit code, and an error line on standard error that tells this."""
    assert (ended.code, ended.out) == (code, "")
    assert told in ended.err
    assert ended.err.startswith("error: ")
    assert "Traceback" not in ended.err
    assert "this is a bug" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "told"), WRONG_USAGE, ids=lambda part: " ".join(part) if part is not str else part
)
def test_wrong_usage(oci: CommandLine, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str) -> None:
    """What does not exist or contradicts itself ends with 64 before anything runs."""
    monkeypatch.chdir(oci.estate.root)
    check_one_line(oci(*arguments), 64, told)
    assert not (oci.state / "dagster").exists()


@pytest.mark.parametrize("base_ref", ["mian", "", "-x", "0" * 40])
@pytest.mark.parametrize("command", ["affected", "plan", "apply", "drift"])
def test_unknown_base_ref(oci: CommandLine, command: str, base_ref: str) -> None:
    """A ref that git does not know selects nothing and never everything."""
    ended = oci(command, f"--base-ref={base_ref}")
    check_one_line(ended, 1, "did you mean 'main'" if base_ref == "mian" else "commit")


def test_head_that_is_not_checked_out(oci: CommandLine) -> None:
    """A run takes the files on disk, so another head is refused with the command that mends it."""
    oci.estate.commit("second", {"toronto/network/main.tf": resource(value="2")})
    ended = oci("apply", "--base-ref", "HEAD~1", "--head-ref", "HEAD~1")
    check_one_line(ended, 64, f"git -C {oci.estate.root} switch --detach HEAD~1")


def test_estate_that_is_none(oci: CommandLine, tmp_path: Path) -> None:
    """A missing folder, a file, a folder without git, and one without services each say what to do."""
    (tmp_path / "plain").mkdir()
    (tmp_path / "file").touch()
    EstateRepo(tmp_path / "empty").commit()
    oci.estate.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    for name, told in {
        "missing": "is not a folder: point --estate or OCI_ASSETS_ESTATE at a clone of your estate",
        "file": "is not a folder",
        "plain": "is not a git repository: run git init or point --estate at a clone",
        "bare": "has no working copy: point --estate at a clone that has the files",
        "empty": "expected REGION/SERVICE/*.tf such as toronto/network/main.tf",
    }.items():
        for command in (["services"], ["graph"], ["plan", "--all"], ["affected", "--base-ref", "HEAD"]):
            if (name, command[0]) != ("bare", "affected"):  # which needs no files on disk
                check_one_line(oci("--estate", str(tmp_path / name), *command), 1, told)


def test_no_commit_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A repository without a commit can be looked at, but has nothing to apply."""
    repo = EstateRepo(tmp_path / "young")
    repo.write("toronto/network/main.tf", resource())
    oci = CommandLine(repo, tmp_path / "state", capsys)
    assert oci("services").code == 0
    check_one_line(oci("apply", "--all"), 1, "has no commit yet: git add . && git commit")


def test_broken_settings(oci: CommandLine) -> None:
    """Every mistake is told at once with its line, with 64."""
    oci.estate.write("oci-assets.yaml", "regoins: {}\nexecution:\n  max_workers: 0\n")
    ended = oci("plan", "--all")
    check_one_line(ended, 64, "line 1: regoins: unknown key, did you mean 'regions'?")
    assert "line 3: execution.max_workers" in ended.err


@pytest.mark.parametrize("before", [True, False])
def test_debug_shows_the_traceback(oci: CommandLine, *, before: bool) -> None:
    """`--debug` before or after the command shows where an error comes from, and the line still comes last."""
    ended = oci("--debug", "plan", "x/y") if before else oci("plan", "x/y", "--debug")
    assert ended.code == 64
    assert ended.err.startswith("Traceback")
    assert ended.err.splitlines()[-1].startswith("error: no stack 'x/y'")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (None, "was not found: install it, name its path in terraform.binary"),
        ("echo Terraform v1.1.0", "terraform 1.1.0 at "),
        ("echo hello", "is neither terraform nor opentofu"),
        ("exit 4", "does not run"),
    ],
)
def test_terraform_that_cannot_be_used(
    oci: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, told: str
) -> None:
    """A Terraform that is missing, too old or something else stops the run before it is in the history."""
    binary = tmp_path / "terraform"
    if script is not None:
        binary.write_text(f"#!/bin/sh\n{script}\n")
        binary.chmod(0o755)
    monkeypatch.setenv("OCI_ASSETS_TERRAFORM", str(binary))
    check_one_line(oci("apply", "--all"), 1, told)
    assert not oci.state.exists()


def test_state_dir_that_cannot_be_used(oci: CommandLine, tmp_path: Path) -> None:
    """A state directory that is a file, or lies where none can be made, is found before anything runs."""
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", Path("/proc/none")):
        check_one_line(
            oci("--state-dir", str(folder), "apply", "--all"), 1, "point --state-dir or OCI_ASSETS_STATE_DIR"
        )


def test_dagster_home_that_cannot_be_used(oci: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken `dagster.yaml` is one line, however long Dagster's own message is."""
    (tmp_path / "dagster.yaml").write_text("nonsense: 1\n")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    ended = oci("plan", "--all")
    assert ended.code == 1
    assert "correct its dagster.yaml, or point DAGSTER_HOME or --state-dir elsewhere" in ended.err
    assert len(ended.err) < 1000
    assert os.environ["DAGSTER_HOME"] == str(tmp_path)


def test_state_dir_that_dagster_takes_as_a_pattern(oci: CommandLine, tmp_path: Path) -> None:
    """Dagster would miss its `dagster.yaml` there, and send telemetry."""
    ended = oci("--state-dir", str(tmp_path / "st[b]ate"), "plan", "toronto/network")
    assert ended.code == 1
    assert "which Dagster takes as a pattern: choose another --state-dir" in ended.err
    assert "elemetry" not in ended.out


def test_current_folder_that_is_gone(oci: CommandLine, tmp_path: Path) -> None:
    """In a folder that somebody removed every command says so, even with an absolute estate."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'cd "{gone}" && rmdir "{gone}" && "$0" "$@"'
    process = start(["--estate", str(oci.estate.root), "plan", "--all"], wrapper=["/bin/sh", "-c", script])
    check_one_line(finish(process), 1, "the current folder does not exist any more")


def test_without_git(oci: CommandLine) -> None:
    """Without git on PATH the message names git, not a library of ours."""
    check_one_line(oci.process("services", env={"PATH": "/none"}), 1, "is it installed?")


@pytest.mark.parametrize("arguments", [[], ["audit"]])
def test_no_command(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """Without a command the help is the answer, on standard error and with 64."""
    assert run_command(cli, arguments) == 64
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage:")
    assert "Example: oci-assets" in err
