"""Prechecks and the policy with real small scripts and real Terraform: what they get, what they stop, what is told."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.guard import GuardPolicy
from oci_assets.terraform.hook_commands import PolicyCommand, Precheck
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.scripts import make_script
from tests.terraform.waiting import wait_until

MakeStack = Callable[..., StackRequest]
PLAIN = 'resource "terraform_data" "main" {\n  input = "one"\n}\n'
SECRET = "hunter2-correct-horse"
SECRETIVE = f"""
variable "word" {{
  default   = "{SECRET}"
  sensitive = true
}}
resource "terraform_data" "main" {{
  input = {{ word = var.word, size = "big" }}
}}
output "word" {{
  value     = terraform_data.main.output.word
  sensitive = true
}}
"""


def checked(command: str, timeout_seconds: float = 60) -> tuple[Precheck, ...]:
    """One precheck."""
    return (Precheck(command, timeout_seconds),)


def is_gone(pid: int) -> bool:
    """Whether no such process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def texts(result: StackResult) -> str:
    """Everything that a result tells."""
    return repr(result)


def test_fault_46_precheck_that_fails_blocks_before_anything_runs(
    runner: TerraformRunner, make_stack: MakeStack
) -> None:
    """It runs in the stack's folder; command, exit code, the last lines and what to do are told; no init took place."""
    request = make_stack(PLAIN, prechecks=checked("./check.sh 'a  b' '$HOME; touch x'"))
    make_script(request.folder, 'pwd; printf "<%s>\\n" "$@"; seq 30; echo "VPN is down" >&2; exit 3', "check.sh")
    result = runner.apply(request)
    assert (result.outcome, result.counts.created) == (Outcome.BLOCKED, 0)
    cause = result.cause or ""
    assert cause.startswith('apply of toronto/network is blocked: it fails its precheck "./check.sh ')
    assert "exit code 3" in cause
    assert "\n  ... 14 lines before\n" in cause
    assert cause.endswith("\n  30\n  VPN is down")
    assert result.hint == "mend what it complains about and run it again"
    logs = sorted(file.name for file in (runner.state_dir / "stacks").glob("*/logs/*/*.log"))
    assert logs == ["01-precheck.log"]
    assert not (request.folder / "x").exists()
    told = make_stack(PLAIN, prechecks=checked("./check.sh 'a  b' '$HOME; touch x'"))
    make_script(told.folder, 'pwd; printf "<%s>\\n" "$@"; exit 3', "check.sh")
    assert f"\n  {told.folder}\n  <a  b>\n  <$HOME; touch x>" in (runner.apply(told).cause or "")


def test_prechecks_that_succeed_are_followed_by_the_apply(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """All of them run, in order, before init; a plan needs none of them."""
    request = make_stack(PLAIN, prechecks=(Precheck("./check.sh 1", 60), Precheck("./check.sh 2", 60)))
    make_script(request.folder, 'echo "$1" >> checked', "check.sh")
    assert runner.plan(request).outcome is Outcome.CHANGES
    assert not (request.folder / "checked").exists()
    assert runner.apply(request).outcome is Outcome.APPLIED
    assert (request.folder / "checked").read_text() == "1\n2\n"


@pytest.mark.parametrize("flag", ["allow_destroy", "allow_frozen", "allow_policy"])
def test_fault_46_precheck_cannot_be_overridden(runner: TerraformRunner, make_stack: MakeStack, flag: str) -> None:
    """No flag goes past a precheck."""
    result = runner.apply(make_stack(PLAIN, prechecks=checked("false"), **{flag: True}))
    assert (result.outcome, result.overrides) == (Outcome.BLOCKED, ())


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("./not-here", "it cannot be run, so nothing was checked"),
        ("no-such-program-here", "'no-such-program-here' was not found or is not executable"),
        ("sleep 600", "it took longer than 0.2 s and was stopped"),
    ],
)
def test_precheck_that_cannot_tell(runner: TerraformRunner, make_stack: MakeStack, command: str, said: str) -> None:
    """Missing or too slow is not success."""
    result = runner.apply(make_stack(PLAIN, prechecks=checked(command, timeout_seconds=0.2)))
    assert result.outcome is Outcome.BLOCKED
    assert said in (result.cause or "")


