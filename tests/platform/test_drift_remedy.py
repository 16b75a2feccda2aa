"""Drift that is put back by itself, on real Terraform: once, within the guards, and never against people's word."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.github.access import GithubAccess
from oci_assets.model import Action, Outcome
from oci_assets.platform import tags
from oci_assets.platform.drift_export import Exported, export_drift
from oci_assets.platform.drift_files import drift_file
from oci_assets.platform.naming import stack_of
from oci_assets.platform.run_details import details_in
from tests.github.server import GithubServer
from tests.platform.estates import Estate, Ran, make_estate, run

NETWORK, OKE = "toronto/network", "toronto/oke"
FROZEN = "guards: {frozen: [{from: 2020-01-01, to: 2099-01-01, reason: audit}]}\n"


def applied(folder: Path, memory: dg.DagsterInstance, remediation: str, settings: str = "") -> Estate:
    """Two stacks as they were applied, and a commit after that which nobody has applied."""
    text = f"drift: {{remediation: {remediation}}}\n"
    estate = make_estate(folder, NETWORK, OKE, files={"oci-assets.yaml": text})
    run(estate.site, memory, Action.APPLY, NETWORK, OKE)
    estate.repo.commit(files={f"{NETWORK}/README": "later\n", "oci-assets.yaml": text + settings})
    return estate


def change_by_hand(estate: Estate, stack: str = NETWORK) -> None:
    """Another value in the state, as if somebody had been at it."""
    file = estate.repo.root / stack / "terraform.tfstate"
    file.write_text(file.read_text(encoding="utf-8").replace('"one"', '"by hand"'), encoding="utf-8")


def check(estate: Estate, memory: dg.DagsterInstance, github: GithubAccess | None = None) -> Exported:
    """A check of both stacks by the schedule, and what is told of it."""
    run(estate.site, memory, Action.DRIFT, NETWORK, OKE, trigger=tags.SCHEDULE)
    return export_drift(memory, estate.site, github, None)


def carry_out(estate: Estate, memory: dg.DagsterInstance, request: dg.RunRequest) -> Ran:
    """The run that was asked for, as the daemon starts it."""
    own = {key.removeprefix("oci/"): value for key, value in request.tags.items()}
    stacks = [stack_of(key) for key in request.asset_selection or ()] or details_in(request.run_config).stacks
    return run(estate.site, memory, Action(own["action"]), *stacks, trigger=own["trigger"], commit=own["commit"])


@pytest.mark.parametrize("remediation", ["report", "plan", "apply"])
def test_remedy_of_settings(tmp_path: Path, memory: dg.DagsterInstance, remediation: str) -> None:
    """Off by default; a plan or an apply is of exactly the drifted stacks, at the commit last applied."""
    estate = applied(tmp_path, memory, remediation)
    last = estate.repo.git("rev-parse", "HEAD~1")
    change_by_hand(estate)
    exported = check(estate, memory)
    assert [(r.job_name, r.tags[tags.COMMIT], r.tags[tags.TRIGGER]) for r in exported.requests] == (
        [] if remediation == "report" else [(remediation, last, "drift")]
    )
    assert [stack_of(key) for r in exported.requests for key in r.asset_selection or ()] == (
        [NETWORK] if remediation == "apply" else []
    )


def test_apply_puts_it_back(
    tmp_path: Path, memory: dg.DagsterInstance, github: GithubServer, access: GithubAccess
) -> None:
    """Applied once, told in the issue, audited as `drift`; the next check closes the issue."""
    estate = applied(tmp_path, memory, "apply")
    change_by_hand(estate)
    [request] = check(estate, memory, access).requests
    ran = carry_out(estate, memory, request)
    assert (ran.record.trigger, ran.record.results[NETWORK].outcome) == ("drift", Outcome.APPLIED)
    told = export_drift(memory, estate.site, access, None)
    assert (told.requests, f"applied again by itself (run {ran.run_id[:8]})" in github.forge.issues[1]["body"]) == (
        (),
        True,
    )
    assert check(estate, memory, access).requests == ()
    assert github.forge.open_numbers() == []


def test_plan_is_kept(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """The command that applies the kept plan stands in the text, and works."""
    estate = applied(tmp_path, memory, "plan")
    change_by_hand(estate)
    [request] = check(estate, memory).requests
    planned = carry_out(estate, memory, request)
    export_drift(memory, estate.site, None, None)
    text = drift_file(estate.site, NETWORK).read_text(encoding="utf-8")
    assert f"oci-assets apply --planned {planned.run_id} {NETWORK}" in text
    ended = run(estate.site, memory, Action.APPLY, NETWORK, planned=planned.run_id, trigger=tags.COMMAND_LINE)
    assert ended.record.results[NETWORK].outcome is Outcome.APPLIED


def test_blocked_apply_is_told_and_not_repeated(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """A frozen window holds for it as for everybody; the same drift is not tried again the next day."""
    estate = applied(tmp_path, memory, "apply", FROZEN)
    change_by_hand(estate)
    [request] = check(estate, memory).requests
    ran = carry_out(estate, memory, request)
    assert ran.record.results[NETWORK].outcome is Outcome.BLOCKED
    export_drift(memory, estate.site, None, None)
    text = drift_file(estate.site, NETWORK).read_text(encoding="utf-8")
    assert f"It was not put back by itself (run {ran.run_id[:8]}, blocked), and is not tried again: " in text
    assert "frozen" in text
    assert check(estate, memory).requests == ()


def test_other_stack_has_its_own_try(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """What drifts later is put back, while what was tried in vain is not tried again."""
    estate = applied(tmp_path, memory, "apply", FROZEN)
    change_by_hand(estate)
    [request] = check(estate, memory).requests
    carry_out(estate, memory, request)
    change_by_hand(estate, OKE)
    [other] = check(estate, memory).requests
    assert [stack_of(key) for key in other.asset_selection or ()] == [OKE]
    assert other.run_key != request.run_key


@pytest.mark.parametrize("word", ["muted", "not planned", "unreachable"])
def test_peoples_word_counts(
    tmp_path: Path, memory: dg.DagsterInstance, github: GithubServer, access: GithubAccess, word: str
) -> None:
    """Nothing is put back that is muted, that was closed as not planned, or whose issue nobody could look at."""
    report = applied(tmp_path, memory, "report")
    change_by_hand(report)
    check(report, memory, access)
    if word == "muted":
        github.forge.add_labels(1, ["drift-muted"])
    elif word == "not planned":
        github.forge.edit(1, {"state": "closed", "state_reason": "not_planned"})
    else:
        github.token = "another"
    report.repo.commit(files={"oci-assets.yaml": "drift: {remediation: apply}\n"})
    assert check(report, memory, access).requests == ()


def test_unknown_and_pending_are_not_put_back(tmp_path: Path, memory: dg.DagsterInstance) -> None:
    """A check that failed and a commit that waits are no drift."""
    estate = applied(tmp_path, memory, "apply")
    (estate.repo.root / OKE / "terraform.tfstate").write_text("{broken", encoding="utf-8")
    estate.commit(toronto__network="two")
    assert check(estate, memory).requests == ()
