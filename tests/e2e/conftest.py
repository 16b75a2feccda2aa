"""One estate and one Dagster for the tests of a worker: starting it takes ten seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from oci_assets.platform.instance import prepare_home
from tests.e2e.server import Server, serve, wait_for
from tests.platform.estates import Estate, make_estate, terraform_data

CALL = 'module "vcn" {\n  source = "../../modules/vcn"\n}\n'
FRAGILE = """
locals {
  flag = "FOLDER/broken"
}
resource "terraform_data" "main" {
  lifecycle {
    precondition {
      condition     = !fileexists(local.flag)
      error_message = "the cloud said no"
    }
  }
}
"""


@dataclass(frozen=True)
class World:
    """An estate that a running Dagster watches. `folder/broken` makes toronto/oke fail while it is there."""

    folder: Path
    estate: Estate
    server: Server


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The sensor has made its baseline; nothing was applied yet."""
    folder = tmp_path_factory.mktemp("world")
    files = {
        "modules/vcn/main.tf": terraform_data(),
        "toronto/network/main.tf": CALL,
        "ashburn/network/main.tf": CALL,
        "toronto/oke/main.tf": FRAGILE.replace("FOLDER", str(folder)),
    }
    stacks = [f"toronto/{service}" for service in ("identity", "tagging", "network", "oke", "dns", "budget", "quota")]
    estate = make_estate(folder, *stacks, "ashburn/network", files=files)
    prepare_home(folder / "state" / "dagster")
    with serve(folder) as server:
        wait_for("the baseline", lambda: server.tick_that_says("is the baseline, nothing is applied"))
        yield World(folder, estate, server)
