"""`plan`, `apply` and `drift` with real Terraform: what runs, what is printed, how it ends."""

from __future__ import annotations

import json

import pytest

from tests.cli.command_line import FAILING, CommandLine, resource


def lines_of(text: str, start: str) -> list[str]:
    """The lines that start so."""
    return [line for line in text.splitlines() if line.startswith(start)]


def test_apply_twice(oci: CommandLine) -> None:
    """The first run applies upstream first, the second changes nothing and says so (fault 49)."""
    first, second = oci("apply", "--all"), oci("apply", "--all", "--detailed-exitcode")
    assert (first.code, second.code) == (0, 0)
    assert first.out.splitlines()[:4] == [
        "Execution plan (3 levels):",
        "Level 1: toronto/identity",
        "Level 2: ashburn/network, toronto/network (parallel execution)",
        "Level 3: toronto/compute",
    ]
    done = [line.split()[1] for line in lines_of(first.out, "[")]
    assert done[0] == "toronto/identity"
    assert done.index("toronto/network") < done.index("toronto/compute")
    assert "apply: 4 of 4 stacks applied, +4 ~0 -0 in " in first.out
    assert "apply: no changes in 4 stacks in " in second.out
    assert "applied" not in second.out


def test_what_a_change_affects(oci: CommandLine) -> None:
    """Only affected stacks run; the others are named as upstream, and each stack says why it is there."""
    oci("apply", "--all")
    oci.estate.commit("change", {"toronto/network/main.tf": resource(value="2")})
    ended = oci("apply", "--base-ref", "HEAD~1")
    assert ended.code == 0
    assert ended.out.splitlines()[:4] == [
        "toronto/network: toronto/network/main.tf changed",
        "Execution plan (2 levels):",
        "Level 1: identity (unchanged)",
        "Level 2: network",
    ]
    assert "apply: 1 of 1 stack applied, +0 ~1 -0 in " in ended.out
    wider = oci("plan", "--base-ref", "HEAD~1", "--include-upstream", "--dry-run")
    assert lines_of(wider.out, "toronto/identity") == ["toronto/identity: upstream of an affected stack"]


def test_failure_in_the_middle(oci: CommandLine) -> None:
    """Later levels do not start, the message names level and stack, and every stack that did not run has its cause."""
    files = {"toronto/network/main.tf": FAILING, "toronto/loadbalancer/main.tf": resource()}
    oci.estate.commit("broken", files)
    ended = oci("apply", "--all", "--scheduling", "levels", "--json", "-")
    assert ended.code == 1
    assert lines_of(ended.err, "Level 2 failed: ") == ["Level 2 failed: toronto/network"]
    assert "main.tf:7: terraform_data.broken: local-exec provisioner error" in ended.err
    assert "done before that: terraform_data.before" in ended.err
    assert "next: correct what failed and apply again" in ended.err
    told = ended.err.partition("Not run:\n")[2].splitlines()
    assert told[:2] == [
        "  toronto/compute (level 3): did not run due to a failure in toronto/network",
        "  toronto/loadbalancer (level 4): did not run due to a failure in toronto/network",
    ]
    outcomes = {stack: result["outcome"] for stack, result in ended.json["stacks"].items()}
    assert outcomes == {
        "toronto/identity": "applied",
        "ashburn/network": "applied",  # the same level: it was running, so it finished
        "toronto/network": "partial",
        "toronto/compute": "not_run",
        "toronto/loadbalancer": "not_run",
    }


def test_failure_with_independent(oci: CommandLine) -> None:
    """`--on-failure independent` lets what does not need the failed stack go on; the exit code is still 1."""
    oci.estate.commit("broken", {"ashburn/network/main.tf": FAILING, "ashburn/compute/main.tf": resource()})
    ended = oci("apply", "--all", "--no-parallel", "--on-failure", "independent")
    assert ended.code == 1
    assert "toronto/compute" in [line.split()[1] for line in lines_of(ended.out, "[")]
    assert lines_of(ended.out, "  ashburn/compute") == [
        "  ashburn/compute (level 3): did not run due to a failure in ashburn/network"
    ]
    assert "(parallel execution)" not in ended.out


@pytest.mark.parametrize("command", ["plan", "drift"])
def test_failure_of_looking_stops_nothing(oci: CommandLine, command: str) -> None:
    """Plan and drift look at every stack, whatever fails: they need no order."""
    oci.estate.commit("broken", {"toronto/identity/main.tf": "resource {"})
    ended = oci(command, "--all", "--json", "-")
    assert ended.code == 1
    assert "not_run" not in {result["outcome"] for result in ended.json["stacks"].values()}
    assert ended.json["failed_services"] == 1


