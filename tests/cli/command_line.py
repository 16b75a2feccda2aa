"""The command line as tests call it: in this process, or as a real process, on a small estate of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from oci_assets.cli.app import cli
from oci_assets.cli.errors import run_command
from tests.builders import EstateRepo

ENTRY = "import sys; from oci_assets.cli{module} import main; sys.exit(main())"
WAIT_SECONDS = 120


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


@dataclass
class CommandLine:
    """`oci-assets` on one estate with a state directory beside it."""

    estate: EstateRepo
    state: Path
    capsys: pytest.CaptureFixture[str] = field(repr=False)

    def __call__(self, *arguments: str) -> Ended:
        """Run it in this process; options of the group may stand before the command."""
        return self.bare(*self.globals, *arguments)

    def bare(self, *arguments: str) -> Ended:
        """Run it in this process without saying where estate and state directory are."""
        self.capsys.readouterr()
        code = run_command(cli, arguments)
        out, err = self.capsys.readouterr()
        return Ended(code, out, err)

    @property
    def globals(self) -> list[str]:
        """The options that say where estate and state directory are."""
        return ["--estate", str(self.estate.root), "--state-dir", str(self.state)]

    def start(self, *arguments: str, module: str = "", env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start it as a process of its own group, as a terminal does."""
        return start([*self.globals, *arguments], module=module, env=env)

    def process(self, *arguments: str, env: Mapping[str, str] | None = None) -> Ended:
        """Run it as a process of its own."""
        return finish(self.start(*arguments, env=env))


def start(
    arguments: Sequence[str],
    *,
    module: str = "",
    env: Mapping[str, str] | None = None,
    wrapper: Sequence[str] = (),
) -> subprocess.Popen[str]:
    """A process of the command line in a session of its own, with pipes for output.

    `module` is `.orchestrator` for the other program; `wrapper` is a command that runs what it is given.
    """
    return subprocess.Popen(
        [*wrapper, sys.executable, "-c", ENTRY.format(module=module), *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )


def finish(process: subprocess.Popen[str], *, within: float = WAIT_SECONDS) -> Ended:
    """How the process ended; it is killed when it does not, `within` so many seconds."""
    with process:
        try:
            out, err = process.communicate(timeout=within)
        except BaseException:
            process.kill()
            raise
    return Ended(process.returncode, out, err)


def resource(name: str = "a", value: str = "1", *, body: str = "") -> str:
    """A resource that Terraform keeps without a provider to download."""
    return f'resource "terraform_data" "{name}" {{\n  input = "{value}"\n{body}}}\n'


FAILING = resource("before") + resource(
    "broken", body='  depends_on = [terraform_data.before]\n  provisioner "local-exec" {\n    command = "exit 3"\n  }\n'
)
"""One resource is made, the next one fails in apply: the stack is partly applied."""
