"""Plans that wait for an upstream (fault 48): deferred on evidence, a failure without."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.model import Action, Outcome
from tests.platform.estates import Estate, Ran, make_estate, run, terraform_data

GIVES = 'output "vcn" {\n  value = "vcn-1"\n}\n'
READS = """
data "terraform_remote_state" "up" {
  backend = "local"
  config  = { path = "../%s/terraform.tfstate" }
}
output "vcn" {
  value = data.terraform_remote_state.up.outputs.%s
}
"""
# As a data source of OCI does that finds nothing.
LOOKS_UP = """
data "terraform_remote_state" "up" {
  backend  = "local"
  config   = { path = "../network/terraform.tfstate" }
  defaults = { ids = [] }
}
output "id" {
  value = data.terraform_remote_state.up.outputs.ids[0]
}
"""
CHAIN = ("toronto/identity", "toronto/network", "toronto/compute", "toronto/oke")


def reads(upstream: str, output: str = "vcn") -> str:
    """A stack that gives on an output of another one."""
    return READS % (upstream, output)


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """The state of network is read by compute, that of compute by oke; nothing is applied yet."""
    files = {
        "toronto/identity/main.tf": terraform_data(),
        "toronto/network/main.tf": GIVES,
        "toronto/compute/main.tf": reads("network"),
        "toronto/oke/main.tf": reads("compute"),
    }
    return make_estate(tmp_path, files=files)


def outcomes(ran: Ran) -> dict[str, tuple[Outcome, str | None]]:
    """Outcome and cause by service."""
    return {stack.split("/")[1]: (result.outcome, result.cause) for stack, result in ran.record.results.items()}


@pytest.mark.parametrize("workers", ["1", "4"])
def test_plan_of_all_names_what_it_waits_for(estate: Estate, memory: dg.DagsterInstance, workers: str) -> None:
    """Each waiting stack names the upstream whose state it reads, not all above it; the run is no failure."""
    ran = run(estate.site, memory, Action.PLAN, trigger="command line", max_workers=workers)
    assert outcomes(ran) == {
        "identity": (Outcome.CHANGES, None),
        "network": (Outcome.CHANGES, None),
        "compute": (Outcome.DEFERRED, "waiting for toronto/network"),
        "oke": (Outcome.DEFERRED, "waiting for toronto/compute"),
    }
    assert (ran.record.status, ran.record.failed) == ("success", ())
    hint = ran.record.results["toronto/compute"].hint or ""
    assert hint.endswith("oci-assets apply toronto/compute --include-upstream")


def test_apply_of_all_plans_again_in_turn(estate: Estate, memory: dg.DagsterInstance) -> None:
    """What was deferred is planned right after the apply of its upstream, with the real value."""
    ran = run(estate.site, memory, Action.APPLY, *CHAIN, trigger="command line")
    assert {outcome for outcome, _ in outcomes(ran).values()} == {Outcome.APPLIED}
    assert '"vcn-1"' in (estate.repo.root / "toronto/oke/terraform.tfstate").read_text()


def test_apply_alone_waits_and_stops_what_needs_it(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Without its upstream an apply touches nothing, is no success, and neither is what needs it."""
    ran = run(estate.site, memory, Action.APPLY, "toronto/compute", "toronto/oke", trigger="command line")
    found = outcomes(ran)
    assert found["compute"] == (Outcome.DEFERRED, "waiting for toronto/network")
    assert found["oke"][0] is Outcome.NOT_RUN
    assert (ran.record.status, len(ran.record.failed)) == ("failure", 2)


def test_plan_alone_waits_for_a_state_that_is_not_there(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A state that does not exist is evidence enough, also when its stack is not planned in this run."""
    ran = run(estate.site, memory, Action.PLAN, "toronto/compute", trigger="command line")
    assert outcomes(ran) == {"compute": (Outcome.DEFERRED, "waiting for toronto/network")}


def test_plan_of_a_new_output(estate: Estate, memory: dg.DagsterInstance) -> None:
    """An output that upstream adds in this very change is waited for."""
    run(estate.site, memory, Action.APPLY, *CHAIN, trigger="command line")
    files = {"toronto/network/main.tf": GIVES + GIVES.replace('"vcn"', '"dns"')}
    estate.repo.commit(files={**files, "toronto/compute/main.tf": reads("network", "dns")})
    found = outcomes(run(estate.site, memory, Action.PLAN, trigger="command line"))
    assert found["compute"] == (Outcome.DEFERRED, "waiting for toronto/network")


@pytest.mark.parametrize("output", ["dsn", "vcm"])
def test_plan_of_an_output_that_nobody_will_give(estate: Estate, memory: dg.DagsterInstance, output: str) -> None:
    """With nothing pending upstream a missing output is a mistake: the plan fails, and says what to look at."""
    run(estate.site, memory, Action.APPLY, *CHAIN, trigger="command line")
    estate.repo.commit(files={"toronto/compute/main.tf": reads("network", output)})
    ran = run(estate.site, memory, Action.PLAN, trigger="command line")
    assert outcomes(ran)["compute"][0] is Outcome.FAILED
    assert "correct the name" in (ran.record.results["toronto/compute"].hint or "")


def test_plan_of_a_lookup_that_finds_nothing(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A look-up waits while upstream has changes in this run, and fails when it has none."""
    estate.repo.commit(files={"toronto/compute/main.tf": LOOKS_UP, "toronto/oke/main.tf": terraform_data()})
    both = ("toronto/network", "toronto/compute")
    assert outcomes(run(estate.site, memory, Action.PLAN, *both, trigger="command line"))["compute"] == (
        Outcome.DEFERRED,
        "waiting for toronto/network",
    )
    run(estate.site, memory, Action.APPLY, "toronto/identity", "toronto/network", trigger="command line")
    assert (
        outcomes(run(estate.site, memory, Action.PLAN, *both, trigger="command line"))["compute"][0] is Outcome.FAILED
    )


def test_plan_with_a_mistake_besides(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A mistake that no wait mends is told, although a state is missing as well."""
    estate.repo.commit(files={"toronto/compute/main.tf": LOOKS_UP + 'output "x" {\n  value = local.nowhere\n}\n'})
    ran = run(estate.site, memory, Action.PLAN, trigger="command line")
    assert outcomes(ran)["compute"][0] is Outcome.FAILED
    assert "nowhere" in (ran.record.results["toronto/compute"].error or "")


def test_drift_of_a_stack_that_waits_is_unknown(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A check that could not look stays unknown."""
    ran = run(estate.site, memory, Action.DRIFT, *CHAIN, trigger="command line")
    assert outcomes(ran)["compute"][0] is Outcome.UNKNOWN
