"""Refuses stacks whose state is shared: simulated resources in a team's state file would be taken for real ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a Terraform process works: its folder and its environment."""

    folder: Path
    environment: Mapping[str, str]


def backend_of(place: Place) -> str:
    """The backend that `terraform init` wrote down for the folder; `local` when it wrote none.

    Raises:
        ValueError: The file is there and cannot be read as what Terraform writes.
    """
    file = place.folder / (place.environment.get("TF_DATA_DIR") or ".terraform") / "terraform.tfstate"
    try:
        backend = json.loads(file.read_text(encoding="utf-8")).get("backend")
    except (FileNotFoundError, NotADirectoryError):
        return "local"
    except (OSError, ValueError, AttributeError) as error:
        raise ValueError(f"cannot tell the backend of {place.folder}: {file} is unreadable: {error}") from error
    return str(backend.get("type", "unknown")) if isinstance(backend, Mapping) else "local"


def refusal(place: Place) -> str | None:
    """Why the simulator must not work for a stack and what to do; `None` when its state is local."""
    try:
        backend = backend_of(place)
    except ValueError as error:
        return str(error)
    if backend == "local":
        return None
    return (
        f"The stack in {place.folder} keeps its state in the backend {backend!r}. Resources of the simulator do not "
        "exist in Oracle Cloud and must not get into a shared state. Give the stack a local state while you simulate: "
        'add a file backend_override.tf with `terraform { backend "local" {} }` and run `terraform init -reconfigure`. '
        "To work on the real cloud, run without the simulator's CLI configuration (TF_CLI_CONFIG_FILE) and without "
        "TF_REATTACH_PROVIDERS."
    )
