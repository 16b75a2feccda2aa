"""An incremental plan gives the kept one while nothing that it depends on has changed, and plans again otherwise."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from oci_assets.model import Counts, Outcome
from oci_assets.terraform.guard import GuardPolicy
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.saved_plan import expire_plans
from oci_assets.terraform.workspace import Workspace
from tests.terraform.reviews import (
    SECOND,
    TEXT,
    MakeStack,
    commands_run,
    of_run,
    planned,
    reviewable,
    reviewed,
    said,
    saved_folder,
)

KEPT = "as planned in run run-1: nothing that it depends on has changed since"


def again(request: StackRequest, run_id: str = "run-2") -> StackRequest:
    """A later incremental run."""
    return of_run(request, run_id, incremental=True)


def test_kept_plan_is_given(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The same counts, addresses and text, at another commit, without a plan; the new run can be applied as well."""
    request = reviewable(make_stack(TEXT % "x"))
    first = each_runner.plan(request)
    second = each_runner.plan(replace(again(request), commit=SECOND))
    assert (second.outcome, second.counts, second.hint) == (Outcome.CHANGES, Counts(created=1), KEPT)
    assert (second.changes, second.plan_text) == (first.changes, first.plan_text)
    assert commands_run(each_runner, again(request)) == []
    applied = each_runner.apply(replace(of_run(request, "run-3", reviewed_run="run-2"), commit=SECOND))
    assert (applied.outcome, applied.hint) == (Outcome.APPLIED, None)
    assert commands_run(each_runner, of_run(request, "run-3")) == ["apply"]
    assert not (saved_folder(each_runner, request, "run-1") / "plan").exists()


def test_kept_plan_without_changes(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A quiet stack stays quiet without a plan."""
    request = reviewable(make_stack(TEXT % "x"))
    runner.apply(of_run(request, "run-0"))
    runner.plan(request)
    result = runner.plan(again(request))
    assert (result.outcome, result.hint) == (Outcome.NO_CHANGES, KEPT)


def test_guards_of_today_count(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Whether an apply will be blocked is told by the settings of now."""
    request = reviewable(make_stack(TEXT % "x"))
    runner.apply(of_run(request, "run-0"))
    make_stack("# nothing\n")
    planned(runner, request)
    result = runner.plan(replace(again(request), guards=GuardPolicy(max_destroys=0)))
    assert result.hint is not None
    assert result.hint.startswith(f"{KEPT}; apply will be blocked: it destroys 1 resource")


def edit(request: StackRequest) -> None:
    """Change a file that the stack reads."""
    (request.folder / "main.tf").write_text(TEXT % "y")


def write_state(request: StackRequest) -> None:
    """Let somebody else have written to the state."""
    state = request.folder / "terraform.tfstate"
    content = json.loads(state.read_text())
    state.write_text(json.dumps({**content, "serial": content["serial"] + 1}))


@pytest.mark.parametrize("move", [edit, write_state])
def test_planned_again_when_something_moved(
    runner: TerraformRunner, make_stack: MakeStack, move: Callable[[StackRequest], None]
) -> None:
    """A changed file, a changed state: the stack is planned."""
    request = reviewable(make_stack(TEXT % "w"))
    runner.apply(of_run(request, "run-0"))
    make_stack(TEXT % "x")
    planned(runner, request)
    move(request)
    result = runner.plan(again(request))
    assert (result.outcome, result.hint) == (Outcome.CHANGES, None)
    assert "plan" in commands_run(runner, again(request))


def test_planned_again_after_its_time(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A plan that is too old, or from before an upstream's apply, is made again."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    since: list[datetime] = []

    def upstream_moved(moment: datetime) -> str | None:
        since.append(moment)
        return "toronto/identity was applied since"

    assert said(runner.plan(of_run(again(request), "run-2", upstream_moved=upstream_moved))) == ""
    assert (datetime.now(timezone.utc) - since[0]).total_seconds() < 600
    assert "plan" in commands_run(runner, again(request))
    assert said(runner.plan(of_run(again(request), "run-3", max_age_seconds=0.0))) == ""
    assert "plan" in commands_run(runner, again(request, "run-3"))


def test_planned_again_when_the_plan_is_not_whole(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A kept plan whose file is cut short or gone would not be applied, so it is not reported either."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    (saved_folder(runner, request) / "plan").write_bytes(b"PK")
    assert runner.plan(again(request)).hint is None
    shutil.rmtree(saved_folder(runner, request).parent)
    assert runner.plan(again(request, "run-3")).hint is None


def test_planned_again_after_a_cut_off_apply(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The run after a cut-off apply plans, whatever is kept."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    Workspace(runner.state_dir, request.stack).journal.begin("run-0")
    assert "was cut off in the middle" in said(runner.plan(again(request)))
    assert commands_run(runner, again(request)) == ["plan"]


def test_files_of_kept_plans_go_after_any_apply(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """An apply without a review makes the kept plans of the stack stale, so their files go."""
    request = planned(runner, reviewable(make_stack(TEXT % "x")))
    runner.apply(of_run(request, "run-2"))
    assert [file.name for file in saved_folder(runner, request).iterdir()] == ["contract.json"]
    assert runner.apply(reviewed(request, "run-3")).outcome is Outcome.NO_CHANGES


def test_so_many_runs_are_kept(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The oldest go."""
    request = reviewable(make_stack(TEXT % "x"))
    for number in range(12):
        runner.plan(of_run(request, f"run-{number}"))
    kept = saved_folder(runner, request).parent
    assert len(list(kept.iterdir())) == 10
    assert not saved_folder(runner, request, "run-0").exists()


def test_plans_are_not_kept_when_told_so(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """`plans.keep: false` leaves nothing behind."""
    request = planned(runner, reviewable(make_stack(TEXT % "x"), keep=False))
    assert not saved_folder(runner, request).exists()


def test_inputs_that_change_while_planning(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Nobody knows which of the two was planned, so the plan is not kept, and says so."""
    request = make_stack(TEXT % "x")
    answers = iter(["one", "two"])
    request = reviewable(request)
    result = runner.plan(of_run(request, "run-1", inputs=lambda: next(answers)))
    assert result.outcome is Outcome.CHANGES
    assert "files have changed while it was planned" in (result.hint or "")
    assert not saved_folder(runner, request).exists()


def test_expired_plans_of_all_stacks_go(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Also of stacks that nobody runs any more, and those with a contract that says nothing; good ones stay."""
    old = planned(runner, reviewable(make_stack(TEXT % "x", name="toronto/old"), max_age_seconds=0.0))
    odd = planned(runner, reviewable(make_stack(TEXT % "x", name="toronto/odd")))
    good = planned(runner, reviewable(make_stack(TEXT % "x", name="toronto/good")))
    (saved_folder(runner, odd) / "contract.json").write_text("{}")
    expire_plans(runner.state_dir)
    assert [(saved_folder(runner, each) / "plan").exists() for each in (old, odd, good)] == [False, False, True]
