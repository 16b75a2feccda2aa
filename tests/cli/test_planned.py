"""`apply --planned` and `plan --incremental`: what was reviewed is what is applied, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import EstateRepo
from tests.cli.command_line import CommandLine, Ended, resource

KEEP_NONE = "plans: {keep: false}\n"


def run_id(ended: Ended) -> str:
    """The id of the run that a command has made."""
    (line,) = [line for line in ended.out.splitlines() if line.startswith("run ")]
    return line.split()[1].rstrip(",")


def plan_files(oci: CommandLine) -> list[Path]:
    """Plan files that lie in the state directory."""
    return sorted(oci.state.glob("stacks/*/saved/*/plan"))


def test_apply_what_was_planned_last(oci: CommandLine) -> None:
    """All stacks of the last plan are applied, upstream first; its files are gone, a second time nothing is left."""
    plan = oci("plan", "--working-dir", "toronto", "--all")
    assert len(plan_files(oci)) == 3
    applied = oci("apply", "--planned", "last", "--json", "-")
    assert applied.code == 0
    assert {stack: found["outcome"] for stack, found in applied.json["stacks"].items()} == {
        "toronto/compute": "applied",
        "toronto/identity": "applied",
        "toronto/network": "applied",
    }
    assert plan_files(oci) == []
    again = oci("apply", "--planned", run_id(plan)[:8])
    assert again.code == 0
    assert "apply: no changes in 3 stacks" in again.out


def test_one_stack_of_a_reviewed_run(oci: CommandLine) -> None:
    """Stacks can be named; one that the run has not planned is blocked, with the command that plans it."""
    oci("plan", "toronto/network")
    assert oci("apply", "--planned", "last", "toronto/network").code == 0
    blocked = oci("apply", "--planned", "last", "ashburn/network")
    assert blocked.code == 1
    assert "ashburn/network: blocked" in blocked.out
    assert "has not planned ashburn/network" in blocked.out
    assert "oci-assets plan ashburn/network, then oci-assets apply --planned last ashburn/network" in blocked.out


def test_fault_45_branch_moved_on(oci: CommandLine, estate: EstateRepo) -> None:
    """After the review came a commit: what means the same is applied, anything else is stopped and told."""
    oci("plan", "toronto/identity", "toronto/network")
    files = {"toronto/identity/main.tf": f"# same\n{resource()}", "toronto/network/main.tf": resource(value="2")}
    estate.commit("after the review", files)
    same = oci("apply", "--planned", "last", "toronto/identity", "--json", "-")
    assert same.json["stacks"]["toronto/identity"]["outcome"] == "applied"
    assert "planned anew, with the same changes" in same.json["stacks"]["toronto/identity"]["hint"]
    other = oci("apply", "--planned", "last", "toronto/network")
    assert other.code == 1
    assert "toronto/network: blocked" in other.out
    assert "terraform_data.a (create) has other values of input" in other.out
    found = oci("apply", "--planned", "last", "toronto/network", "--json", "-").json["stacks"]["toronto/network"]
    assert (found["outcome"], found["failure"], found["created"]) == ("blocked", "reviewed-plan", 0)


def test_deferred_stacks_need_a_review_or_a_setting(oci: CommandLine, estate: EstateRepo) -> None:
    """A stack whose plan was deferred is blocked; with `plans.apply_deferred` it is planned and applied in its turn."""
    reading = (
        'data "terraform_remote_state" "network" {\n  backend = "local"\n'
        '  config  = { path = "../network/terraform.tfstate" }\n}\n'
        'resource "terraform_data" "a" {\n  input = data.terraform_remote_state.network.outputs.id\n}\n'
    )
    output = 'output "id" {\n  value = terraform_data.a.id\n}\n'
    files = {"toronto/network/main.tf": resource() + output, "toronto/compute/main.tf": reading}
    estate.commit("compute reads network", files)
    plan = oci("plan", "toronto/network", "toronto/compute", "--json", "-")
    assert plan.json["stacks"]["toronto/compute"]["outcome"] == "deferred"
    blocked = oci("apply", "--planned", "last")
    assert blocked.code == 1
    assert "the plan of toronto/compute was deferred in run " in blocked.out
    assert "plans.apply_deferred: true" in blocked.out
    estate.commit("allow", {"oci-assets.yaml": "plans: {apply_deferred: true}\n"})
    allowed = oci("apply", "--planned", "last", "--json", "-")
    assert allowed.json["stacks"]["toronto/compute"]["outcome"] == "applied"


def test_upstream_applied_in_the_same_run(oci: CommandLine, estate: EstateRepo) -> None:
    """What a downstream plan has read of its upstream's state before that was applied is never applied as it is."""
    reading = (
        'data "terraform_remote_state" "network" {\n  backend = "local"\n'
        '  config  = { path = "../network/terraform.tfstate" }\n}\n'
        'resource "terraform_data" "a" {\n  input = data.terraform_remote_state.network.outputs.size\n}\n'
    )
    network = resource() + 'output "size" {\n  value = "%s"\n}\n'
    compute = {"toronto/compute/main.tf": reading}
    estate.commit("small", {"toronto/network/main.tf": network % "small", **compute})
    oci("apply", "toronto/network")
    estate.commit("large", {"toronto/network/main.tf": network % "large"})
    oci("plan", "toronto/network", "toronto/compute")
    ended = oci("apply", "--planned", "last")
    assert ended.code == 1
    assert "toronto/network was applied since" in ended.out
    assert "terraform_data.a (create) has other values of input" in ended.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--planned", "last"), "nothing was planned here so far"),
        (("--planned", "0000"), "nothing was planned here so far"),
    ],
)
def test_nothing_was_planned(oci: CommandLine, arguments: tuple[str, ...], message: str) -> None:
    """Wrong usage before anything is made."""
    ended = oci("apply", *arguments)
    assert (ended.code, message in ended.err) == (64, True)


