"""`oci-terraform-orchestrator`: the predecessor's flags, lines and files (predecessor.md P2-P11)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oci_assets.cli.errors import run_command
from oci_assets.cli.orchestrator import orchestrator
from tests.builders import EstateRepo
from tests.cli.command_line import FAILING, Ended, finish, resource, start
from tests.cli.test_audit import P9, P9_SERVICE

Orchestrate = Callable[..., Ended]
CALL = 'module "m" {\n  source = "../../modules/compute/instance"\n}\n'


@pytest.fixture
def here(estate: EstateRepo, monkeypatch: pytest.MonkeyPatch) -> EstateRepo:
    """The estate as the predecessor's users have it, as the current folder: a branch that changes a module."""
    users = ("toronto/compute", "toronto/oke", "toronto/database", "ashburn/dns")
    estate.commit(
        "module", {**{f"{stack}/main.tf": CALL for stack in users}, "modules/compute/instance/main.tf": resource()}
    )
    estate.branch("feature/larger")
    estate.commit("larger", {"modules/compute/instance/main.tf": resource(value="2")})
    monkeypatch.chdir(estate.root)
    return estate


@pytest.fixture
def orchestrate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Orchestrate:
    """Runs the program in this process, with a state directory of its own."""

    def run(*arguments: str) -> Ended:
        code = run_command(orchestrator, ["--state-dir", str(tmp_path / "state"), *arguments])
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return run


def results() -> str:
    """The predecessor's Markdown file."""
    return Path("terraform-results.md").read_text()


def audit() -> Any:
    """The predecessor's audit file."""
    return json.loads(Path("terraform-audit.json").read_text())


def test_lines(here: EstateRepo, orchestrate: Orchestrate) -> None:
    """The lines that the predecessor promises, for the services of this region only."""
    ended = orchestrate("--action", "plan", "--working-dir", "./toronto", "--base-ref", "main", "--parallel")
    lines = ended.out.splitlines()
    assert ended.code == 0
    assert lines[:2] == ["Detected module changes: compute", "-> Affected services: compute, database, oke"]
    begin = lines.index("Execution plan (3 levels):")
    assert lines[begin + 1 : begin + 4] == [
        "Level 1: identity (unchanged)",
        "Level 2: network (unchanged)",
        "Level 3: compute, database, oke (parallel execution)",
    ]
    assert here.root == Path.cwd()


@pytest.mark.usefixtures("here")
def test_sequential_by_default(orchestrate: Orchestrate) -> None:
    """Without `--parallel` one service runs after the other, and neither line nor report calls a level parallel."""
    ended = orchestrate("--action", "apply", "--working-dir", "toronto", "--base-ref", "main")
    assert ended.code == 0
    assert "Level 3: compute, database, oke\n" in ended.out
    assert [line.split()[1] for line in ended.out.splitlines() if line.startswith("[")] == [
        "toronto/compute",
        "toronto/database",
        "toronto/oke",
    ]
    assert "- **Level 3:** compute, database, oke\n" in results()


