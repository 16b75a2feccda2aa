"""`oci-assets demo`: run once as a real process, looked at by several tests."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.command_line import Ended, finish, start
from tests.demo_run import demo_folder, ran_demo


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo keeps its estate."""
    return demo_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def demo(folder: Path) -> Ended:
    """The demo, once it has ended."""
    return ran_demo(folder)


@pytest.mark.slow
def test_demo_ends_well(demo: Ended) -> None:
    """Every step ends as it must, and nothing goes to standard error."""
    assert (demo.code, demo.err) == (0, "")


@pytest.mark.slow
def test_demo_tells_the_story(demo: Ended) -> None:
    """Apply, what a module change affects, apply that, port 22, its drift, its issue, repaired, the audit: in order."""
    story = [
        "36 stacks in ",
        "apply: 36 of 36 stacks applied, ",
        "Detected module changes: compute",
        "used through modules/oke/operator-host -> modules/compute/instance",
        "apply: 6 of 6 stacks applied, +0 ~9 -0 in ",
        "lets everybody (0.0.0.0/0) in at port 22",
        "changed outside: module.security-lists",
        'ingress_security_rules[+]: nothing -> {"description": "temporary, for the contractor"',
        "drift: 1 of 36 stacks with differences, ",
        "Infrastructure Drift Detected - ",
        "apply: 1 of 1 stack applied, +0 ~1 -0 in ",
        "drift: no drift in 1 stack in ",
        "records, each chained to the one before by its hash",
        "The estate is kept in ",
    ]
    places = [demo.out.find(line) for line in story]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.slow
def test_demo_keeps_its_estate(demo: Ended, folder: Path) -> None:
    """With `--keep` the estate is there afterwards, and its history can be looked at."""
    assert demo.code == 0
    kept = ["--estate", str(folder / "estate"), "--state-dir", str(folder / "state")]
    records = json.loads(finish(start([*kept, "audit", "list", "--json"])).out)
    assert [r["action"] for r in records if r["region"] == "toronto"] == ["apply", "apply", "drift", "apply", "drift"]
    assert (folder / "simulator" / "cloud.db").is_file()


@pytest.mark.slow
def test_what_to_try_works_as_it_is_printed(demo: Ended, tmp_path: Path) -> None:
    """Copied word for word into a shell that knows nothing of the demo; the last one finds what the second did."""
    lines = [line.strip() for line in demo.out.split("Try:\n")[1].splitlines()]
    assert lines[0].startswith("source ")
    assert [line.split()[0] for line in lines[1:]] == ["oci-assets", "oci-simulator", "oci-assets", "oci-assets"]
    script = "\n".join(["set -e", *lines, "oci-simulator set vcn-tor-hub freeform_tags.owner-="])
    variables = {"PATH": os.defpath, "HOME": str(tmp_path), "COLUMNS": "160"}
    variables |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert 'freeform_tags.owner: added "me"' in done.stdout
    assert "plan: 1 of 1 stack with changes" in done.stdout
    assert "drift: 1 of 1 stack with differences" in done.stdout


def test_demo_into_a_folder_in_use(tmp_path: Path) -> None:
    """A folder with something in it is left alone."""
    (tmp_path / "mine").touch()
    ended = finish(start(["demo", "--keep", str(tmp_path)]))
    assert (ended.code, list(tmp_path.iterdir())) == (64, [tmp_path / "mine"])
