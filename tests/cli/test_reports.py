"""The contracts of `--json` and `--markdown`, and what they say when nothing ran."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command_line import CommandLine, resource

RUN_KEYS = {
    *("run_id", "action", "status", "commit", "started_at", "finished_at", "total_duration", "busy_duration"),
    *("execution_levels", "total_services", "successful_services", "failed_services"),
    *("total_resources_created", "total_resources_changed", "total_resources_destroyed", "stacks"),
}
STACK_KEYS = {
    *("outcome", "level", "reasons", "created", "changed", "destroyed", "replaced", "drifted", "duration", "attempts"),
    *("error", "cause", "terraform_version"),
}


def test_json_file(oci: CommandLine, tmp_path: Path) -> None:
    """The file holds the keys of design.md, what ran by level, and why."""
    oci.estate.commit("change", {"toronto/network/main.tf": resource(value="2")})
    ended = oci("apply", "--base-ref", "HEAD~1", "--json", str(tmp_path / "run.json"))
    run = json.loads((tmp_path / "run.json").read_text())
    stack = run["stacks"]["toronto/network"]
    assert ended.code == 0
    assert set(run) >= RUN_KEYS
    assert set(stack) >= STACK_KEYS
    assert (run["action"], run["commit"]) == ("apply", oci.estate.git("rev-parse", "HEAD"))
    assert run["execution_levels"] == [["toronto/network"]]
    assert (run["total_services"], run["successful_services"], run["failed_services"]) == (1, 1, 0)
    assert (run["total_resources_created"], stack["created"], stack["outcome"]) == (1, 1, "applied")
    assert stack["reasons"] == [{"kind": "file", "path": "toronto/network/main.tf", "via": []}]
    assert run["busy_duration"] >= stack["duration"] > 0


def test_json_on_standard_output(oci: CommandLine) -> None:
    """With `-` a program can read standard output: everything for people goes to standard error."""
    ended = oci("plan", "toronto/network", "--json", "-")
    assert list(ended.json["stacks"]) == ["toronto/network"]
    assert "Execution plan (2 levels):" in ended.err
    assert "plan: 1 of 1 stack with changes" in ended.err


def test_markdown(oci: CommandLine, tmp_path: Path) -> None:
    """The report has levels, the table and the plan, in a file or on standard output."""
    oci("plan", "--working-dir", "toronto", "--all", "--markdown", str(tmp_path / "plan.md"))
    text = (tmp_path / "plan.md").read_text()
    assert "- **Level 1:** identity" in text
    assert "| Service | Status | Duration | Changes |" in text
    assert "| network | 📝 changes | " in text
    assert "<details><summary>network: +1 ~0 -0</summary>" in text
    shown = oci("plan", "toronto/network", "--markdown", "-")
    assert shown.out.startswith("## Terraform plan of toronto: 1 succeeded, 0 did not\n")


def test_nothing_to_do(oci: CommandLine, tmp_path: Path) -> None:
    """The files are written all the same: the ones of an earlier run must not be taken for this one's."""
    for name in ("run.json", "run.md"):
        (tmp_path / name).write_text("of an earlier run")
    files = ("--json", str(tmp_path / "run.json"), "--markdown", str(tmp_path / "run.md"))
    ended = oci("apply", "--base-ref", "HEAD", *files, "--detailed-exitcode")
    run = json.loads((tmp_path / "run.json").read_text())
    assert ended.code == 0
    assert "No stack is affected by the 0 changed files in " in ended.out
    assert set(run) >= RUN_KEYS
    assert (run["run_id"], run["total_services"], run["stacks"]) == ("", 0, {})
    assert (tmp_path / "run.md").read_text().startswith("## Terraform apply: 0 succeeded, 0 did not")
    assert oci("audit", "list", "--json").json == []


def test_file_that_is_lost_meanwhile(oci: CommandLine, tmp_path: Path) -> None:
    """A report that cannot be written after the run is a failure, and the run is in the audit all the same."""
    folder = tmp_path / "reports"
    folder.mkdir()
    destroy = f'  provisioner "local-exec" {{\n    command = "rmdir {folder}"\n  }}\n'
    oci.estate.commit("removes the folder", {"toronto/identity/main.tf": resource(body=destroy)})
    ended = oci("apply", "toronto/identity", "--json", str(folder / "run.json"))
    assert ended.code == 1
    assert "apply: 1 of 1 stack applied" in ended.out
    assert f"error: the run is over, but '{folder}/run.json' cannot be written: No such file" in ended.err
    assert len(oci("audit", "list", "--json").json) == 1
