"""Fault 46, decision 10: a branch that loosens its own guards gains nothing by it until it is merged. Real git."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.model import Action, Outcome
from tests.platform.estates import Estate, make_estate, run

STACK = "toronto/network"
LOOSE = "guards: {max_destroys: null, protected_types: []}\n"


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """One stack with strict guards on `main`."""
    return make_estate(tmp_path, STACK, files={"oci-assets.yaml": "guards: {max_destroys: 0}\n"})


def test_fault_46_a_branch_cannot_loosen_its_guards(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Plan says blocked, apply is blocked; after the merge the same commit is applied."""
    run(estate.site, memory, Action.APPLY, STACK, trigger="sensor")
    estate.repo.git("switch", "--quiet", "--create", "feature/x")
    head = estate.repo.commit(files={"oci-assets.yaml": LOOSE, f"{STACK}/main.tf": ""})
    estate.repo.git("switch", "--quiet", "main")
    planned = run(estate.site, memory, Action.PLAN, STACK, trigger="ui", commit=head).record.results[STACK]
    assert "apply will be blocked" in (planned.hint or "")
    applied = run(estate.site, memory, Action.APPLY, STACK, trigger="ui", commit=head).record.results[STACK]
    assert applied.outcome is Outcome.BLOCKED
    estate.repo.git("merge", "--quiet", "--ff-only", "feature/x")
    merged = run(estate.site, memory, Action.APPLY, STACK, trigger="ui", commit=head).record.results[STACK]
    assert merged.outcome is Outcome.APPLIED
