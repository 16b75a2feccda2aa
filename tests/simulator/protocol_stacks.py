"""Stacks for real Terraform: a folder, a mirror for the whole session, a server to join."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from oci_simulator.protocol.mirror import write_mirror
from oci_simulator.protocol.serve import serve_reattached
from tests.simulator.protocol_double import MemoryCloud

HEAD = 'terraform {\n  required_providers {\n    oci = {\n      source = "oracle/oci"\n    }\n  }\n}\n'
VCN = 'resource "oci_core_vcn" "v" {\n  compartment_id = "ocid1.tenancy.oc1..a"\n  cidr_block = "10.0.0.0/16"\n%s}\n'


@cache
def folder_of_session() -> Path:
    """A folder that lives as long as the tests of this process."""
    folder = Path(tempfile.mkdtemp(prefix="oci-simulator-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def cli_config() -> Path:
    """The CLI configuration of a mirror that all tests of this process share."""
    return write_mirror(folder_of_session() / "mirror")


@dataclass(frozen=True, slots=True)
class Stack:
    """A folder in which Terraform runs with a small environment of its own."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    terraform: tuple[str, ...] = ("terraform",)

    def write(self, text: str, name: str = "main.tf") -> None:
        """A file of the configuration."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def variables(self) -> dict[str, str]:
        """The environment of a run."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", **self.environment}

    def run(self, *arguments: str, fails: bool = False) -> str:
        """What Terraform printed, standard error as well; it must succeed, or must not."""
        command = [*self.terraform, *arguments]
        done = subprocess.run(  # noqa: PLW1510  # a failure is asserted below, with the output
            command, cwd=self.folder, env=self.variables(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert (done.returncode == 1) == fails, f"{command} ended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    def apply(self, *arguments: str, fails: bool = False) -> str:
        """The output of an apply."""
        return self.run("apply", "-auto-approve", "-no-color", *arguments, fails=fails)

    def actions(self, *arguments: str) -> dict[str, list[str]]:
        """Address -> actions of what a plan would do; nothing for what stays."""
        changes = {one["address"]: one["change"] for one in self.plan(*arguments).get("resource_changes", [])}
        return {name: change["actions"] for name, change in changes.items() if change["actions"] != ["no-op"]}

    def plan(self, *arguments: str) -> dict[str, Any]:
        """The plan as Terraform's JSON."""
        self.run("plan", "-no-color", "-out=plan.bin", *arguments)
        shown = self.run("show", "-json", "plan.bin")
        parsed: dict[str, Any] = json.loads(shown[shown.index("{") :])
        return parsed

    def state(self) -> dict[str, dict[str, Any]]:
        """Address -> the first instance in the state file, with attributes and status."""
        document = json.loads((self.folder / "terraform.tfstate").read_text(encoding="utf-8"))
        return {f"{one['type']}.{one['name']}": one["instances"][0] for one in document["resources"]}


@contextmanager
def joined(folder: Path, main: str = "") -> Iterator[tuple[Stack, MemoryCloud]]:
    """A stack whose Terraform joins a server in this process, and the cloud behind it."""
    cloud = MemoryCloud()
    quiet = folder / "empty.rc"
    folder.mkdir(exist_ok=True)
    quiet.write_text("", encoding="utf-8")
    with serve_reattached(cloud, cache_folder=folder_of_session()) as reattach:
        stack = Stack(folder, {"TF_REATTACH_PROVIDERS": reattach, "TF_CLI_CONFIG_FILE": str(quiet)})
        stack.write(HEAD + main)
        yield stack, cloud


def spawned(folder: Path, main: str = HEAD, **environment: str) -> Stack:
    """A stack whose Terraform starts the provider from the mirror, with a cloud of its own."""
    cloud = str(folder / "cloud.db")
    stack = Stack(folder, {"TF_CLI_CONFIG_FILE": str(cli_config()), "OCI_SIMULATOR_CLOUD": cloud, **environment})
    stack.write(main)
    return stack
