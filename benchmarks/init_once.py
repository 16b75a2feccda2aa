"""What it costs to find that an unchanged stack needs no init, beside one `terraform plan` of that stack.

`python benchmarks/init_once.py [--files 50 --resources 20 --repeat 5 --write]`
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from oci_assets.estate.init_reads import VERSION, init_reads  # noqa: E402
from oci_assets.terraform.binary import find_terraform  # noqa: E402
from oci_assets.terraform.command import plan_args  # noqa: E402
from oci_assets.terraform.init import ensure_init, forget_init  # noqa: E402
from oci_assets.terraform.init_fingerprint import InitReader  # noqa: E402
from oci_assets.terraform.request import StackRequest  # noqa: E402
from oci_assets.terraform.run import TerraformRunner  # noqa: E402
from oci_assets.terraform.session import Session  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "init_once.md"
RESOURCE = 'resource "terraform_data" "r{}_{}" {{\n  input = "value ${{path.module}}" # a comment\n}}\n'


def prepared(folder: Path, files: int, resources: int) -> Session:
    """A stack of so many files, initialised."""
    stack = folder / "toronto" / "network"
    stack.mkdir(parents=True)
    for number in range(files):
        (stack / f"file{number}.tf").write_text("".join(RESOURCE.format(number, each) for each in range(resources)))
    runner = TerraformRunner(find_terraform(), folder / "state")
    request = StackRequest("toronto/network", stack, "run-1", init_reader=InitReader(VERSION, init_reads))
    session = runner._session(request)  # noqa: SLF001 - the part of a run that is measured
    ensure_init(session, locked=False)
    return session


def best(repeat: int, act: Callable[[], object]) -> float:
    """Seconds of the best of so many."""
    seconds = []
    for _ in range(repeat):
        started = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def measure(folder: Path, *, files: int, resources: int, repeat: int) -> list[tuple[str, float]]:
    """What was measured, in seconds."""
    session = prepared(folder, files, resources)
    command = [*session.binary.argv_prefix, *plan_args(folder / "plan", lock_timeout_seconds=60)]

    def plan() -> None:
        subprocess.run(command, cwd=session.request.folder, env=session.env, stdout=subprocess.DEVNULL, check=False)

    def first_reading() -> None:
        (session.workspace.data_dir / "oci-assets-init-reads.json").unlink()
        ensure_init(session, locked=False)

    def whole_init() -> None:
        forget_init(session)
        ensure_init(session, locked=False)

    return [
        ("`terraform plan`", best(repeat, plan)),
        ("unchanged: no init needed", best(repeat * 4, lambda: ensure_init(session, locked=False))),
        ("every file new to us: read as HCL, no init needed", best(repeat, first_reading)),
        ("an init", best(repeat, whole_init)),
    ]


@click.command()
@click.option("--files", default=50, show_default=True)
@click.option("--resources", default=20, show_default=True, help="In each file.")
@click.option("--repeat", default=5, show_default=True, help="The best of so many counts.")
@click.option("--write", is_flag=True, help=f"Also write {RESULT.relative_to(ROOT)}.")
def main(*, files: int, resources: int, repeat: int, write: bool) -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), files=files, resources=resources, repeat=repeat)
    plan_seconds = found[0][1]
    lines = [f"| {what} | {seconds * 1000:.1f} | {seconds / plan_seconds:.3f} |" for what, seconds in found]
    command = f"python benchmarks/init_once.py --files {files} --resources {resources} --repeat {repeat}"
    head = f"# Init only when needed\n\n`{command}`, Terraform {find_terraform().version}.\n\n"
    text = head + "\n".join(["| what | ms | x `terraform plan` |", "|---|---|---|", *lines])
    click.echo(text)
    if write:
        RESULT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
