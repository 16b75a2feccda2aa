"""Fault 46 through Dagster: frozen windows by a given clock, prechecks and policies of the watched branch. Real git."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.estate.settings_file import parse_settings
from oci_assets.model import Action, Outcome, StackResult
from oci_assets.platform.site import Site
from oci_assets.platform.step_guards import frozen_window, guarded
from oci_assets.terraform.request import StackRequest
from tests.platform.estates import Estate, make_estate, run, terraform_data

STACK = "toronto/network"
FROZEN = "guards: {frozen: [{from: '00:00', to: '24:00', reason: quarter end, stacks: [toronto/*]}]}\n"
SCRIPT = "#!/bin/sh\necho 'the rules of %s say no'\nexit %d\n"
POLICY = "policy: {command: sh rules/judge.sh}\n"


def result_of(estate: Estate, memory: dg.DagsterInstance, action: Action, **tags: str) -> StackResult:
    """How the stack ended in a run of this action, as the daemon does it."""
    return run(estate.site, memory, action, STACK, details=None, trigger="ui", **tags).record.results[STACK]


def test_frozen_window_of_a_stack() -> None:
    """The first window that names the stack and holds at the moment, with its words."""
    text = (
        "guards: {frozen: [{from: fri 16:00, to: mon 8:00, stacks: [toronto/*]},"
        " {from: 2026-11-27, to: 2026-11-27, reason: audit, stacks: [ashburn/dns]}]}"
    )
    guards = parse_settings(text.encode()).guards
    friday = datetime(2026, 11, 27, 16, 0, tzinfo=timezone.utc)
    assert frozen_window(guards, STACK, friday) == "from fri 16:00 to mon 8:00 (UTC)"
    assert frozen_window(guards, STACK, friday - timedelta(seconds=1)) is None
    assert frozen_window(guards, "ashburn/dns", friday) == "from 2026-11-27 to 2026-11-27 (UTC): audit"
    assert frozen_window(guards, "ashburn/network", friday) is None


def test_fault_46_clock_is_read_when_it_is_asked(tmp_path: Path) -> None:
    """A request that waits long is judged by the moment of its apply, not by that of its making."""
    estate = make_estate(tmp_path, STACK, files={"oci-assets.yaml": "guards: {frozen: [{from: '16:00', to: '17:00'}]}"})
    times: Iterator[datetime] = iter(datetime(2026, 11, 27, hour, tzinfo=timezone.utc) for hour in (15, 16))
    request, site = StackRequest(STACK, tmp_path, "run"), estate.site
    with guarded(request, site, site, Action.APPLY, {}, clock=lambda: next(times)) as asked:
        assert asked.frozen() is None
        assert asked.frozen() == "from 16:00 to 17:00 (UTC)"


def test_guarded_takes_the_stacks_own(tmp_path: Path) -> None:
    """Settings of the stack before general ones; every override is for the stack that it names, and for one guard."""
    text = (
        "guards: {max_destroys: 0, max_replaces: 4}\n"
        f"stacks: {{{STACK}: {{guards: {{max_destroys: 2}}, prechecks: [a b], precheck_timeout_seconds: 5}}}}\n"
        "policy: {command: c, actions: [apply], fail: warn, timeout_seconds: 7}\n"
    )
    site = make_estate(tmp_path, STACK, "toronto/dns", files={"oci-assets.yaml": text}).site
    told = {"oci/allow_frozen": STACK, "oci/allow_policy": "toronto/dns"}

    def request(stack: str, action: Action) -> StackRequest:
        with guarded(StackRequest(stack, tmp_path, "run"), site, site, action, told) as made:
            return made

    own = request(STACK, Action.APPLY)
    assert (own.guards.max_destroys, own.guards.max_replaces) == (2, 4)
    assert [(check.command, check.timeout_seconds) for check in own.prechecks] == [("a b", 5)]
    assert (own.allow_destroy, own.allow_frozen, own.allow_policy) == (False, True, False)
    assert own.policy is not None
    assert (own.policy.folder, own.policy.timeout_seconds, own.policy.blocks) == (site.root, 7, False)
    other = request("toronto/dns", Action.PLAN)
    assert (other.guards.max_destroys, other.prechecks, other.policy) == (0, (), None)
    assert (other.allow_frozen, other.allow_policy) == (False, True)


def test_fault_46_frozen_through_dagster(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """Plan goes on, apply is blocked, its own override lets it through and is recorded with who and why."""
    estate = make_estate(tmp_path, STACK, files={"oci-assets.yaml": FROZEN})
    assert result_of(estate, memory, Action.PLAN).outcome is Outcome.CHANGES
    blocked = result_of(estate, memory, Action.APPLY, allow_destroy=STACK, allow_policy=STACK)
    assert blocked.outcome is Outcome.BLOCKED
    assert "frozen from 00:00 to 24:00 (UTC): quarter end" in (blocked.cause or "")
    allowed = run(
        estate.site, memory, Action.APPLY, STACK, trigger="ui", allow_frozen=STACK, actor="ann", reason="OPS-7"
    )
    record = allowed.record
    assert record.results[STACK].outcome is Outcome.APPLIED
    assert [override.guard for override in record.results[STACK].overrides] == ["frozen"]
    assert (record.actor, record.reason) == ("ann", "OPS-7")


@pytest.fixture
def judged(tmp_path: Path) -> Estate:
    """One stack; the rules of `main` say no."""
    files = {"oci-assets.yaml": POLICY, "rules/judge.sh": SCRIPT % ("main", 1)}
    return make_estate(tmp_path, STACK, files=files)


def test_fault_46_a_branch_cannot_change_the_rules(judged: Estate, memory: dg.DagsterInstance) -> None:
    """Neither its settings nor its own files of rules count: main's program runs among main's files."""
    judged.repo.branch("feature/x")
    head = judged.repo.commit(files={"oci-assets.yaml": "", "rules/judge.sh": SCRIPT % ("the branch", 0)})
    judged.repo.switch("main")
    for action in (Action.PLAN, Action.APPLY):
        result = result_of(judged, memory, action, commit=head)
        assert result.outcome is Outcome.BLOCKED
        assert "\n  the rules of main say no" in (result.cause or "")
    judged.repo.git("merge", "--quiet", "--ff-only", "feature/x")
    assert result_of(judged, memory, Action.APPLY, commit=head).outcome is Outcome.APPLIED


def test_fault_46_a_branch_cannot_add_programs(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """Prechecks, a policy, another Terraform: nothing of a branch is run before it is merged; then it is."""
    estate = make_estate(tmp_path, STACK)
    mark = tmp_path / "ran"
    script = f"#!/bin/sh\necho ran >> {mark}\nexit 1\n"
    estate.repo.branch("feature/x")
    settings = (
        f"policy: {{command: sh {tmp_path}/evil.sh}}\nterraform: {{binary: {tmp_path}/evil.sh}}\n"
        f"stacks: {{{STACK}: {{prechecks: ['sh {tmp_path}/evil.sh']}}}}\n"
    )
    head = estate.repo.commit(files={"oci-assets.yaml": settings})
    (tmp_path / "evil.sh").write_text(script)
    (tmp_path / "evil.sh").chmod(0o755)
    estate.repo.switch("main")
    assert result_of(estate, memory, Action.PLAN, commit=head).outcome is Outcome.CHANGES
    assert result_of(estate, memory, Action.APPLY, commit=head).outcome is Outcome.APPLIED
    assert not mark.exists()
    settings = f"stacks: {{{STACK}: {{prechecks: ['sh {tmp_path}/evil.sh']}}}}\n"
    estate.repo.commit(files={"oci-assets.yaml": settings})
    assert result_of(estate, memory, Action.APPLY).outcome is Outcome.BLOCKED
    assert mark.read_text() == "ran\n"


def test_fault_46_a_later_guard_holds_for_an_earlier_commit(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """The head of the watched branch decides, not the commit that is run nor what was loaded before."""
    estate = make_estate(tmp_path, STACK)
    loaded: Site = estate.site
    commit = estate.commit(toronto__network="two")
    estate.repo.commit(files={"oci-assets.yaml": FROZEN})
    result = run(loaded, memory, Action.APPLY, STACK, trigger="ui", commit=commit).record.results[STACK]
    assert result.outcome is Outcome.BLOCKED


def test_fault_46_each_watched_branch_has_its_own_policy(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """A commit is judged by the branch that the run is for, where several have it."""
    estate = make_estate(tmp_path, STACK, files={"oci-assets.yaml": FROZEN})
    estate.repo.branch("Dev")
    commit = estate.repo.commit(files={"oci-assets.yaml": "", f"{STACK}/main.tf": terraform_data("two")})
    estate.repo.switch("main")
    estate.repo.git("merge", "--quiet", "--no-commit", "--no-ff", "Dev")
    estate.repo.commit(files={"oci-assets.yaml": FROZEN})
    site = replace(estate.site, branch="main,Dev")

    def outcome(branch: str) -> Outcome:
        return (
            run(site, memory, Action.APPLY, STACK, trigger="ui", commit=commit, branch=branch)
            .record.results[STACK]
            .outcome
        )

    assert outcome("main") is Outcome.BLOCKED
    assert outcome("Dev") is Outcome.APPLIED


def test_fault_46_mistakes_on_the_watched_branch_fail_closed(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """Guards that cannot be read let nothing through, and the message says where they are wrong."""
    estate = make_estate(tmp_path, STACK)
    loaded, commit = estate.site, estate.repo.git("rev-parse", "HEAD")
    estate.repo.commit(files={"oci-assets.yaml": "guards: {max_destroy: 1}\n"})
    result = run(loaded, memory, Action.APPLY, STACK, trigger="ui", commit=commit).record.results[STACK]
    assert result.outcome is Outcome.FAILED
    assert "did you mean 'max_destroys'?" in (result.error or "")
