"""The Terraform resource of the code location: which binary runs, where its files lie. Checked when it is built."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
from pydantic import PrivateAttr

from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.run import TerraformRunner


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

    _runner: TerraformRunner = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Find the binary once for the run.

        Raises:
            TerraformError: it is missing or too old; the message says what to do.
        """
        del context
        self._runner = TerraformRunner(find_terraform(self.binary, self.version), Path(self.state_dir))

    @property
    def runner(self) -> TerraformRunner:
        """The runner that plans, applies and checks stacks."""
        return self._runner
