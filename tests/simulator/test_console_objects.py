"""`list`, `show`, `delete`, `events`, `reset`, and which cloud is meant."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulator.console_shell import ROOT, Shell, furnished


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A cloud with a few things."""
    return furnished(tmp_path)


def test_a_list_is_aligned(shell: Shell) -> None:
    """Each column begins at one place."""
    lines = shell.does("list").splitlines()
    place = lines[0].index("NAME")
    assert lines[0].split() == ["TYPE", "NAME", "REGION", "STATE", "ID"]
    assert {line[place - 1] for line in lines} == {" "}
    assert " " not in {line[place] for line in lines}


@pytest.mark.parametrize("pattern", ["oci_core_vcn", "core_vcn", "vcn", "*_vcn", "core_v?n"])
def test_types_may_be_written_in_many_ways(shell: Shell, pattern: str) -> None:
    """With or without `oci_` and the service, or as a pattern."""
    listed = json.loads(shell.does("list", pattern, "--json"))
    assert [each["type"] for each in listed] == ["oci_core_vcn"]


def test_a_default_type_is_what_it_manages(shell: Shell) -> None:
    """`default_security_list` lists security lists."""
    assert "Default Security List for net" in shell.does("list", "default_security_list")


def test_an_unknown_type_is_refused(shell: Shell) -> None:
    """With those that look like it; a type of which there is nothing is no mistake."""
    assert "core_subnet" in shell.refuses("list", "subnot")
    assert shell.does("list", "core_drg").strip() == "Nothing."


def test_a_region_narrows_a_list(shell: Shell) -> None:
    """Nothing is in Ashburn."""
    assert shell.does("list", "--region", "us-ashburn-1").strip() == "Nothing."


def test_show_tells_values_and_users(shell: Shell) -> None:
    """For people, and as JSON."""
    text = shell.does("show", "app")
    assert 'cidr_block: "10.0.1.0/24"' in text
    assert "used by core_instance web" in text
    document = json.loads(shell.does("show", "app", "--json"))
    assert document["type"] == "oci_core_subnet"
    assert document["values"]["cidr_block"] == "10.0.1.0/24"
    assert {"oci_core_instance", "oci_core_vnic"} <= {each["type"] for each in document["used_by"]}


def test_what_is_in_use_is_deleted_by_force_only(shell: Shell) -> None:
    """And then the console says who is left with a dead reference."""
    assert "--force" in shell.refuses("delete", "app")
    answer = shell.run("delete", "app", "--force")
    assert answer.code == 0
    assert "core_instance web still refers to it" in answer.err
    assert "no object has this id or name" in shell.refuses("show", "app")


def test_a_deleted_machine_is_gone_with_its_parts(shell: Shell) -> None:
    """Its volume and its VNIC are not left over."""
    shell.does("delete", "web")
    assert shell.does("list", "vnic").strip() == "Nothing."
    assert shell.does("list", "boot_volume").strip() == "Nothing."


def test_events_are_told_from_old_to_new(shell: Shell) -> None:
    """The last so many, also as JSON."""
    shell.does("delete", "web")
    lines = shell.does("events", "--limit", "2").splitlines()
    assert lines[0].split()[:2] == ["TIME", "(UTC)"]
    assert lines[-1].split()[2:] == ["console", "delete", "core_instance", "web"]
    assert len(lines) == 3
    assert json.loads(shell.does("events", "--json"))[-1]["actor"] == "console"


def test_a_reset_asks_first(shell: Shell) -> None:
    """A no leaves everything; a yes removes it."""
    answer = shell.run("reset", typed="n\n")
    assert answer.code == 130
    assert "core_vcn" in shell.does("list")
    shell.does("reset", "--yes")
    assert shell.does("list").strip() == "Nothing."


def test_without_a_cloud_the_console_says_what_to_do(tmp_path: Path) -> None:
    """Neither option nor variable: wrong usage. A file that is not there: refused, and not made."""
    shell = Shell(tmp_path, {"OCI_SIMULATOR_CLOUD": ""})
    told = shell.refuses("list", code=64)
    assert "--cloud" in told
    assert "TF_CLI_CONFIG_FILE" in told
    assert "there is no cloud yet" in shell.refuses("--cloud", str(tmp_path / "none.db"), "list")
    assert list(tmp_path.iterdir()) == []


def test_the_cloud_next_to_the_mirror_is_meant(tmp_path: Path) -> None:
    """The mirror command says what to export; with that the console and Terraform mean one file."""
    shell = Shell(tmp_path, {"OCI_SIMULATOR_CLOUD": ""})
    out = shell.does("mirror", str(tmp_path / "mirror"))
    config = tmp_path / "mirror" / "terraform.rc"
    assert f"export TF_CLI_CONFIG_FILE={config}" in out.splitlines()
    assert config.is_file()
    shell.environment["TF_CLI_CONFIG_FILE"] = str(config)
    shell.does("quota", "vcn", "3")
    assert (tmp_path / "mirror" / "cloud.db").is_file()


def test_a_file_that_is_no_cloud_is_refused(tmp_path: Path) -> None:
    """In one line."""
    file = tmp_path / "notes.txt"
    file.write_text("hello\n" * 100, encoding="utf-8")
    told = Shell(tmp_path).refuses("--cloud", str(file), "list")
    assert "the cloud's file cannot be used" in told


@pytest.mark.parametrize("arguments", [("nonsense",), ("list", "--nonsense"), ("set", "x"), ("fault", "vcn", "fly")])
def test_wrong_usage_is_64(shell: Shell, arguments: tuple[str, ...]) -> None:
    """With the usage on stderr."""
    assert "Usage: oci-simulator" in shell.refuses(*arguments, code=64)


@pytest.mark.parametrize("command", ["list", "show", "set", "delete", "fault", "latency", "quota", "events", "reset"])
def test_every_command_has_an_example(shell: Shell, command: str) -> None:
    """Help that helps."""
    assert f"  oci-simulator {command}" in shell.does(command, "--help").split("Example", 1)[1]


def test_a_reader_that_has_seen_enough_is_no_trouble(shell: Shell) -> None:
    """`oci-simulator list | head -1` ends without a traceback."""
    command = f"{sys.executable} -m oci_simulator.console --cloud {shell.folder / 'cloud.db'} list --json | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[\n", "")
