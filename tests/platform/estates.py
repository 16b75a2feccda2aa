"""Small estates of `terraform_data` stacks in real git repositories, and runs of their jobs on real Terraform."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg

from oci_assets.assembly import build_definitions
from oci_assets.model import Action
from oci_assets.platform.history import read_run
from oci_assets.platform.in_process import create_run, execute
from oci_assets.platform.naming import asset_key, check_key
from oci_assets.platform.run_details import details_config
from oci_assets.platform.site import Site, load_site
from oci_assets.record import RunRecord
from tests.builders import EstateRepo

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
FAILING = """
locals {
  fine = false
}
resource "terraform_data" "main" {
  lifecycle {
    precondition {
      condition     = local.fine
      error_message = "the cloud said no"
    }
  }
}
"""


def terraform_data(value: str = "one") -> str:
    """A stack of one resource; another value is one change."""
    return f'resource "terraform_data" "main" {{\n  input = "{value}"\n}}\n'


@dataclass(frozen=True)
class Estate:
    """A repository and its state directory."""

    repo: EstateRepo
    state_dir: Path

    @property
    def site(self) -> Site:
        """The estate as it is on disk now."""
        return load_site(self.repo.root, state_dir=self.state_dir)

    def commit(self, **stacks: str) -> str:
        """Commit other values of stacks, `toronto__network="two"`; the full SHA."""
        files = {f"{name.replace('__', '/')}/main.tf": terraform_data(value) for name, value in stacks.items()}
        return self.repo.commit(files=files)

    def break_stack(self, stack: str) -> str:
        """Commit a stack that Terraform refuses to plan; the full SHA."""
        return self.repo.commit(files={f"{stack}/main.tf": FAILING})


def make_estate(folder: Path, *stacks: str, files: dict[str, str] | None = None) -> Estate:
    """An estate with these stacks, one commit on `main`."""
    repo = EstateRepo(folder / "estate")
    repo.write(".gitignore", "*.tfstate*\n.terraform/\n")
    repo.commit(files={**{f"{stack}/main.tf": terraform_data() for stack in stacks}, **(files or {})})
    return Estate(repo, folder / "state")


@dataclass(frozen=True)
class Ran:
    """A run that has ended: its events, and the record that was read back."""

    run_id: str
    events: Sequence[dg.DagsterEvent]
    record: RunRecord

    def order(self, kind: dg.DagsterEventType) -> list[str | None]:
        """Step keys of the events of one type, in order."""
        return [event.step_key for event in self.events if event.event_type is kind]

    @property
    def started(self) -> list[str | None]:
        """Step keys in the order in which they started."""
        return self.order(dg.DagsterEventType.STEP_START)


def run(
    site: Site,
    instance: dg.DagsterInstance,
    action: Action,
    *stacks: str,
    details: dict[str, Any] | None = None,
    **tags: str,
) -> Ran:
    """Run an action in this process, as the command line does; `trigger="ui"` becomes the tag `oci/trigger`."""
    job, dagster_run = create_run(
        build_definitions(site),
        instance,
        action.value,
        tags={f"oci/{key}": value for key, value in tags.items()},
        run_config={**QUIET, **(details or details_config(stacks=stacks if action is Action.PLAN else ()))},
        assets=[asset_key(stack) for stack in stacks] if action is Action.APPLY else (),
        checks=[check_key(stack) for stack in stacks] if action is Action.DRIFT else (),
    )
    events = tuple(execute(job, dagster_run, instance))
    record = read_run(instance, site, dagster_run.run_id)
    assert record is not None
    return Ran(dagster_run.run_id, events, record)


@contextmanager
def history(folder: Path) -> Iterator[dg.DagsterInstance]:
    """A real instance with its own home."""
    folder.mkdir(parents=True, exist_ok=True)
    with dg.DagsterInstance.local_temp(str(folder), overrides={"telemetry": {"enabled": False}}) as instance:
        yield instance
