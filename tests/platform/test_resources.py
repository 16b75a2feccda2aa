"""The Terraform resource finds its binary when a run starts."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from oci_assets.errors import TerraformError
from oci_assets.platform.resources import TerraformResource


def test_runner_of_resource(tmp_path: Path) -> None:
    """Inside a run the resource has a runner with the wanted binary and state directory."""
    with dg.build_resources({"terraform": TerraformResource(binary="embedded", state_dir=str(tmp_path))}) as resources:
        assert resources.terraform.runner().binary.kind == "embedded"
        assert resources.terraform.runner().state_dir == tmp_path


@pytest.mark.parametrize(
    ("binary", "version", "message"),
    [("no-such-terraform", None, "no-such-terraform"), ("embedded", ">= 99", ">= 99")],
)
def test_runner_without_terraform(tmp_path: Path, binary: str, version: str | None, message: str) -> None:
    """A binary that is missing or too old is an error before any stack is touched."""
    resource = TerraformResource(binary=binary, version=version, state_dir=str(tmp_path))
    with pytest.raises(TerraformError, match=message):
        resource.setup_for_execution(dg.build_init_resource_context())
