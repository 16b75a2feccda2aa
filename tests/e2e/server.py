"""A real Dagster, started as `make dev` starts it, and what its GraphQL says."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psutil
import requests

from tools.dev import HOST, dagster_args, dev_environment

T = TypeVar("T")
WAIT_SECONDS = 120.0
POLL_SECONDS = 0.25
ENTRY = "{... on WorkspaceLocationEntry {locationOrLoadError {... on PythonError {errorChain {error {message}}}}}}"
WORKSPACE = (
    "{... on Workspace {locationEntries {locationOrLoadError {... on PythonError {errorChain {error {message}}}}}}}"
)
SELECTOR = {"repositoryLocationName": "oci_assets", "repositoryName": "__repository__"}


class NotYetError(AssertionError):
    """Something that a test waits for did not come in `WAIT_SECONDS`."""


def wait_for(what: str, look: Callable[[], T | None]) -> T:
    """What `look` gives as soon as it gives something.

    Raises:
        NotYetError: it never did.
    """
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(POLL_SECONDS)
    raise NotYetError(what)


class Server:
    """A running Dagster: webserver, daemon and code server of one estate."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.url = f"http://{HOST}:{port}"
        self.process = process

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of a GraphQL answer."""
        answer = requests.post(f"{self.url}/graphql", json={"query": query, "variables": variables}, timeout=60).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def loaded(self) -> bool:
        """Whether the webserver answers and has the code location, or its error."""
        try:
            return bool(self.ask(f"{{workspaceOrError {WORKSPACE}}}")["workspaceOrError"]["locationEntries"])
        except requests.ConnectionError:
            return False

    def load_error(self) -> str | None:
        """What the code location's page in the UI says is wrong; None when it is loaded."""
        [entry] = self.ask(f"{{workspaceOrError {WORKSPACE}}}")["workspaceOrError"]["locationEntries"]
        return _error(entry)

    def reload(self) -> str | None:
        """Load the code location anew, as the button in the UI does; its error, None when it has none."""
        query = f"mutation ($name: String!) {{reloadRepositoryLocation(repositoryLocationName: $name) {ENTRY}}}"
        return _error(self.ask(query, name="oci_assets")["reloadRepositoryLocation"])

    def ticks(self, sensor: str = "git_change_sensor") -> list[dict[str, Any]]:
        """The last ticks of a sensor, newest first."""
        query = """query ($selector: SensorSelector!) {sensorOrError(sensorSelector: $selector) {
            ... on Sensor {sensorState {status ticks(limit: 50) {status skipReason runIds error {message}}}}}}"""
        state = self.ask(query, selector={**SELECTOR, "sensorName": sensor})["sensorOrError"]["sensorState"]
        assert state["status"] == "RUNNING"
        ticks: list[dict[str, Any]] = state["ticks"]
        return ticks

    def tick_that_says(self, words: str) -> dict[str, Any] | None:
        """A tick whose skip reason or error holds these words."""
        return next((tick for tick in self.ticks() if words in f"{tick['skipReason']} {tick['error']}"), None)

    def runs(self, **tags: str) -> list[dict[str, Any]]:
        """The runs with these tags, newest first."""
        query = """query ($filter: RunsFilter!) {runsOrError(filter: $filter) {... on Runs {results {
            runId status jobName assetSelection {path} stepKeysToExecute tags {key value}}}}}"""
        wanted = [{"key": key, "value": value} for key, value in tags.items()]
        results: list[dict[str, Any]] = self.ask(query, filter={"tags": wanted})["runsOrError"]["results"]
        return results

    def launch(self, job: str) -> dict[str, Any]:
        """Run a whole job, as the button in the UI does; the run, once it has ended."""
        query = """mutation ($params: ExecutionParams!) {launchRun(executionParams: $params) {
            __typename ... on LaunchRunSuccess {run {runId}} ... on PythonError {message}}}"""
        launched = self.ask(query, params={"selector": {**SELECTOR, "jobName": job}})["launchRun"]
        assert launched["__typename"] == "LaunchRunSuccess", launched
        return wait_for(f"the end of {job}", lambda: self.ended(launched["run"]["runId"]))

    def ended(self, run_id: str) -> dict[str, Any] | None:
        """The run with the step keys that succeeded, once it has ended."""
        query = """query ($id: ID!) {runOrError(runId: $id) {... on Run {
            runId status stepStats {stepKey status} tags {key value}
            assetMaterializations {assetKey {path} metadataEntries {label}}}}}"""
        run: dict[str, Any] = self.ask(query, id=run_id)["runOrError"]
        return run if run["status"] in {"SUCCESS", "FAILURE", "CANCELED"} else None


@contextmanager
def serve(folder: Path, **variables: str) -> Iterator[Server]:
    """Dagster on the estate in `folder/estate`, with all else under `folder`; Ctrl-C at the end must end all of it.

    `variables` are set in its environment on top.
    """
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    environment = {**dev_environment(folder, os.environ, port), "OCI_ASSETS_POLL_SECONDS": "1", **variables}
    home = Path(environment["DAGSTER_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    with (folder / "dagster.log").open("wb") as log:
        process = subprocess.Popen(
            dagster_args(port), cwd=home, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            server = Server(port, process)
            wait_for("the code location to load", lambda: server.loaded() or process.poll() is not None)
            assert process.poll() is None, (folder / "dagster.log").read_text()[-3000:]
            error = server.load_error()
            assert error is None, error
            yield server
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """What Ctrl-C in a terminal does: one SIGINT to the whole group, after which nothing may be left."""
    family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(WAIT_SECONDS)
        _, left = psutil.wait_procs(family, WAIT_SECONDS)
        assert left == []
    finally:
        for member in family:
            if member.is_running():
                member.kill()
        if process.poll() is None:
            process.kill()


def _error(entry: dict[str, Any]) -> str | None:
    chain = (entry["locationOrLoadError"] or {}).get("errorChain")
    return chain and "\n".join(link["error"]["message"] for link in chain)
