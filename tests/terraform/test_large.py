"""Output of 50 MB and stacks of 5,000 resources: done, in memory that does not grow with them (issue 4 item 10)."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from oci_assets.terraform.binary import Binary
from oci_assets.terraform.planning import PLAN_TEXT_LIMIT
from tests.terraform.one_run import OneRun, run_alone
from tests.terraform.scripts import make_script

SMALL = 'resource "terraform_data" "a" {}\n'
RESOURCES = 5000
TEXT = "0123456789" * 200
# Terraform writes a whole state file after each resource: 5,000 of them would take it minutes.
NO_STATE_FILE = 'terraform {\n  backend "inmem" {}\n}\n'
LINES = 500_000
LINE = "x" * 100
MOST_MEGABYTES = 64
"""More than the small run took, whatever an interpreter takes: far below the whole output, or the whole JSON plan."""


def stack(folder: Path, text: str) -> Path:
    """A stack's folder."""
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(text)
    return folder


def many_resources(text: str) -> str:
    """As many as one stack may sensibly have, and more."""
    return f'resource "terraform_data" "a" {{\n  count = {RESOURCES}\n  input = "${{count.index}} {text}"\n}}\n'


def grown_megabytes(small: OneRun, large: OneRun) -> float:
    """How much more memory the second one took at most."""
    return (large.peak_kilobytes - small.peak_kilobytes) / 1024


@pytest.mark.slow
def test_plan_output_of_50_megabytes(binary: Binary, tmp_path: Path) -> None:
    """Every line is handed on; of the text both ends stay, with the number of lines between; memory is bounded."""
    real = " ".join(map(shlex.quote, binary.argv_prefix))
    talk = f'if [ "$1" = plan ]; then echo first; yes {LINE} | head -n {LINES}; fi\nexec {real} "$@"'
    talking = make_script(tmp_path / "bin", talk)
    folder = stack(tmp_path / "stack", SMALL)
    small = run_alone(binary.path, tmp_path / "state", folder)
    large = run_alone(talking, tmp_path / "state", folder)
    assert (large.outcome, large.created, large.error) == ("changes", 1, None)
    assert large.lines > LINES
    assert large.plan_text.startswith("first\n")
    assert large.plan_text.endswith("Plan: 1 to add, 0 to change, 0 to destroy.")
    cut = re.search(r"^\.\.\. (\d+) lines left out \.\.\.$", large.plan_text, re.MULTILINE)
    assert cut is not None
    assert int(cut[1]) > LINES - PLAN_TEXT_LIMIT / len(LINE)
    assert len(large.plan_text) < PLAN_TEXT_LIMIT + 100
    assert grown_megabytes(small, large) < MOST_MEGABYTES
    kept = sum(file.stat().st_size for file in (tmp_path / "state").rglob("*.log"))
    assert kept < 25 * 1024 * 1024


def state_of_many() -> str:
    """The state of `many_resources("of many")` after an apply."""
    texts = ({"value": f"{index} of many", "type": "string"} for index in range(RESOURCES))
    instances = [
        {
            "index_key": index,
            "schema_version": 0,
            "attributes": {"id": f"id-{index}", "input": text, "output": text, "triggers_replace": None},
        }
        for index, text in enumerate(texts)
    ]
    resource = {
        "mode": "managed",
        "type": "terraform_data",
        "name": "a",
        "provider": 'provider["terraform.io/builtin/terraform"]',
        "instances": instances,
    }
    whole = {"version": 4, "terraform_version": "1.5.0", "serial": 1, "lineage": "many", "resources": [resource]}
    return json.dumps(whole)


@pytest.mark.slow
@pytest.mark.parametrize(("action", "outcome", "text"), [("plan", "changes", TEXT), ("apply", "applied", "of many")])
def test_stack_of_5000_new_resources(binary: Binary, tmp_path: Path, action: str, outcome: str, text: str) -> None:
    """Every one is counted and named, the text is cut in the middle, and memory is bounded."""
    few, many = stack(tmp_path / "few", SMALL), stack(tmp_path / "many", many_resources(text) + NO_STATE_FILE)
    small = run_alone(binary.path, tmp_path / "small", few, action)
    large = run_alone(binary.path, tmp_path / "large", many, action)
    assert (large.outcome, large.error) == (outcome, None)
    assert (large.created, large.changes) == (RESOURCES, RESOURCES)
    assert " lines left out ..." in large.plan_text
    assert len(large.plan_text) < PLAN_TEXT_LIMIT + 100
    assert grown_megabytes(small, large) < MOST_MEGABYTES


@pytest.mark.slow
def test_drift_of_5000_resources(binary: Binary, tmp_path: Path) -> None:
    """A state of 5,000 resources is looked at as one of a single resource is."""
    few, many = stack(tmp_path / "few", SMALL), stack(tmp_path / "many", many_resources("of many"))
    (many / "terraform.tfstate").write_text(state_of_many())
    small = run_alone(binary.path, tmp_path / "small", few, "drift")
    large = run_alone(binary.path, tmp_path / "large", many, "drift")
    assert (large.outcome, large.error) == ("no_changes", None)
    assert large.lines > RESOURCES  # each was refreshed
    assert grown_megabytes(small, large) < MOST_MEGABYTES
