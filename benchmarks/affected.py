"""How long `oci-assets affected` takes on a generated estate: whole commands, cold and warm, with their memory.

`python benchmarks/affected.py [--stacks 10000 --repeat 3 --write]`. Ratios are against `git ls-tree -r` of the same
commit, the least that any tool must read.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.affected_estate import make_estate  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "affected.md"
COMMAND = (str(Path(sys.executable).with_name("oci-assets")), "affected", "--base-ref", "HEAD~1", "--json")


@dataclass(frozen=True, slots=True)
class Measured:
    """One command: wall seconds, the most memory it held in MB, and how many stacks it named (0: not asked)."""

    what: str
    seconds: float
    megabytes: float
    stacks: int = 0


def run(what: str, command: Sequence[str], cwd: Path, environment: dict[str, str]) -> Measured:
    """Run one command to its end.

    Raises:
        RuntimeError: it failed, so its time says nothing.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None  # noqa: S101 - for mypy: a pipe was asked for
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode != 0:
        raise RuntimeError(f"{what} ended with exit code {process.returncode}")
    stacks = len(json.loads(output)["stacks"]) if output.startswith(b"{") else 0
    return Measured(what, seconds, usage.ru_maxrss / 1024, stacks)


def best(runs: Sequence[Measured]) -> Measured:
    """The quickest run."""
    return min(runs, key=lambda run: run.seconds)


def measure(estate: Path, repeat: int) -> list[Measured]:
    """Cold (no cache), warm (same commits again), a new commit on a warm cache, and the floor that git sets."""
    rows = []
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        listing = ("git", "ls-tree", "-r", "-z", "HEAD")
        rows.append(best([run("git ls-tree -r of one commit", listing, estate, environment) for _ in range(repeat)]))
        version = (COMMAND[0], "--version")
        rows.append(best([run("oci-assets --version", version, estate, environment) for _ in range(repeat)]))
        rows.append(run("affected, cold", COMMAND, estate, environment))
        rows.append(best([run("affected, warm", COMMAND, estate, environment) for _ in range(repeat)]))
        _commit(estate)
        rows.append(run("affected, one commit later", COMMAND, estate, environment))
    return rows


def _commit(estate: Path) -> None:
    """One more commit that changes a stack."""
    file = estate / "region0000" / "network" / "network.tf"
    file.write_text(file.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    identity = ("-c", "user.name=Bench", "-c", "user.email=bench@example.com")
    subprocess.run(["git", *identity, "commit", "--quiet", "--all", "--message", "more"], cwd=estate, check=True)


def table(rows: Sequence[Measured], stacks: int, files: int) -> str:
    """The rows in Markdown."""
    floor = rows[0].seconds
    lines = [
        "# affected",
        "",
        f"`python benchmarks/affected.py --stacks {stacks}`, {files} files, Python {sys.version.split()[0]}.",
        "",
        "| what | seconds | x git ls-tree | memory MB | stacks named |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.what} | {row.seconds:.2f} | {row.seconds / floor:.1f} | {row.megabytes:.0f} | {row.stacks or ''} |"
        for row in rows
    ]
    return "\n".join(lines)


@click.command()
@click.option("--stacks", default=10_000, show_default=True, help="Stacks of the generated estate.")
@click.option("--repeat", default=3, show_default=True, help="The best of so many runs counts.")
@click.option("--write", is_flag=True, help=f"Also write {RESULT.relative_to(ROOT)}.")
def main(*, stacks: int, repeat: int, write: bool) -> None:
    """Generate an estate, measure, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        estate = Path(folder) / "estate"
        files = make_estate(estate, stacks)
        text = table(measure(estate, repeat), stacks, files)
    click.echo(text)
    if write:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
