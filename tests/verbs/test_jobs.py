"""The three jobs: what each selects, and the plan job's fan-out on real Terraform."""

from __future__ import annotations

import dagster as dg

from oci_assets.assembly import build_definitions
from oci_assets.model import Action, Outcome
from oci_assets.platform.naming import asset_key
from oci_assets.platform.run_details import details_config
from tests.platform.estates import Estate, run

IDENTITY, NETWORK, COMPUTE = "toronto/identity", "toronto/network", "toronto/compute"


def test_jobs_are_three(estate: Estate) -> None:
    """Apply holds the assets without checks, drift the checks alone; each says by its tag what it does."""
    definitions = build_definitions(estate.site)
    steps = {
        name: {node.name for node in definitions.resolve_job_def(name).nodes} for name in ("apply", "drift", "plan")
    }
    assert steps == {
        "apply": {"toronto__identity", "toronto__network", "toronto__compute"},
        "drift": {
            "toronto__identity__no_drift",
            "toronto__network__no_drift",
            "toronto__compute__no_drift",
            "check_dependencies",
        },
        "plan": {"select_stacks", "plan_stack"},
    }
    assert {name: definitions.resolve_job_def(name).run_tags["oci/action"] for name in steps} == {
        "apply": "apply",
        "drift": "drift",
        "plan": "plan",
    }


def test_plan_of_all(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Every stack is planned, with an observation and the counts; nothing is materialized or changed."""
    ran = run(estate.site, memory, Action.PLAN)
    assert {stack: (r.outcome, r.counts.created) for stack, r in ran.record.results.items()} == dict.fromkeys(
        (IDENTITY, NETWORK, COMPUTE), (Outcome.CHANGES, 1)
    )
    assert len(ran.order(dg.DagsterEventType.ASSET_OBSERVATION)) == 3
    assert memory.get_latest_materialization_event(asset_key(NETWORK)) is None
    assert not any(state.read_bytes() for state in estate.repo.root.rglob("terraform.tfstate"))


def test_plan_of_stack_that_is_new_at_the_checkout(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A stack that came after the definitions were loaded is planned, and its observation is kept."""
    loaded = estate.site
    estate.commit(toronto__dns="one")
    ran = run(loaded, memory, Action.PLAN, "toronto/dns", NETWORK)
    assert {stack: r.outcome for stack, r in ran.record.results.items()} == {
        "toronto/dns": Outcome.CHANGES,
        NETWORK: Outcome.CHANGES,
    }
    assert memory.fetch_observations(asset_key("toronto/dns"), limit=1).records
    everything = run(loaded, memory, Action.PLAN)
    assert "toronto/dns" in everything.record.results


def test_plan_of_failing_stack(estate: Estate, memory: dg.DagsterInstance) -> None:
    """One stack that cannot be planned does not keep the others from being planned."""
    estate.break_stack(IDENTITY)
    ran = run(estate.site, memory, Action.PLAN, max_workers="1")
    assert {stack: r.outcome for stack, r in ran.record.results.items()} == {
        IDENTITY: Outcome.FAILED,
        NETWORK: Outcome.CHANGES,
        COMPUTE: Outcome.CHANGES,
    }


def test_plan_of_unknown_stack(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A name that somebody mistyped in the launchpad fails the run with a suggestion, before anything is planned."""
    ran = run(estate.site, memory, Action.PLAN, details=details_config(stacks=["toronto/netwrk"]))
    [failure] = [event for event in ran.events if event.event_type is dg.DagsterEventType.STEP_FAILURE]
    assert failure.step_failure_data.user_failure_data is not None
    assert "did you mean toronto/network" in (failure.step_failure_data.user_failure_data.description or "")
    assert ran.started == ["select_stacks"]
    assert (ran.record.status, ran.record.results) == ("failure", {})