@pytest.mark.usefixtures("here")
def test_files(orchestrate: Orchestrate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both files have the predecessor's form, with the workflow's environment in the audit."""
    monkeypatch.setenv("GITHUB_ACTOR", "somebody")
    orchestrate("--action", "apply", "--working-dir", "toronto", "--base-ref", "main", "--parallel")
    assert "- **Level 3:** compute, database, oke (parallel execution)" in results()
    assert "| Service | Status | Duration | Changes |" in results()
    assert "| compute | ✅ applied | " in results()
    assert set(audit()) >= P9
    assert all(set(service) >= P9_SERVICE for service in audit()["services"])
    assert audit()["execution_levels"] == [["compute", "database", "oke"]]
    assert audit()["environment"]["github_actor"] == "somebody"
    assert audit()["environment"]["region"] == "ca-toronto-1"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("flag", "region"), [((), "eu-zurich-1"), (("--region", "uk-london-1"), "uk-london-1")])
def test_region(orchestrate: Orchestrate, monkeypatch: pytest.MonkeyPatch, flag: tuple[str, ...], region: str) -> None:
    """`--region` goes before `OCI_REGION`, which goes before what the folder stands for."""
    monkeypatch.setenv("OCI_REGION", "eu-zurich-1")
    orchestrate("--action", "plan", "--working-dir", "toronto", "--base-ref", "HEAD", *flag)
    assert audit()["environment"]["region"] == region


@pytest.mark.usefixtures("here")
def test_failure_names_level_and_services(here: EstateRepo, orchestrate: Orchestrate) -> None:
    """A failure stops later levels; what did not run is listed (P6) and in both files."""
    here.commit("broken", {"toronto/network/main.tf": FAILING})
    ended = orchestrate("--action", "apply", "--working-dir", "toronto", "--base-ref", "main")
    assert ended.code == 1
    assert "Level 2 failed: toronto/network\n" in ended.out
    assert "  toronto/oke (level 3): did not run due to a failure in toronto/network\n" in ended.out
    assert "| oke | ⏭️ not\\_run" in results() or "| oke | ⏭️ not_run" in results()
    assert (audit()["successful_services"], audit()["failed_services"]) == (0, 4)


@pytest.mark.usefixtures("here")
def test_nothing_to_do(orchestrate: Orchestrate) -> None:
    """Nothing affected is a success, and both files say so instead of staying what an earlier run left."""
    Path("terraform-results.md").write_text("of an earlier run")
    ended = orchestrate("--action", "apply", "--working-dir", "toronto", "--base-ref", "HEAD")
    assert ended.code == 0
    assert "No stack is affected by the 0 changed files in " in ended.out
    assert results().startswith("## Terraform apply: 0 succeeded, 0 did not")
    assert set(audit()) >= P9
    assert (audit()["region"], audit()["total_services"], audit()["services"]) == ("toronto", 0, [])


@pytest.mark.usefixtures("here")
def test_dry_run(orchestrate: Orchestrate) -> None:
    """The levels are shown, nothing runs, no file is written."""
    ended = orchestrate("--action", "apply", "--working-dir", "toronto", "--base-ref", "main", "--dry-run")
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "Level 3: compute, database, oke"
    assert not Path("terraform-results.md").exists()
    assert not Path("terraform-audit.json").exists()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("flags", [(), ("--base-ref", "")])
def test_apply_without_a_base(orchestrate: Orchestrate, flags: tuple[str, ...]) -> None:
    """An apply that has nothing to compare with runs nothing: everything only by `--all` (F1)."""
    ended = orchestrate("--action", "apply", "--working-dir", "toronto", *flags)
    assert (ended.code, ended.out) == (64, "")
    assert "apply has nothing to compare with: give --base-ref REF" in ended.err
    whole = orchestrate("--action", "apply", "--working-dir", "toronto", "--all", "--dry-run")
    assert whole.out.splitlines()[-1] == "Level 3: compute, database, oke"


@pytest.mark.usefixtures("here")
def test_plan_without_a_base(orchestrate: Orchestrate) -> None:
    """A plan without a base shows every service of the region."""
    ended = orchestrate("--action", "plan", "--working-dir", "toronto", "--dry-run")
    assert ended.out.splitlines() == [
        "Execution plan (3 levels):",
        "Level 1: identity",
        "Level 2: network",
        "Level 3: compute, database, oke",
    ]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("action", ["plan", "apply"])
def test_unknown_base(orchestrate: Orchestrate, action: str) -> None:
    """A ref that git does not know selects nothing (F1)."""
    ended = orchestrate("--action", action, "--working-dir", "toronto", "--base-ref", "nope")
    assert (ended.code, ended.out) == (1, "")
    assert "there is no branch, tag or commit 'nope'" in ended.err


def test_base_of_a_workflow(
    here: EstateRepo, orchestrate: Orchestrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`GITHUB_BASE_REF` is a bare branch name that a workflow's checkout has as `origin/main` only."""
    clone = here.clone(tmp_path / "clone")
    clone.git("switch", "--quiet", "--detach", "origin/feature/larger")
    clone.git("branch", "--delete", "--force", "feature/larger")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.chdir(clone.root)
    ended = orchestrate("--action", "apply", "--working-dir", "toronto", "--dry-run")
    assert ended.code == 0
    assert "Level 3: compute, database, oke" in ended.out


def test_cycle(here: EstateRepo, orchestrate: Orchestrate) -> None:
    """A cycle is the predecessor's warning (P3) and never stops a run."""
    here.commit("cycle", {"oci-assets.yaml": "service_dependencies: {compute: [oke], oke: [compute]}\n"})
    ended = orchestrate("--action", "plan", "--working-dir", "toronto", "--base-ref", "main")
    assert ended.code == 0
    assert "Circular dependency detected for: compute, oke" in ended.out
    assert "These services will be executed last in alphabetical order" in ended.out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--action", "plan"), 64, "Missing option '--working-dir'"),
        (("--working-dir", "toronto"), 64, "Missing option '--action'"),
        (("--action", "destroy", "--working-dir", "toronto"), 64, "'destroy' is not one of 'plan', 'apply'"),
        (("--action", "plan", "--working-dir", "./calgary"), 64, "'calgary' is not a folder: give a region's folder"),
        (("--action", "plan", "--working-dir", "modules"), 64, "no service folders in"),
        (("--action", "plan", "--working-dir", "toronto", "--max-workers", "0"), 64, "0 is not in the range"),
        (("--action", "plan", "--working-dir", "/"), 1, "'/' is not a git repository"),
    ],
)
def test_bad_input(orchestrate: Orchestrate, arguments: tuple[str, ...], code: int, told: str) -> None:
    """One clear line, and no file of an earlier run is touched."""
    ended = orchestrate(*arguments)
    assert (ended.code, ended.out) == (code, "")
    assert told in ended.err
    assert ended.err.startswith("error: ")
    assert not Path("terraform-results.md").exists()


def test_program(here: EstateRepo, tmp_path: Path) -> None:
    """The installed program is the same: flags in, exit code out."""
    arguments = [
        "--state-dir",
        str(tmp_path / "state"),
        "--action",
        "plan",
        "--working-dir",
        str(here.root / "toronto"),
    ]
    ended = finish(start([*arguments, "--base-ref", "main", "--dry-run"], module=".orchestrator"))
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "Level 3: compute, database, oke")
