"""The Terraform resource of the code location: which binary runs, where its files lie. Checked when it is built."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.housekeeping import sweep_plans
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.saved_plan import expire_plans


class TerraformResource(dg.ConfigurableResource[TerraformRunner]):
    """Terraform for one estate; steps of a run share it.

    Attributes:
        binary: `embedded`, a name or a path; None takes `terraform` on PATH when it fits, else the embedded one.
        version: constraint in Terraform's own syntax, for example `>= 1.5`.
        state_dir: where data dirs, logs and plan files are kept.
    """

    binary: str | None = None
    version: str | None = None
    state_dir: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Check that there is one, and remove what killed runs left of plans, and kept plans that are too old.

        Raises:
            TerraformError: it is missing or too old; the message says what to do.
        """
        del context
        find_terraform(self.binary, self.version)
        sweep_plans(Path(self.state_dir))
        expire_plans(Path(self.state_dir))

    def runner(self, required_version: str | None = None) -> TerraformRunner:
        """The runner for stacks whose files ask for these versions of Terraform, on top of the settings.

        Raises:
            TerraformError: no Terraform here fits both.
        """
        binary = find_terraform(self.binary, joined(self.version, required_version))
        return TerraformRunner(binary, Path(self.state_dir))


def joined(*constraints: str | None) -> str | None:
    """Version constraints as one; None when there are none."""
    return ", ".join(constraint for constraint in constraints if constraint) or None