@pytest.mark.parametrize("wanted", ["", "no-such-run"])
def test_no_such_run(oci: CommandLine, wanted: str) -> None:
    """An empty name (of an unset variable, perhaps) is not the last run; an apply is no plan."""
    oci("plan", "ashburn/network")
    ended = oci("apply", "--planned", wanted)
    assert (ended.code, "is none of the plan runs" in ended.err) == (64, True)
    applied = oci("apply", "ashburn/network")
    assert oci("apply", "--planned", run_id(applied)).code == 64


def test_plans_are_not_kept(oci: CommandLine, estate: EstateRepo) -> None:
    """With `plans.keep: false` there is no plan to apply, and the hint names the setting."""
    estate.commit("keep none", {"oci-assets.yaml": KEEP_NONE})
    oci("plan", "ashburn/network")
    assert plan_files(oci) == []
    ended = oci("apply", "--planned", "last")
    assert ended.code == 1
    assert "set plans.keep: true" in ended.out


def test_incremental_plan(oci: CommandLine, estate: EstateRepo) -> None:
    """After a push only the stack whose files changed is planned; the others report what was planned before."""
    first = oci("plan", "--all")
    estate.commit("push", {"toronto/network/main.tf": resource("b")})
    second = oci("plan", "--all", "--incremental", "--json", "-")
    assert second.code == 0
    found = second.json["stacks"]
    kept = f"as planned in run {run_id(first)}: nothing that it depends on has changed since"
    assert {stack: each["hint"] for stack, each in found.items()} == {
        "ashburn/network": kept,
        "toronto/compute": kept,
        "toronto/identity": kept,
        "toronto/network": None,
    }
    assert {each["created"] for each in found.values()} == {1}
    assert [change["address"] for change in found["toronto/network"]["changes"]] == ["terraform_data.b"]
    assert oci("apply", "--planned", "last").code == 0


def test_options_belong_to_their_command(oci: CommandLine) -> None:
    """Neither option is taken where it would mean nothing."""
    assert oci("plan", "--all", "--planned", "last").code == 64
    assert oci("apply", "--all", "--incremental").code == 64
    assert oci("drift", "--incremental").code == 64
