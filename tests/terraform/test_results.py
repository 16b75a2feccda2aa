"""Results of runs that did not do what was asked."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from oci_assets.errors import OciAssetsError
from oci_assets.model import Action, Counts, Outcome, ResourceChange
from oci_assets.terraform import results
from oci_assets.terraform.failures import Failure, FailureKind
from oci_assets.terraform.guard import Violation
from oci_assets.terraform.locks import LockInterruptedError
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.plan import PlanSummary, count
from oci_assets.terraform.planning import Planned
from oci_assets.terraform.progress import ApplyProgress
from oci_assets.terraform.request import StackRequest
from tests.terraform.test_progress import done

REQUEST = StackRequest("toronto/network", Path("/estate/toronto/network"), "run-1")
VCN = ResourceChange("oci_core_vcn.a", "oci_core_vcn", "delete")
DRIFTED = ResourceChange("oci_core_vcn.b", "oci_core_vcn", "update")
PLANNED = Planned(
    Path("/state/plan"),
    PlanSummary(count([VCN], drifted=1), (VCN,), (DRIFTED,), needs_apply=True, output_changes=(), format_version="1.2"),
    "Plan: 0 to add, 0 to change, 1 to destroy.",
)


def error(kind: FailureKind = FailureKind.QUOTA, hint: str | None = "do this", *, lost: bool = False) -> PhaseError:
    """An apply that ended badly."""
    return PhaseError("toronto/network", "apply", Failure(kind, "went wrong", hint), lost=lost)


def progress(*addresses: str) -> ApplyProgress:
    """An apply that has created these."""
    made = ApplyProgress()
    for address in addresses:
        made.feed(done(address, "create"))
    return made


@pytest.mark.parametrize(
    ("action", "outcome"),
    [(Action.PLAN, Outcome.FAILED), (Action.APPLY, Outcome.FAILED), (Action.DRIFT, Outcome.UNKNOWN)],
)
def test_failed_by_action(action: Action, outcome: Outcome) -> None:
    """A check that could not look is unknown, everything else failed; error and hint are handed on."""
    result = results.failed(REQUEST, action, error())
    assert (result.outcome, result.error, result.hint, result.cause) == (
        *(outcome, "apply of toronto/network failed: went wrong", "do this", None),
    )


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        (error(FailureKind.INTERRUPTED), "interrupted"),
        (LockInterruptedError("stopped"), "interrupted"),
        (error(FailureKind.TIMEOUT), None),
        (OciAssetsError("no folder"), None),
        (OSError("disk"), None),
    ],
)
def test_failed_tells_an_interrupt_apart(trouble: Exception, cause: str | None) -> None:
    """A run that somebody stopped, also while it waited for a lock, says so in `cause`."""
    assert results.failed(REQUEST, Action.PLAN, trouble).cause == cause


@pytest.mark.parametrize(
    ("addresses", "lost", "outcome"),
    [
        ((), False, Outcome.FAILED),
        (("a",), False, Outcome.PARTIAL),
        ((), True, Outcome.UNKNOWN),
        (("a",), True, Outcome.UNKNOWN),
    ],
)
def test_unfinished_outcome(addresses: tuple[str, ...], outcome: Outcome, *, lost: bool) -> None:
    """Nothing done, something done, nobody knows: three outcomes; counts are those of what is done."""
    result = results.unfinished(REQUEST, PLANNED, progress(*addresses), error(lost=lost))
    assert (result.outcome, result.counts) == (outcome, Counts(created=len(addresses)))
    assert [change.address for change in result.changes] == list(addresses)
    assert (result.drift, result.plan_text) == ((DRIFTED,), PLANNED.text)


def test_unfinished_names_what_is_done() -> None:
    """Twenty addresses are named, the rest is a number, and there is always something to do next."""
    result = results.unfinished(REQUEST, PLANNED, progress(*(f"a{n}" for n in range(23))), error(hint=None))
    text = "apply of toronto/network failed: went wrong; done before that: a0, a1, "
    assert (result.error or "").startswith(text)
    assert (result.error or "").endswith("a18, a19 and 3 more")
    assert "the next run plans what is left" in (result.hint or "")


def test_blocked_tells_every_guard() -> None:
    """Nothing counts as done; each guard has its sentence, and the flag that lets it through is named."""
    violations = [Violation("max_destroys", "destroys one", ()), Violation("protected_types", "destroys a VCN", ())]
    result = results.blocked(REQUEST, PLANNED, violations)
    assert (result.outcome, result.counts, result.error) == (Outcome.BLOCKED, Counts(drifted=1), None)
    assert (result.changes, result.drift) == ((VCN,), (DRIFTED,))
    assert result.cause == "apply of toronto/network is blocked: it destroys one; it destroys a VCN"
    assert (result.hint or "").endswith("--allow-destroy toronto/network")


def provisioning(progress: ApplyProgress, address: str) -> None:
    """A resource is created, and its provisioner has begun."""
    hook = {"resource": {"addr": address, "resource_type": "terraform_data"}}
    for event in (
        {"type": "apply_start", "hook": {**hook, "action": "create"}},
        {"type": "provision_start", "hook": hook},
    ):
        progress.feed(json.dumps(event))


def test_unfinished_half_made() -> None:
    """A resource whose provisioner failed is in the state, tainted: that is no `failed`, of which nothing is left."""
    half = ApplyProgress()
    provisioning(half, "terraform_data.a")
    result = results.unfinished(REQUEST, PLANNED, half, error())
    assert (result.outcome, result.counts) == (Outcome.PARTIAL, Counts())
    assert (result.error or "").endswith("; half made: terraform_data.a")
    assert "tainted" in (result.hint or "")
    half.feed(done("terraform_data.a", "create"))
    assert half.half_made == ()


def test_unfinished_replacement_is_not_done() -> None:
    """Of a replacement the first half, its destruction, is told as what it is."""
    planned = replace(PLANNED, summary=replace(PLANNED.summary, changes=(replace(VCN, action="replace"),)))
    gone = ApplyProgress()
    gone.feed(done(VCN.address, "delete"))
    result = results.unfinished(REQUEST, planned, gone, error())
    assert (result.error or "").endswith(f"; destroyed, and not made anew: {VCN.address}")
    assert "done before that" not in (result.error or "")