def test_plan_then_drift(oci: CommandLine) -> None:
    """A plan shows Terraform's text and changes nothing; after an apply there is no drift."""
    planned = oci("plan", "toronto/network", "--detailed-exitcode")
    assert planned.code == 2
    assert '+ resource "terraform_data" "a" {' in planned.out
    assert "plan: 1 of 1 stack with changes, +1 ~0 -0 in " in planned.out
    assert oci("plan", "toronto/network").code == 0
    assert not (oci.estate.root / "toronto" / "network" / "terraform.tfstate").exists()
    assert oci("apply", "toronto/network", "--detailed-exitcode").code == 2
    checked = oci("drift", "toronto/network", "--detailed-exitcode")
    assert checked.code == 0
    assert "drift: no drift in 1 stack in " in checked.out


def test_drift_takes_every_stack(oci: CommandLine) -> None:
    """Without a selection `drift` looks at all stacks, with a folder at all in it, and finds what is missing."""
    oci("apply", "--all")
    (oci.estate.root / "ashburn" / "network" / "terraform.tfstate").unlink()
    found = oci("drift", "--detailed-exitcode", "--json", "-")
    assert found.code == 2
    assert len(found.json["stacks"]) == 4
    assert found.json["stacks"]["ashburn/network"]["outcome"] == "changes"
    assert oci("drift", "--working-dir", "toronto", "--detailed-exitcode").code == 0


def test_plan_says_that_an_apply_would_be_blocked(oci: CommandLine) -> None:
    """A guard is told with the plan, not only when it blocks; `--allow-destroy` overrides it and is recorded."""
    oci("apply", "toronto/network")
    oci.estate.commit("gone", {"toronto/network/main.tf": ""})
    assert "note: toronto/network: apply will be blocked" in oci("plan", "toronto/network").out
    blocked = oci("apply", "toronto/network")
    assert blocked.code == 1
    assert "next: look at the plan; if this is meant, run it again with --allow-destroy toronto/network" in blocked.out
    allowed = oci("apply", "toronto/network", "--allow-destroy", "toronto/network", "--json", "-")
    assert allowed.code == 0
    assert allowed.json["stacks"]["toronto/network"]["destroyed"] == 1
    assert allowed.json["stacks"]["toronto/network"]["overrides"] != []


@pytest.mark.parametrize("command", ["plan", "apply", "drift"])
def test_dry_run(oci: CommandLine, command: str) -> None:
    """The execution plan is shown, nothing runs, and no file is written."""
    ended = oci(command, "--all", "--dry-run", "--json", str(oci.state / "r.json"))
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "Level 3: toronto/compute"
    assert not oci.state.exists()


def test_include_upstream(oci: CommandLine) -> None:
    """The flag runs upstream stacks as well, and they are not called unchanged."""
    ended = oci("apply", "toronto/compute", "--include-upstream")
    assert lines_of(ended.out, "Level ") == ["Level 1: identity", "Level 2: network", "Level 3: compute"]
    assert "apply: 3 of 3 stacks applied" in ended.out


def test_files_that_are_not_committed(oci: CommandLine) -> None:
    """A run in place takes them and says so; a comparison does not count them and says so."""
    oci.estate.write("toronto/network/main.tf", resource(value="2"))
    taken = oci("plan", "toronto/network")
    assert "warning: 1 file not committed (toronto/network/main.tf): the record names the last commit" in taken.out
    compared = oci("plan", "--base-ref", "HEAD")
    assert "they select nothing until they are committed" in compared.out
    assert "No stack is affected by the 0 changed files in " in compared.out


def test_timeout_of_the_flag(oci: CommandLine) -> None:
    """`--timeout-minutes` ends a stack that takes longer."""
    slow = resource(body='  provisioner "local-exec" {\n    command = "sleep 60"\n  }\n')
    oci.estate.commit("slow", {"toronto/identity/main.tf": slow})
    ended = oci("apply", "toronto/identity", "--timeout-minutes", "0.02")
    assert ended.code == 1
    assert "Level 1 failed: toronto/identity" in ended.out


def test_history_is_kept(oci: CommandLine) -> None:
    """Two runs are two records of the audit, each with the commit and the reasons of the JSON."""
    oci("apply", "toronto/identity")
    ended = oci("apply", "toronto/network", "--json", "-")
    runs = [record["run_id"] for record in json.loads(oci("audit", "list", "--json").out)]
    assert len(runs) == 2
    assert runs[-1] == ended.json["run_id"]
    assert ended.json["commit"] == oci.estate.git("rev-parse", "HEAD")


def test_fault_46_base_ref_decides_the_guards(oci: CommandLine) -> None:
    """With `--base-ref` the settings of the merge base judge a branch, which is told; without it those on disk do."""
    oci("apply", "toronto/network")
    oci.estate.git("switch", "--quiet", "--create", "feature/x")
    oci.estate.commit("loose", {"oci-assets.yaml": "guards: {max_destroys: null}\n", "toronto/network/main.tf": ""})
    for command in ("plan", "apply"):
        judged = oci(command, "--base-ref", "main", "--working-dir", str(oci.estate.root / "toronto" / "network"))
        assert "note: guards and all other policy are those of oci-assets.yaml at the base" in judged.out
        assert "blocked" in judged.out
    assert oci("apply", "toronto/network").code == 0
