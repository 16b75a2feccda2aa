"""One action on one stack in a process of its own: prints its result and the most memory it ever held, as JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class OneRun:
    """What came of it; `peak_kilobytes` without Terraform's own memory."""

    peak_kilobytes: int
    outcome: str
    created: int
    changes: int
    plan_text: str
    lines: int
    error: str | None


def run_alone(binary: Path | str, state_dir: Path, folder: Path, action: str = "plan") -> OneRun:
    """Run it with its own interpreter, so that nothing else counts."""
    arguments = [str(binary), str(state_dir), str(folder), action]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.terraform.one_run", *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    fields: dict[str, Any] = json.loads(ended.stdout)
    return OneRun(**fields)


def _main(binary: str, state_dir: str, folder: str, action: str) -> None:
    heard = 0

    def on_line(_line: str) -> None:
        nonlocal heard
        heard += 1

    runner = TerraformRunner(find_terraform(binary), Path(state_dir))
    request = StackRequest("toronto/network", Path(folder), "run-1", on_line=on_line)
    result = {"plan": runner.plan, "apply": runner.apply, "drift": runner.drift}[action](request)
    # of this program alone: `ru_maxrss` is also that of the process it was forked from
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    told = OneRun(
        peak_kilobytes=int(peak[1]) if peak else 0,
        outcome=result.outcome.value,
        created=result.counts.created,
        changes=len(result.changes),
        plan_text=result.plan_text,
        lines=heard,
        error=result.error,
    )
    sys.stdout.write(json.dumps(asdict(told)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
