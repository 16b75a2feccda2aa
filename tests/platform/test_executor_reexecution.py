"""Dagster's re-execution from failure after a run of the thread executor."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import execute_run_iterator
from dagster._core.execution.plan.resume_retry import ReexecutionStrategy
from dagster._core.remote_origin import InProcessCodeLocationOrigin
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import InProcessWorkspaceLoadTarget

from tests.platform import reexecution_defs
from tests.platform.executor_jobs import execute


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that makes asset b of reexecution_defs fail."""
    file = tmp_path / "broken"
    file.touch()
    monkeypatch.setenv("OCI_TEST_BROKEN", str(file))
    return file


@pytest.mark.parametrize(("on_failure", "rest"), [("stop", {"b", "c", "d"}), ("independent", {"b", "c"})])
def test_reexecute_from_failure(sqlite: dg.DagsterInstance, broken: Path, on_failure: str, rest: set[str]) -> None:
    """Dagster's own re-execution from failure picks the failed and the never-run steps, no others."""
    job = reexecution_defs.defs.resolve_job_def("job")
    target = LoadableTargetOrigin(python_file=reexecution_defs.__file__)
    workspace = InProcessWorkspaceLoadTarget(InProcessCodeLocationOrigin(target))
    with WorkspaceProcessContext(sqlite, workspace) as process:
        context = process.create_request_context()
        [location] = context.code_locations
        [repository] = location.get_repositories().values()
        first = execute(job, sqlite, on_failure=on_failure)
        broken.unlink()
        again = sqlite.create_reexecuted_run(
            parent_run=first.run,
            request_context=context,
            code_location=location,
            remote_job=repository.get_full_job("job"),
            strategy=ReexecutionStrategy.FROM_FAILURE,
        )
    events = list(execute_run_iterator(InMemoryJob(job), again, sqlite))
    assert {event.step_key for event in events if event.is_step_success} == rest
    assert events[-1].event_type is dg.DagsterEventType.RUN_SUCCESS
