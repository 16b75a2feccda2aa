"""Fault 46 on the command line: named overrides and their record, and whose policy holds in place. Real git."""

from __future__ import annotations

import json

import pytest

from tests.cli.command_line import CommandLine, resource

STACK = "toronto/network"
FROZEN = "guards: {frozen: [{from: '00:00', to: '24:00', reason: quarter end}]}\n"
POLICY = "policy: {command: sh rules/judge.sh}\n"


def test_fault_46_frozen_is_overridden_by_name_and_recorded(oci: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What blocks says which flag; the audit record names guard, person and reason."""
    monkeypatch.setenv("GITHUB_ACTOR", "ann")
    oci.estate.commit("frozen", {"oci-assets.yaml": FROZEN})
    assert "note: toronto/network: apply will be blocked: it is frozen from 00:00" in oci("plan", STACK).out
    blocked = oci("apply", STACK, "--allow-destroy", STACK)
    assert blocked.code == 1
    assert "it is frozen from 00:00 to 24:00 (UTC): quarter end" in blocked.out
    assert f"what cannot wait goes on with --allow-frozen {STACK}" in blocked.out
    assert oci("apply", STACK, "--allow-frozen", STACK, "--reason", "OPS-7, agreed").code == 0
    (service,) = json.loads(oci("audit", "list", "--json").out)[-1]["services"]
    assert service["overrides"] == [
        {
            "guard": "frozen",
            "message": "is frozen from 00:00 to 24:00 (UTC): quarter end",
            "addresses": [],
            "actor": "ann",
            "reason": "OPS-7, agreed",
        }
    ]


def test_fault_46_destroy_is_recorded_with_its_addresses(oci: CommandLine) -> None:
    """Guard and addresses stand apart from the words; without a reason it is null."""
    oci("apply", STACK)
    oci.estate.commit("gone", {f"{STACK}/main.tf": ""})
    assert oci("apply", STACK, "--allow-destroy", STACK).code == 0
    (override,) = json.loads(oci("audit", "list", "--json").out)[-1]["services"][0]["overrides"]
    assert (override["guard"], override["addresses"]) == ("max_destroys", ["terraform_data.a"])
    assert override["reason"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--allow-frozen", "toronto/netwrk"), "no stack 'toronto/netwrk' in the estate"),
        (("--allow-policy", "toronto/*"), "no stack 'toronto/*' in the estate"),
        (("--reason", " "), "give 1 to 500 characters"),
        (("--reason", "x" * 501), "give 1 to 500 characters"),
    ],
)
def test_overrides_are_exact(oci: CommandLine, arguments: tuple[str, str], said: str) -> None:
    """A stack is named in full, a pattern is no name; nothing runs."""
    ended = oci("apply", STACK, *arguments)
    assert ended.code == 64
    assert said in ended.err


def test_fault_46_base_ref_takes_the_rules_of_the_base(oci: CommandLine) -> None:
    """With `--base-ref` policy and its files are the base's; without it those that lie here, as a person runs them."""
    oci.estate.commit("rules", {"oci-assets.yaml": POLICY, "rules/judge.sh": "echo main says no; exit 1\n"})
    oci.estate.branch("feature/x")
    oci.estate.commit("loose", {"rules/judge.sh": "exit 0\n", f"{STACK}/main.tf": resource(value="2")})
    for command in ("plan", "apply"):
        judged = oci(command, "--base-ref", "main")
        assert judged.code == 1
        assert "main says no" in judged.out
        # what the rules complain about is shown where there is nothing else to see it in
        assert ('~ resource "terraform_data" "a"' in judged.out or '+ resource "terraform_data" "a"' in judged.out) == (
            command == "plan"
        )
    assert oci("apply", STACK).code == 0


def test_fault_46_base_ref_takes_the_head_of_the_base(oci: CommandLine) -> None:
    """A guard that came to the base after the branch was made holds for the branch."""
    oci.estate.branch("feature/x")
    oci.estate.commit("change", {f"{STACK}/main.tf": resource(value="2")})
    oci.estate.switch("main")
    oci.estate.commit("frozen", {"oci-assets.yaml": FROZEN})
    oci.estate.switch("feature/x")
    judged = oci("apply", "--base-ref", "main")
    assert judged.code == 1
    assert "frozen from 00:00 to 24:00" in judged.out


def test_fault_46_what_is_merged_judges_itself(oci: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a commit of the branch that `OCI_ASSETS_BRANCH` names, `--base-ref HEAD~1` does not bring old guards back."""
    oci("apply", STACK)
    oci.estate.commit("allowed", {"oci-assets.yaml": "guards: {max_destroys: 1}\n", f"{STACK}/main.tf": ""})
    blocked = oci("apply", "--base-ref", "HEAD~1", "--working-dir", str(oci.estate.root / STACK))
    assert blocked.code == 1
    assert "OCI_ASSETS_BRANCH names the branch" in blocked.out
    monkeypatch.setenv("OCI_ASSETS_BRANCH", "main")
    merged = oci("apply", "--base-ref", "HEAD~1", "--working-dir", str(oci.estate.root / STACK))
    assert merged.code == 0
    assert "note: guards" not in merged.out


def test_doctor_shows_guards(oci: CommandLine) -> None:
    """Those in force, and a warning where something guards nothing, which is no failure."""
    oci.estate.commit("guards", {"oci-assets.yaml": "guards: {frozen: [{from: 2020-01-01, to: 2020-01-02}]}\n"})
    ended = oci("doctor")
    assert ended.code == 0
    assert "ok   guards: an apply of a stack may destroy 0, replace any; protected types: oci_core_vcn," in ended.out
    assert "guards.frozen.0 (2020-01-01 to 2020-01-02) is over: remove it" in ended.out
