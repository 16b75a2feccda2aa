"""A process that runs a job which ends only when it is told to stop. Its stdout says how far it is.

Usage: `python interrupted_run.py HOME`. Lines: `working` (step `works` runs), `stopping` (it has seen the stop event
and now waits for a line on stdin), `event: ...` (engine events), `status: ...` (how the run ended).
"""

from __future__ import annotations

import os
import signal
import sys

import dagster as dg
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run_iterator

from oci_assets.platform.stopping import stop_event
from tests.platform.executor_jobs import WAIT_SECONDS, Journal, Step, asset_job


def say(line: str) -> None:
    """One whole line at once, whichever thread says it."""
    os.write(1, f"{line}\n".encode())


def work() -> None:
    """Stop when told, but not before stdin says so: Terraform takes its time to save the state."""
    say("working")
    if not stop_event(dg.OpExecutionContext.get().run_id).wait(WAIT_SECONDS):
        raise TimeoutError("nobody stopped the run")
    say("stopping")
    sys.stdin.readline()
    say("saved")


def main(home: str) -> None:
    """Run the job in this home."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent may have it ignored
    os.environ["DAGSTER_HOME"] = home
    job = asset_job(Journal(), Step("works", body=work), Step("later", ["works"]))
    with dg.DagsterInstance.get() as instance:
        run = instance.create_run_for_job(job)
        say(f"run: {run.run_id}")
        for event in execute_run_iterator(InMemoryJob(job), run, instance):
            if event.event_type in {dg.DagsterEventType.ENGINE_EVENT, dg.DagsterEventType.RUN_CANCELING}:
                say(f"event: {(event.message or '').splitlines()[0]}")
        ended = instance.get_run_by_id(run.run_id)
        say(f"status: {ended.status.value if ended else 'gone'}")


if __name__ == "__main__":
    main(sys.argv[1])
