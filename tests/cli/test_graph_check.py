"""`graph --check` and how `graph` shows where edges are known from, and which ones are missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.command_line import CommandLine

NETWORK, COMPUTE = "toronto/network", "toronto/compute"
READS = (
    'data "terraform_remote_state" "any" {\n  backend = "s3"\n  config = {\n    bucket = "b"\n'
    f'    key    = "{NETWORK}/terraform.tfstate"\n  }}\n}}\n'
)


def missing_edge(oci: CommandLine) -> None:
    """Compute reads the state of network, and its declared list has only identity."""
    oci.estate.write(f"{COMPUTE}/read.tf", READS)
    oci.estate.write("oci-assets.yaml", "service_dependencies: {compute: [identity]}\n")


def unknown_service(oci: CommandLine) -> None:
    """A stack of a name that nobody knows."""
    oci.estate.write("toronto/my-app/backend.tf", "terraform {}\n")


def unused_entry(oci: CommandLine) -> None:
    """An entry for a service that is not there."""
    oci.estate.write("oci-assets.yaml", "service_dependencies: {my-app: [network]}\n")


def test_graph_check_passes(oci: CommandLine) -> None:
    """Nothing is wrong: 0, and how much was looked at."""
    ended = oci("graph", "--check")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("0 problems in ")
    assert "between 4 stacks" in ended.out


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (missing_edge, f"{COMPUTE} needs {NETWORK} (remote state in {COMPUTE}/read.tf)"),
        (unknown_service, "toronto/my-app is not a known service"),
        (unused_entry, "service_dependencies names 'my-app'"),
    ],
)
def test_graph_check_fails(oci: CommandLine, spoil: Callable[[CommandLine], None], sentence: str) -> None:
    """Each kind of problem ends with 1 and is told in a sentence."""
    spoil(oci)
    ended = oci("graph", "--check")
    assert ended.code == 1
    assert sentence in ended.out
    assert "1 problem in " in ended.out


def test_graph_check_of_a_folder(oci: CommandLine) -> None:
    """A working directory narrows the problems to its stacks."""
    missing_edge(oci)
    assert oci("graph", "--check", "--working-dir", "ashburn").code == 0
    assert oci("graph", "--check", "--working-dir", "toronto").code == 1


def test_graph_shows_missing_edges(oci: CommandLine) -> None:
    """Text and JSON name what is missing and where it is seen; without `--check` that is no failure."""
    missing_edge(oci)
    text = oci("graph")
    source = f"remote state in {COMPUTE}/read.tf"
    assert text.code == 0
    assert f"    missing: {NETWORK} [{source}]" in text.out.splitlines()
    assert "toronto/identity [oci-assets.yaml]" in text.out
    found = oci("graph", "--format", "json").json
    assert found["missing"] == [{"stack": COMPUTE, "upstream": NETWORK, "source": source}]


def test_graph_shows_inferred_edges(oci: CommandLine) -> None:
    """An edge that the files show is there with its file, and nothing is missing."""
    oci.estate.write(f"{COMPUTE}/read.tf", READS)
    assert f"{NETWORK} [remote state in {COMPUTE}/read.tf]" in oci("graph").out
    assert oci("graph", "--format", "json").json["missing"] == []
