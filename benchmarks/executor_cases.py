"""The step graphs of the executor benchmark, their ideal time, and the predecessor's way of running them."""

from __future__ import annotations

import heapq
import json
import os
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
from dagster._core.definitions.job_base import IJob, InMemoryJob
from dagster._core.definitions.reconstruct import build_reconstructable_job
from dagster._core.execution.api import execute_run_iterator

CASE_VARIABLE = "OCI_BENCHMARK_CASE"


@dataclass(frozen=True, slots=True)
class Case:
    """Steps by name with their seconds, upstreams and levels (from 1), and how many run at once."""

    seconds: Mapping[str, float]
    upstream: Mapping[str, tuple[str, ...]]
    level: Mapping[str, int]
    workers: int

    @classmethod
    def even(cls, steps: int, levels: int, seconds: float, workers: int) -> Case:
        """Levels of equal width; each step needs two steps of the level before."""
        width = steps // levels
        names = [[f"s{level}_{i}" for i in range(width)] for level in range(levels)]
        upstream = {
            name: () if not level else (names[level - 1][i], names[level - 1][(i + 1) % width])
            for level, row in enumerate(names)
            for i, name in enumerate(row)
        }
        levels_of = {name: level + 1 for level, row in enumerate(names) for name in row}
        return cls(dict.fromkeys(levels_of, seconds), upstream, levels_of, workers)


def uneven_case(seconds: float, workers: int) -> Case:
    """Chains of four steps; in each chain one step, at another level each time, is five times as long."""
    chains, depth = 2 * workers, 4
    names = [[f"c{chain}_{level}" for level in range(depth)] for chain in range(chains)]
    return Case(
        {
            n: seconds * (5 if level == chain % depth else 1)
            for chain, row in enumerate(names)
            for level, n in enumerate(row)
        },
        {n: (row[level - 1],) if level else () for row in names for level, n in enumerate(row)},
        {n: level + 1 for row in names for level, n in enumerate(row)},
        workers,
    )


def ideal_seconds(case: Case) -> float:
    """How long a list schedule without any overhead takes, started in the order of the case."""
    free, ended, running, now = case.workers, set[str](), list[tuple[float, str]](), 0.0
    waiting = list(case.seconds)
    while waiting or running:
        ready = [name for name in waiting if ended.issuperset(case.upstream[name])][:free]
        for name in ready:
            waiting.remove(name)
            heapq.heappush(running, (now + case.seconds[name], name))
        free -= len(ready)
        now, name = heapq.heappop(running)
        ended.add(name)
        free += 1
    return now


def barrier_seconds(case: Case) -> float:
    """Seconds that the predecessor's way takes: one level after the other, each in a pool of threads."""
    started = time.perf_counter()
    for level in range(1, max(case.level.values()) + 1):
        members = [case.seconds[name] for name in case.seconds if case.level[name] == level]
        with ThreadPoolExecutor(case.workers) as pool:
            list(pool.map(time.sleep, members))
    return time.perf_counter() - started


def job_of(case: Case, executor: dg.ExecutorDefinition) -> dg.JobDefinition:
    """A job of one asset for each step, tagged as our stacks are."""
    assets = [_asset(case, name) for name in case.seconds]
    return dg.Definitions(assets=assets, jobs=[dg.define_asset_job("job")], executor=executor).resolve_job_def("job")


def _asset(case: Case, name: str) -> dg.AssetsDefinition:
    upstream = case.upstream[name]
    tags = {"oci/level": str(case.level[name]), "oci/upstream": json.dumps(upstream)}

    @dg.asset(name=name, deps=list(upstream), op_tags=tags)
    def step() -> None:
        time.sleep(case.seconds[name])  # stands for a Terraform process: waits without using a core

    return step


def multiprocess_job() -> dg.JobDefinition:
    """The job that `CASE_VARIABLE` describes: children of Dagster's multiprocess executor build it again."""
    case = Case(**json.loads(os.environ[CASE_VARIABLE]))
    return job_of(case, dg.multiprocess_executor.configured({"max_concurrent": case.workers}))


def run_seconds(executor: dg.ExecutorDefinition, case: Case, instance: dg.DagsterInstance) -> float:
    """Seconds from the start of the run to its last event.

    Raises:
        RuntimeError: the run did not succeed, so its time says nothing.
    """
    pipeline, job = _job(executor, case)
    run = instance.create_run_for_job(job, tags={"oci/max_workers": str(case.workers)})
    started = time.perf_counter()
    events = list(execute_run_iterator(pipeline, run, instance))
    seconds = time.perf_counter() - started
    if events[-1].event_type is not dg.DagsterEventType.RUN_SUCCESS:
        raise RuntimeError(f"the run did not succeed: {events[-1].message}")
    return seconds


def _job(executor: dg.ExecutorDefinition, case: Case) -> tuple[IJob, dg.JobDefinition]:
    """The job as the executor needs it: children of the multiprocess executor import this module."""
    if executor is not dg.multiprocess_executor:
        job = job_of(case, executor)
        return InMemoryJob(job), job
    described = {"seconds": dict(case.seconds), "upstream": dict(case.upstream), "level": dict(case.level)}
    os.environ[CASE_VARIABLE] = json.dumps({**described, "workers": case.workers})
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
    again = build_reconstructable_job("benchmarks.executor_cases", "multiprocess_job")
    return again, again.get_definition()
