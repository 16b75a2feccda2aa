"""A person in front of the UI: materializes a stack, watches Terraform, looks at the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.platform.audit import audit_path
from oci_assets.report.audit_file import AuditFile
from tests.e2e.browser import CHROMIUM, materialize, open_page, step_log
from tests.e2e.conftest import World
from tests.e2e.server import wait_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.daemon,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]


def test_materialize_in_the_ui(world: World, tmp_path: Path) -> None:
    """The Materialize button applies the stack, its log shows Terraform, its check passes, the audit has the run."""
    with open_page(world.server.url) as page:
        run_id = materialize(page, "toronto/identity", tmp_path)
        page.get_by_text("Success", exact=True).first.wait_for()
        shown = step_log(page, "toronto__identity", "Apply complete!", tmp_path)
        assert "terraform_data.main: Creation complete" in shown
        page.goto("/assets/toronto/identity?view=checks")
        page.get_by_text("Passed", exact=True).wait_for()
        page.screenshot(path=tmp_path / "check.png")
    run = world.server.ended(run_id)
    assert run is not None
    assert run["status"] == "SUCCESS"
    paths = [event["assetKey"]["path"] for event in run["assetMaterializations"]]
    assert paths == [["toronto", "identity"], ["toronto", "identity", "drift_check"]]  # applied, then checked
    file = AuditFile(audit_path(world.estate.site))
    [record] = wait_for("the audit record", lambda: [r for r in file.records() if r["run_id"] == run_id])
    assert (record["action"], record["environment"]["trigger"]) == ("apply", "ui")
    assert record["total_resources_created"] == 1
