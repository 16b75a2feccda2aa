"""200 kills at random moments of an apply of ten stacks: nothing is lost, left running, stuck or told wrongly."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from tests.cli.command_line import finish
from tests.cli.test_interrupt import processes_in
from tests.kills.cloud import STACKS, CloudEstate, StackState
from tests.kills.killer import Killer
from tests.terraform.waiting import wait_until

pytestmark = pytest.mark.slow
KILLS, SEEDS = 200, (1, 2, 3, 4)
KILLS_A_ROUND = 10
SETTLE_SECONDS = 90
APPLY = ("apply", "--all", "--max-workers", "4")
UNTOUCHED = ("not_run", "no_changes", "failed", "blocked")


@dataclass
class Harassment:
    """One estate through many rounds, each with its own commit, its kills, and a look at what is left."""

    cloud: CloudEstate
    killer: Killer
    seconds: float = 0.0
    round: int = 1
    seen_runs: set[str] = field(default_factory=set)
    known: dict[str, set[str]] = field(default_factory=lambda: {stack: set() for stack in STACKS})

    def first(self) -> None:
        """An apply that nobody disturbs; how long it takes spreads the kills of later rounds."""
        started = time.monotonic()
        self.apply_undisturbed()
        self.seconds = time.monotonic() - started
        self.outcomes()

    def next(self) -> None:
        """A new commit, an apply that is killed here and there, and what must be true then."""
        self.round += 1
        before = self.cloud.states()
        self.cloud.commit_round(self.round)
        self.killer.struck.clear()
        run = self.cloud.oci.start(*APPLY)
        self.killer.harass(run, KILLS_A_ROUND, self.seconds)
        ended = finish(run)
        assert "Traceback" not in ended.out + ended.err, ended
        assert wait_until(lambda: processes_in(self.cloud.repo.root) == [], SETTLE_SECONDS), "an orphan is left"
        outcomes = self.outcomes()
        self.check_cut_states()
        self.check_locks()
        self.check(before, outcomes)

    def check_locks(self) -> None:
        """A lock is left only by a Terraform that was itself killed, told as such, and freed by the command told."""
        for stack, backend in self.cloud.backends.items():
            if backend.lock is not None:
                assert str(self.cloud.repo.root / stack) in self.killer.struck, stack
                told = " ".join(self.cloud.oci("plan", stack).out.split())
                assert "which did not end in order" in told, told  # Terraform 1.11 does not print whose an http lock is
                command = f"oci-assets unlock {stack} --lock-id {backend.lock['ID']}"
                assert command in told, told
                assert self.cloud.oci(*command.split()[1:], "--yes").code == 0
                self.outcomes()
            assert backend.lock is None

    def check_cut_states(self) -> None:
        """Half a state is left only by a Terraform that was itself killed; the next run puts it back, and says so."""
        for stack in self.cloud.cut_states():
            assert str(self.cloud.repo.root / stack) in self.killer.struck, stack
            planned = self.cloud.oci("plan", stack)
            self.outcomes()
            assert "was cut off in the middle of a write and is put back from" in planned.out, planned
        assert self.cloud.cut_states() == []

    def check(self, before: dict[str, StackState], outcomes: dict[str, str]) -> None:
        """Every object is known to a state, and what was told of each stack is true."""
        after = self.cloud.states()
        for stack in STACKS:
            outcome = outcomes.get(stack, "not_run")
            self.known[stack] |= after[stack].objects  # a tainted one goes without its destroy provisioner
            self.check_lost(stack, self.cloud.objects(stack) - self.known[stack], outcome)
            if outcome == "applied":
                assert after[stack].is_of(self.round), (stack, after[stack])
            if outcome in UNTOUCHED:
                assert after[stack] == before[stack], (stack, outcome)

    def check_lost(self, stack: str, lost: frozenset[str], outcome: str) -> None:
        """Only the one object that a Terraform was just making when it was itself killed; then nobody says it is well.

        Somebody finds it in the cloud then, as its run says, and removes it.
        """
        told = f"{stack} ({outcome}) has lost {set(lost)} in round {self.round}"
        assert not lost or str(self.cloud.repo.root / stack) in self.killer.struck, told
        assert not lost or (len(lost), outcome) == (1, "unknown"), told
        for each in lost:
            (self.cloud.cloud / stack / each).unlink()

    def outcomes(self) -> dict[str, str]:
        """What the audit tells of the runs that are new to us."""
        records: list[dict[str, Any]] = self.cloud.oci("audit", "list", "--json").json
        new = [record for record in records if record["run_id"] not in self.seen_runs]
        self.seen_runs |= {record["run_id"] for record in new}
        assert all(record["status"] != "running" for record in new), new
        return {f"{r['region']}/{each['service']}": each["outcome"] for r in new for each in r["services"]}

    def apply_undisturbed(self) -> None:
        """The next run is right: all of the newest commit is done, the states know exactly what is there."""
        self.cloud.commit_round(self.round)
        ended = self.cloud.oci.process(*APPLY)
        assert ended.code == 0, ended
        assert [s for s, state in self.cloud.states().items() if not state.is_of(self.round)] == []
        for stack, state in self.cloud.states().items():
            self.known[stack] |= state.objects
            assert state.objects <= self.cloud.objects(stack) <= self.known[stack], stack


@pytest.mark.parametrize("seed", SEEDS)
def test_random_kills(cloud: CloudEstate, seed: int) -> None:
    """A quarter of the kills, on an estate of its own."""
    killer = Killer(Random(seed))  # noqa: S311 - no secret
    harassment = Harassment(cloud, killer)
    harassment.first()
    while len(killer.kills) < KILLS // len(SEEDS):
        harassment.next()
    harassment.apply_undisturbed()
    assert cloud.oci("plan", "--all", "--detailed-exitcode").code == 0
