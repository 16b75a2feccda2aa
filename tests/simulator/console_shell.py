"""The console as a process of its own, as a person starts it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oci_simulator.cloud import Cloud
from oci_simulator.console import main
from tests.simulator.cloud_builders import open_cloud
from tests.simulator.cloud_parts import create, machine, network, subnet

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


def _here(*arguments: str) -> Answer:
    """A command in this process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())


@dataclass(slots=True)
class Shell:
    """Runs `oci-simulator` on one cloud."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def cloud(self) -> Cloud:
        """The same cloud, from this process."""
        return open_cloud(self.folder)

    def run(self, *arguments: str, typed: str = "") -> Answer:
        """One command: in this process where nothing but the cloud's file matters, which is much faster."""
        if not typed and not self.environment:
            return _here("--cloud", str(self.folder / "cloud.db"), *arguments)
        variables = {"OCI_SIMULATOR_CLOUD": str(self.folder / "cloud.db"), **self.environment}
        done = subprocess.run(
            [sys.executable, "-m", "oci_simulator.console", *arguments],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **variables},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Answer(done.returncode, done.stdout, done.stderr)

    def does(self, *arguments: str) -> str:
        """The output of a command that must succeed."""
        answer = self.run(*arguments)
        assert answer.code == 0, answer
        return answer.out

    def refuses(self, *arguments: str, code: int = 1) -> str:
        """What a command says that must fail, in one go and on stderr."""
        answer = self.run(*arguments)
        assert answer.code == code, answer
        assert answer.out == ""
        return answer.err

    def values(self, name: str) -> dict[str, Any]:
        """The values of an object as `show --json` tells them."""
        return dict(json.loads(self.does("show", name, "--json"))["values"])


def furnished(folder: Path) -> Shell:
    """A cloud with a network, a list of rules, a subnet `app`, a machine `web` and a bucket."""
    shell = Shell(folder)
    vcn = network(shell.cloud)
    rules = [
        {"protocol": "6", "source": "10.0.0.0/8", "tcp_options": [{"min": 443, "max": 443}]},
        {"protocol": "1", "source": "10.0.0.0/8"},
    ]
    create(shell.cloud, "core_security_list", vcn_id=vcn["id"], display_name="rules", ingress_security_rules=rules)
    machine(shell.cloud, subnet(shell.cloud, vcn))
    create(shell.cloud, "objectstorage_bucket", name="box", namespace="simulated")
    return shell