def test_precheck_is_interrupted_and_leaves_no_orphan(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """One stop ends the precheck and what it has started; nothing else runs, and the result says interrupted."""
    request = make_stack(PLAIN, prechecks=checked("./check.sh", 600))
    make_script(request.folder, "sleep 600 &\necho $! > pid.part\nmv pid.part pid\nsleep 600", "check.sh")
    results: list[StackResult] = []
    worker = threading.Thread(target=lambda: results.append(runner.apply(request)))
    worker.start()
    wait_until((request.folder / "pid").exists)
    request.stop.set()
    worker.join()
    (result,) = results
    assert (result.outcome, result.cause) == (Outcome.FAILED, "interrupted")
    assert "precheck of toronto/network was interrupted, nothing was changed" in (result.error or "")
    pid = int((request.folder / "pid").read_text())
    wait_until(lambda: is_gone(pid))
    assert not (request.folder / "terraform.tfstate").exists()


def test_fault_59_precheck_output_is_redacted(binary: Binary, tmp_path: Path, make_stack: MakeStack) -> None:
    """A precheck has Terraform's environment; a secret of it that it prints goes no further."""
    runner = TerraformRunner(binary, tmp_path / "state", environ={**os.environ, "TF_VAR_db_password": SECRET})
    lines: list[str] = []
    request = make_stack(PLAIN, prechecks=checked("./check.sh"), on_line=lines.append)
    make_script(request.folder, 'echo "password is $TF_VAR_db_password."; exit 1', "check.sh")
    result = runner.apply(request)
    assert "password is (sensitive)." in (result.cause or "")
    assert SECRET not in texts(result) + "".join(lines)
    assert "password is (sensitive)." in lines
    kept = [file.read_text() for file in runner.state_dir.rglob("*precheck*")]
    assert kept[0] == "password is (sensitive).\n"
    assert SECRET not in "".join(kept)


@pytest.fixture
def judge(tmp_path: Path) -> Callable[..., PolicyCommand]:
    """Makes a policy of a few lines of shell, in a folder of its own."""

    def make(lines: str, *, timeout_seconds: float = 60, blocks: bool = True) -> PolicyCommand:
        make_script(tmp_path / "rules", lines, "judge.sh")
        return PolicyCommand(
            "./judge.sh test {plan} --input={plan}", timeout_seconds, tmp_path / "rules", blocks=blocks
        )

    return make


Judge = Callable[..., PolicyCommand]


@pytest.mark.parametrize("action", ["plan", "apply"])
def test_fault_59_policy_gets_the_redacted_plan(
    runner: TerraformRunner, make_stack: MakeStack, judge: Judge, tmp_path: Path, action: str
) -> None:
    """On standard input and as a file, the same document: it holds what is planned, and no secret."""
    policy = judge('cat > stdin.json; cp "$2" file.json; echo "$@" > arguments; env > environment')
    request = make_stack(SECRETIVE, policy=policy)
    assert getattr(runner, action)(request).outcome.is_success
    rules = tmp_path / "rules"
    given = (rules / "stdin.json").read_text()
    assert given == (rules / "file.json").read_text()
    assert SECRET not in given
    document = json.loads(given)
    (change,) = document["resource_changes"]
    assert change["change"]["after"]["input"] == {"size": "big", "word": "(sensitive)"}
    assert document["variables"]["word"]["value"] == "(sensitive)"
    test, path, option = (rules / "arguments").read_text().split()
    assert (test, option) == ("test", f"--input={path}")
    assert not Path(path).exists()  # gone with the plan


def test_policy_has_no_access_to_the_cloud(binary: Binary, tmp_path: Path, make_stack: MakeStack, judge: Judge) -> None:
    """It sees where programs are and which stack it is about, nothing that opens a state or a cloud."""
    environ = {**os.environ, "TF_VAR_db_password": SECRET, "OCI_CLI_KEY_CONTENT": "key", "AWS_SECRET_ACCESS_KEY": "key"}
    runner = TerraformRunner(binary, tmp_path / "state", environ=environ)
    assert runner.plan(make_stack(PLAIN, policy=judge("env > environment"))).outcome is Outcome.CHANGES
    seen = dict(line.split("=", 1) for line in (tmp_path / "rules" / "environment").read_text().splitlines())
    assert seen["OCI_ASSETS_STACK"] == "toronto/network"
    assert seen["PATH"] == os.environ["PATH"]
    assert [name for name in seen if name.startswith(("OCI_CLI", "AWS_", "TF_"))] == []


def test_fault_46_policy_blocks_plan_and_apply(runner: TerraformRunner, make_stack: MakeStack, judge: Judge) -> None:
    """With what it printed, redacted and cut; the plan keeps its counts, the apply does nothing."""
    request = make_stack(SECRETIVE, policy=judge(f'seq 50; echo "FAIL: no tags on {SECRET}"; exit 2'))
    planned = runner.plan(request)
    assert (planned.outcome, planned.counts.created) == (Outcome.BLOCKED, 1)
    applied = runner.apply(request)
    assert (applied.outcome, applied.counts.created) == (Outcome.BLOCKED, 0)
    assert not (request.folder / "terraform.tfstate").exists()
    for result in (planned, applied):
        cause = result.cause or ""
        assert "is refused by the policy './judge.sh test {plan} --input={plan}': exit code 2" in cause
        assert "\n  ... 31 lines before\n  32\n" in cause
        assert "--allow-policy toronto/network" in (result.hint or "")


def test_fault_46_policy_is_overridden_by_its_own_flag_only(
    runner: TerraformRunner, make_stack: MakeStack, judge: Judge
) -> None:
    """`--allow-destroy` says nothing about the policy; what is overridden is on the record."""
    request = make_stack(PLAIN, policy=judge("echo no; exit 1"), allow_destroy=True, allow_frozen=True)
    assert runner.apply(request).outcome is Outcome.BLOCKED
    allowed = runner.apply(replace(request, allow_policy=True))
    assert allowed.outcome is Outcome.APPLIED
    assert [(each.guard, each.addresses) for each in allowed.overrides] == [("policy", ())]


def test_policy_that_warns(runner: TerraformRunner, make_stack: MakeStack, judge: Judge) -> None:
    """It is told with the result of a plan and of an apply, and stops neither."""
    request = make_stack(PLAIN, policy=judge("echo no tags; exit 1", blocks=False))
    planned, applied = runner.plan(request), runner.apply(request)
    assert (planned.outcome, applied.outcome, applied.overrides) == (Outcome.CHANGES, Outcome.APPLIED, ())
    for result in (planned, applied):
        assert (result.hint or "").startswith("warning: toronto/network is refused by the policy './judge.sh ")
        assert (result.hint or "").endswith("exit code 1\n  no tags")


@pytest.mark.parametrize(
    ("script", "said"),
    [("sleep 600", "it took longer than 0.5 s and was stopped"), ("kill -9 $$", "ended by signal 9")],
)
def test_policy_that_cannot_tell(
    runner: TerraformRunner, make_stack: MakeStack, judge: Judge, script: str, said: str
) -> None:
    """Only exit code 0 is a yes."""
    result = runner.apply(make_stack(PLAIN, policy=judge(script, timeout_seconds=0.5)))
    assert result.outcome is Outcome.BLOCKED
    assert said in (result.cause or "")


def test_policy_is_missing(runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """A program that is not installed blocks, and is named."""
    result = runner.apply(make_stack(PLAIN, policy=PolicyCommand("no-such-conftest test -", 60, tmp_path)))
    assert result.outcome is Outcome.BLOCKED
    assert "'no-such-conftest' was not found" in (result.cause or "")


def test_policy_is_not_asked_about_nothing(runner: TerraformRunner, make_stack: MakeStack, judge: Judge) -> None:
    """Without changes there is nothing that an apply would do, and drift asks nobody."""
    request = make_stack(PLAIN)
    runner.apply(request)
    refusing = replace(request, policy=judge("exit 1"))
    assert [runner.plan(refusing).outcome, runner.apply(refusing).outcome] == [Outcome.NO_CHANGES] * 2
    assert runner.drift(refusing).outcome is Outcome.NO_CHANGES


def test_all_that_blocks_is_told_at_once(runner: TerraformRunner, make_stack: MakeStack, judge: Judge) -> None:
    """Limit and policy stand in one message, with both ways out."""
    runner.apply(make_stack(PLAIN))
    result = runner.apply(make_stack("", policy=judge("exit 1"), guards=GuardPolicy(max_destroys=0)))
    assert "destroys 1 resource, allowed are 0" in (result.cause or "")
    assert "is refused by the policy" in (result.cause or "")
    assert "--allow-destroy toronto/network" in (result.hint or "")
    assert "--allow-policy toronto/network" in (result.hint or "")
