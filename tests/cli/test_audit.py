"""`oci-assets audit list` and `audit show`: every run and region, from the history and the audit file."""

from __future__ import annotations

import pytest

from tests.cli.command_line import FAILING, CommandLine

P9 = {  # predecessor.md
    *("timestamp", "orchestrator_version", "action", "total_services", "successful_services", "failed_services"),
    *("execution_levels", "total_resources_created", "total_resources_changed", "total_resources_destroyed"),
    *("total_duration", "services", "environment"),
}
P9_SERVICE = {
    *("service", "success", "duration", "output", "error"),
    *("resources_created", "resources_changed", "resources_destroyed", "retry_count"),
}


def test_empty(oci: CommandLine) -> None:
    """Before the first run there is nothing to show, and nothing is made."""
    assert "No run is in the audit file yet: oci-assets apply --all makes the first." in oci("audit", "list").out
    assert oci("audit", "list", "--json").json == []
    assert not oci.state.exists()


def test_list_and_show(oci: CommandLine) -> None:
    """One record for each run and region, with the predecessor's keys; a run is found by the beginning of its id."""
    oci.estate.commit("broken", {"toronto/network/main.tf": FAILING})
    oci("apply", "--all")
    oci("plan", "ashburn/network")
    records = oci("audit", "list", "--json").json
    assert [(r["action"], r["region"], r["status"]) for r in records] == [
        ("apply", "ashburn", "failure"),
        ("apply", "toronto", "failure"),
        ("plan", "ashburn", "success"),
    ]
    listed = oci("audit", "list").out.splitlines()
    assert [line.split()[1:5] for line in listed[1:]] == [
        [r["run_id"][:8], r["action"], r["region"], r["status"]] for r in records
    ]
    shown = oci("audit", "show", records[0]["run_id"][:8]).json
    assert shown == records[:2]
    assert set(shown[1]) >= P9
    assert set(shown[1]["services"][0]) >= P9_SERVICE
    assert shown[1]["execution_levels"] == [["identity"], ["network"]]
    assert {s["service"]: s["success"] for s in shown[1]["services"]} == {
        "compute": False,
        "identity": True,
        "network": False,
    }


def test_show_of_several(oci: CommandLine) -> None:
    """A beginning that fits several runs is refused, and so is one that fits none."""
    for _ in range(2):
        oci("plan", "ashburn/network")
    ended = oci("audit", "show", "")
    assert (ended.code, "is the beginning of several runs" in ended.err) == (64, True)


def test_list_adds_what_is_only_in_the_history(oci: CommandLine) -> None:
    """A record that could not be written after its run is added later, once."""
    oci("plan", "ashburn/network")
    file = oci.state / "audit.jsonl"
    file.unlink()
    for _ in range(2):
        assert len(oci("audit", "list", "--json").json) == 1
    assert len(file.read_text().splitlines()) == 1


@pytest.mark.parametrize("ref", ["refs/heads/main", None])
def test_environment_of_a_workflow(oci: CommandLine, monkeypatch: pytest.MonkeyPatch, ref: str | None) -> None:
    """Actor and ref of the GitHub workflow are in the record, with the commit and the OCI region."""
    if ref:
        monkeypatch.setenv("GITHUB_REF", ref)
        monkeypatch.setenv("GITHUB_ACTOR", "somebody")
    oci("plan", "ashburn/network")
    (record,) = oci("audit", "list", "--json").json
    assert record["environment"] == {
        "region": "us-ashburn-1",
        "github_ref": ref,
        "github_sha": oci.estate.git("rev-parse", "HEAD"),
        "github_actor": "somebody" if ref else None,
        "trigger": "command line",
    }
