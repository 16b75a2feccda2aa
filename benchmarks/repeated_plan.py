"""What a repeated plan of an unchanged stack costs through our runner, beside a bare `terraform plan` of it.

Both run in turn in one process; the plan is kept with its contract, as in a run. Medians, since other programs of the
machine disturb both alike; processor time is less disturbed.
`python benchmarks/repeated_plan.py [--resources 300 --repeat 21 --write]`
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath
from statistics import median
from typing import NamedTuple

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from oci_assets.estate.init_reads import VERSION, init_reads  # noqa: E402
from oci_assets.estate.inputs import Inputs  # noqa: E402
from oci_assets.estate.settings import Settings  # noqa: E402
from oci_assets.model import Outcome  # noqa: E402
from oci_assets.terraform.binary import find_terraform  # noqa: E402
from oci_assets.terraform.command import plan_args, show_args  # noqa: E402
from oci_assets.terraform.init_fingerprint import InitReader  # noqa: E402
from oci_assets.terraform.plan_rules import PlanRules  # noqa: E402
from oci_assets.terraform.request import StackRequest  # noqa: E402
from oci_assets.terraform.run import TerraformRunner  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "repeated_plan.md"
RESOURCE = 'resource "terraform_data" "r{}" {{\n  input = {{ name = "resource {}", size = {} }}\n}}\n'
STACK = "toronto/network"
NOTE = (
    "What we add to a plan is about the same for every stack (an interpreter start, locks, the kept plan with its\n"
    "contract), so plans of less than about 0.2 s, which no cloud provider makes, miss the target."
)


class Cost(NamedTuple):
    """Seconds of one call: on the clock, and of processors, in this process and in what it started."""

    wall: float
    processor: float


def cost_of(act: Callable[[], object]) -> Cost:
    """What one call costs."""
    before, started = processor_seconds(), time.perf_counter()
    act()
    return Cost(time.perf_counter() - started, processor_seconds() - before)


def processor_seconds() -> float:
    """Of this process and of its children that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def applied(folder: Path, resources: int) -> tuple[TerraformRunner, StackRequest]:
    """A stack of so many resources that is applied, and the runner for it."""
    stack = folder / "estate" / STACK
    stack.mkdir(parents=True)
    (stack / "main.tf").write_text("".join(RESOURCE.format(each, each, each) for each in range(resources)))
    inputs = Inputs(folder / "estate", Settings())
    rules = PlanRules(inputs=lambda: inputs.digest(PurePosixPath(STACK)))
    reader = InitReader(VERSION, init_reads)
    runner = TerraformRunner(find_terraform(), folder / "state")
    request = StackRequest(STACK, stack, "run-1", init_reader=reader, plans=rules)
    if runner.apply(request).outcome is not Outcome.APPLIED:
        raise click.ClickException("the stack cannot be applied")
    return runner, request


def measure(folder: Path, *, resources: int, repeat: int) -> dict[str, Cost]:
    """Median cost of each way to plan."""
    runner, request = applied(folder, resources)
    session = runner._session(request)  # noqa: SLF001 - for the environment and the binary of the bare command
    file, numbers = folder / "plan", count(2)

    def bare(arguments: list[str]) -> None:
        argv = [*session.binary.argv_prefix, *arguments]
        subprocess.run(argv, cwd=request.folder, env=session.env, stdout=subprocess.DEVNULL, check=True)

    def ours() -> None:
        again = replace(request, run_id=f"run-{next(numbers)}")
        if runner.plan(again).outcome is not Outcome.NO_CHANGES:
            raise click.ClickException("the stack has changed")

    ways: dict[str, Callable[[], object]] = {
        "`terraform plan -detailed-exitcode -out`": lambda: bare(plan_args(file, lock_timeout_seconds=60)),
        "`TerraformRunner.plan`, plan kept": ours,
        "`terraform show -json` of that plan, which a quiet plan spares": lambda: bare(show_args(file)),
    }
    found: dict[str, list[Cost]] = {way: [] for way in ways}
    for _ in range(repeat):
        for way, act in ways.items():
            found[way].append(cost_of(act))
    return {way: Cost(*map(median, zip(*costs, strict=True))) for way, costs in found.items()}


def table(resources: int, repeat: int) -> str:
    """One table for a stack of so many resources."""
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), resources=resources, repeat=repeat)
    bare = next(iter(found.values()))
    lines = [
        f"| {way} | {cost.wall * 1000:.1f} | {cost.wall / bare.wall:.2f} "
        f"| {cost.processor * 1000:.1f} | {cost.processor / bare.processor:.2f} |"
        for way, cost in found.items()
    ]
    title = f"## {resources} resource{'s' if resources > 1 else ''}"
    return "\n".join([title, "", "| what | ms | x bare | processor ms | x bare |", "|---|---|---|---|---|", *lines])


@click.command()
@click.option("--resources", default=300, show_default=True, help="Of the realistic stack; two small ones follow.")
@click.option("--repeat", default=21, show_default=True, help="Rounds; the median counts.")
@click.option("--write", is_flag=True, help=f"Also write {RESULT.relative_to(ROOT)}.")
def main(*, resources: int, repeat: int, write: bool) -> None:
    """Measure and print the tables."""
    tables = [table(number, repeat) for number in (resources, 30, 1)]
    command = f"python benchmarks/repeated_plan.py --resources {resources} --repeat {repeat}"
    head = f"# Repeated plan\n\n`{command}`, Terraform {find_terraform().version}. Target: at most 1.15 x bare."
    head += f"\n{NOTE}"
    text = "\n\n".join([head, *tables])
    click.echo(text)
    if write:
        RESULT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
