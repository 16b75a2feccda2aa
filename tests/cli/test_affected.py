"""`oci-assets affected`: the JSON contract of design.md, and the text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.builders import EstateRepo
from tests.cli.command_line import CommandLine, resource


def module_call(path: str) -> str:
    """A stack that calls one module."""
    return f'module "a" {{\n  source = "{path}"\n}}\n'


@pytest.fixture
def changed(estate: EstateRepo) -> EstateRepo:
    """The second commit changes a module that compute reaches through another one, a stack, and removes a stack."""
    files = {
        "toronto/compute/main.tf": module_call("../../modules/compute/instance"),
        "modules/compute/instance/main.tf": module_call("../../disk"),
        "modules/disk/main.tf": resource(),
        "toronto/dns/main.tf": resource(),
    }
    estate.commit("base", files)
    estate.remove("toronto/dns")
    estate.commit("head", {"modules/disk/main.tf": resource(value="2"), "ashburn/network/main.tf": resource(value="2")})
    return estate


def test_json(oci: CommandLine, changed: EstateRepo) -> None:
    """The object has the keys of the contract and says why each stack is there."""
    ended = oci("affected", "--base-ref", "HEAD~1", "--json")
    file = {"kind": "file", "path": "ashburn/network/main.tf", "via": []}
    module = {"kind": "module", "path": "modules/disk/main.tf", "via": ["modules/compute/instance", "modules/disk"]}
    assert (ended.code, ended.err) == (0, "")
    assert ended.json == {
        "base": changed.git("rev-parse", "HEAD~1"),
        "head": changed.git("rev-parse", "HEAD"),
        "stacks": [
            {"stack": "ashburn/network", "level": 2, "reasons": [file]},
            {"stack": "toronto/compute", "level": 3, "reasons": [module]},
        ],
        "removed": ["toronto/dns"],
        "levels": [["ashburn/network"], ["toronto/compute"]],
        "warnings": [],
    }


def test_json_of_nothing(oci: CommandLine) -> None:
    """Nothing changed is an object with empty lists and exit code 0."""
    ended = oci("affected", "--base-ref", "HEAD", "--json")
    assert ended.code == 0
    assert [ended.json[key] for key in ("stacks", "removed", "levels", "warnings")] == [[], [], [], []]


def test_working_dir(oci: CommandLine, changed: EstateRepo) -> None:
    """A working directory narrows stacks, levels and what was removed."""
    found = oci("affected", "--base-ref", f"{changed.git('rev-parse', 'HEAD~1')}", "-w", "ashburn", "--json").json
    assert [stack["stack"] for stack in found["stacks"]] == ["ashburn/network"]
    assert (found["levels"], found["removed"]) == ([["ashburn/network"]], [])


def test_head_that_is_not_checked_out(oci: CommandLine, estate: EstateRepo) -> None:
    """Stacks and levels are those of the head, not those of the working copy: here a stack that only the head has."""
    estate.branch("feature/dns")
    estate.commit("dns", {"ashburn/dns/main.tf": resource(), "toronto/dns/main.tf": resource()})
    estate.switch("main")
    arguments = ("affected", "--base-ref", "main", "--head-ref", "feature/dns", "--json")
    found = oci(*arguments).json
    assert [(stack["stack"], stack["level"]) for stack in found["stacks"]] == [("ashburn/dns", 3), ("toronto/dns", 3)]
    assert found["levels"] == [["ashburn/dns", "toronto/dns"]]
    assert [stack["stack"] for stack in oci(*arguments, "-w", "toronto").json["stacks"]] == ["toronto/dns"]


def test_uncommitted_removal(oci: CommandLine, changed: EstateRepo) -> None:
    """A stack that was removed on disk but not in a commit keeps its place."""
    (changed.root / "ashburn" / "network" / "main.tf").unlink()
    found = oci("affected", "--base-ref", "HEAD~1", "--json").json
    assert found["levels"] == [["ashburn/network"], ["toronto/compute"]]


def test_text(oci: CommandLine, changed: EstateRepo) -> None:
    """People read the predecessor's two lines, then each stack with its reasons, then what is gone."""
    lines = oci("affected", "--base-ref", "HEAD~1").out.splitlines()
    span = f"{changed.git('rev-parse', '--short=10', 'HEAD~1')}..{changed.git('rev-parse', '--short=10', 'HEAD')}"
    assert lines == [
        "Detected module changes: disk",
        "-> Affected services: compute",
        f"2 of 4 stacks affected by 3 changed files in {span}",
        "├── ashburn/network  level 2",
        "│   └── ashburn/network/main.tf changed",
        "└── toronto/compute  level 3",
        "    └── modules/disk/main.tf changed, used through modules/compute/instance -> modules/disk",
        "removed: toronto/dns: its folder is gone, its resources are not destroyed",
    ]


def test_text_of_nothing(oci: CommandLine) -> None:
    """Nothing affected is one line."""
    assert oci("affected", "--base-ref", "HEAD").out.startswith("No stack is affected by the 0 changed files in ")


def test_without_dagster(oci: CommandLine) -> None:
    """The command never loads Dagster, which alone takes a second."""
    arguments = [*oci.globals, "affected", "--base-ref", "HEAD", "--json"]
    script = (
        "import sys; from oci_assets.cli.app import cli; from oci_assets.cli.errors import run_command\n"
        f"code = run_command(cli, {arguments!r}); sys.exit(code or 'dagster' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0
