"""How long a tick of the git sensor takes when nothing is new, on an estate of 5,000 stacks, against `git rev-parse`.

Run it as `python -m benchmarks.sensor_tick`; it prints the medians in milliseconds and their ratio.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import dagster as dg

from oci_assets.platform.site import load_site
from sensors.git_changes import build_git_change_sensor

TIMES = 30
_GIT = ("git", "-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.com")


def make_estate(folder: Path, stacks: int) -> None:
    """A repository of so many stacks in ten regions, one commit."""
    for number in range(stacks):
        place = folder / f"region{number % 10}" / f"service{number // 10}"
        place.mkdir(parents=True)
        (place / "backend.tf").write_text('terraform {\n  backend "local" {}\n}\n', encoding="utf-8")
    for args in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-m", "all"]):
        subprocess.run([*_GIT, *args], cwd=folder, check=True)


def median_ms(do: Callable[[], object]) -> float:
    """The median of `TIMES` calls in milliseconds."""
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        do()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def measure(folder: Path, stacks: int) -> tuple[float, float]:
    """Medians of a tick with nothing new and of `git rev-parse`, in milliseconds."""
    make_estate(folder / "estate", stacks)
    sensor = build_git_change_sensor(load_site(folder / "estate", state_dir=folder / "state", branch="main"))
    rev_parse = ["git", "rev-parse", "--verify", "refs/heads/main"]
    with dg.DagsterInstance.ephemeral() as instance:
        with dg.build_sensor_context(instance, sensor_name=sensor.name) as context:
            cursor = sensor.evaluate_tick(context).cursor

        def tick() -> None:
            with dg.build_sensor_context(instance, cursor, sensor_name=sensor.name) as context:
                sensor.evaluate_tick(context)

        git_ms = median_ms(lambda: subprocess.run(rev_parse, cwd=folder / "estate", check=True, capture_output=True))
        return median_ms(tick), git_ms


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description="a tick of the git sensor with nothing new")
    parser.add_argument("--stacks", type=int, default=5000)
    stacks: int = parser.parse_args().stacks
    with tempfile.TemporaryDirectory() as folder:
        tick_ms, git_ms = measure(Path(folder), stacks)
    print(f"{stacks} stacks: tick {tick_ms:.1f} ms, git rev-parse {git_ms:.1f} ms, ratio {tick_ms / git_ms:.1f}")


if __name__ == "__main__":
    main()
