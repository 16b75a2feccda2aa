"""One drift issue for the whole estate: `drift.issues: single`."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from oci_assets.github.access import GithubAccess
from oci_assets.platform.drift_export import export_drift
from tests.github.server import GithubServer
from tests.platform.drift_runs import OKE, check_run, now, site_with, unknown
from tests.report.drift_cases import clean, drifted


def test_single_issue(tmp_path: Path, memory: dg.DagsterInstance, github: GithubServer, access: GithubAccess) -> None:
    """One for all: it tells every drifted stack, and closes only when every stack is known to be well."""
    site = site_with(tmp_path, "{issues: single}")
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    assert github.forge.issues[1]["title"] == "🔍 Infrastructure Drift Detected - 2025-12-18"
    check_run(memory, now(drifted(OKE)))
    export_drift(memory, site, access, None)
    assert "2 stacks differ" in github.forge.issues[1]["body"]
    check_run(memory, now(clean()), unknown(OKE))
    export_drift(memory, site, access, None)
    assert (github.forge.open_numbers(), "**toronto/oke**" in github.forge.issues[1]["body"]) == ([1], True)
    check_run(memory, now(clean(OKE)))
    export_drift(memory, site, access, None)
    assert (github.forge.open_numbers(), len(github.forge.issues)) == ([], 1)


def test_single_issue_stays_while_a_stack_is_unknown(
    tmp_path: Path, memory: dg.DagsterInstance, github: GithubServer, access: GithubAccess
) -> None:
    """A stack that was never checked may be drifted."""
    site = site_with(tmp_path, "{issues: single}")
    check_run(memory, now(drifted()))
    export_drift(memory, site, access, None)
    check_run(memory, now(clean()))
    export_drift(memory, site, access, None)
    assert github.forge.open_numbers() == [1]
