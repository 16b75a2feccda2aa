"""Ten stacks whose resources leave something outside Terraform: what a state must know of, however a run ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.builders import EstateRepo
from tests.cli.command_line import CommandLine

REGIONS = ("toronto", "ashburn")
SERVICES = ("identity", "tagging", "network", "compute", "database")
STACKS = tuple(f"{region}/{service}" for region in REGIONS for service in SERVICES)
SETTINGS = """
execution: {on_failure: independent}
guards: {max_destroys: 100}
terraform: {lock_timeout_seconds: 2}
"""
# `placed` is replaced by every round; its object in the cloud is a file that carries the id in its name.
STACK = """
resource "terraform_data" "first" { input = ROUND }
resource "terraform_data" "placed" {
  input            = { cloud = "CLOUD" }
  triggers_replace = [ROUND]
  depends_on       = [terraform_data.first]
  provisioner "local-exec" { command = "touch ${self.input.cloud}/${self.id}; sleep 0.2" }
  provisioner "local-exec" {
    when    = destroy
    command = "rm -f ${self.input.cloud}/${self.id}"
  }
}
resource "terraform_data" "last" {
  input      = ROUND
  depends_on = [terraform_data.placed]
}
"""


@dataclass(frozen=True)
class StackState:
    """What the state of one stack holds: the round of each resource, and the objects it knows of, by id."""

    rounds: tuple[tuple[str, int], ...]
    objects: frozenset[str]

    def is_of(self, number: int) -> bool:
        """Whether all of a round is done."""
        return dict(self.rounds) == dict.fromkeys(("first", "placed", "last"), number)


@dataclass(frozen=True)
class CloudEstate:
    """The estate, with the folder that is its cloud."""

    repo: EstateRepo
    cloud: Path
    command_line: CommandLine | None = None

    @classmethod
    def made(cls, folder: Path) -> CloudEstate:
        """A new one in this folder."""
        estate = cls(EstateRepo(folder / "estate"), folder / "cloud")
        estate.repo.commit("settings", {"oci-assets.yaml": SETTINGS, ".gitignore": "*.tfstate*\n.terraform*\n"})
        for stack in STACKS:
            (estate.cloud / stack).mkdir(parents=True)
        return estate

    def with_command_line(self, command_line: CommandLine) -> CloudEstate:
        """The same, driven by this command line."""
        return replace(self, command_line=command_line)

    @property
    def oci(self) -> CommandLine:
        """The command line."""
        assert self.command_line is not None
        return self.command_line

    def commit_round(self, number: int) -> None:
        """A change of every resource of every stack."""
        texts = ((s, STACK.replace("ROUND", str(number)).replace("CLOUD", str(self.cloud / s))) for s in STACKS)
        self.repo.commit(f"round {number}", {f"{stack}/main.tf": text for stack, text in texts})

    def states(self) -> dict[str, StackState]:
        """What each stack's state holds now."""
        return {stack: self._state(stack) for stack in STACKS}

    def objects(self, stack: str) -> frozenset[str]:
        """What is there in the cloud, by id."""
        return frozenset(file.name for file in (self.cloud / stack).iterdir())

    def cut_states(self) -> list[str]:
        """The stacks whose Terraform was killed in the middle of writing its state, which leaves half of one."""
        files = ((stack, self.repo.root / stack / "terraform.tfstate") for stack in STACKS)
        return [stack for stack, file in files if file.exists() and not _is_whole(file)]

    def _state(self, stack: str) -> StackState:
        file = self.repo.root / stack / "terraform.tfstate"
        content = json.loads(file.read_text()) if file.exists() else {"resources": []}
        found = list(_instances(content))
        rounds = tuple((name, _round(attributes)) for name, attributes in found if "input" in attributes)
        return StackState(rounds, frozenset(str(a["id"]) for name, a in found if name == "placed"))


def _is_whole(file: Path) -> bool:
    try:
        json.loads(file.read_bytes())
    except ValueError:
        return False
    return True


def _instances(content: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    resources = content["resources"]
    assert isinstance(resources, list)
    for resource in resources:
        for instance in resource["instances"]:
            yield resource["name"], instance["attributes"]


def _round(attributes: dict[str, object]) -> int:
    trigger = attributes["triggers_replace"]
    value = trigger["value"][0] if isinstance(trigger, dict) else attributes["input"]["value"]  # type: ignore[index]
    return int(value)
