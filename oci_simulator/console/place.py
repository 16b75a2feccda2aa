"""Which cloud is meant: the option, the variable, or the mirror that Terraform uses."""

from __future__ import annotations

import os
from pathlib import Path

import click

from oci_simulator.cloud import Cloud
from oci_simulator.console.trouble import Trouble

VARIABLE, CLI_CONFIG = "OCI_SIMULATOR_CLOUD", "TF_CLI_CONFIG_FILE"


class Place:
    """Where the cloud is, found when a command first needs it."""

    def __init__(self, option: Path | None) -> None:
        self._option = option

    @property
    def is_given(self) -> bool:
        """Whether somebody named a file, rather than a mirror."""
        return self._option is not None or bool(os.environ.get(VARIABLE))

    @property
    def file(self) -> Path:
        """The cloud's file.

        Raises:
            click.UsageError: nothing says which.
        """
        if self._option is not None:
            return self._option.absolute()
        if named := os.environ.get(VARIABLE):
            return Path(named).absolute()
        if config := os.environ.get(CLI_CONFIG):
            return Path(config).absolute().parent / "cloud.db"
        raise click.UsageError(
            f"Which cloud? Give --cloud FILE, or set {VARIABLE}, or set {CLI_CONFIG} to the file that "
            "`oci-simulator mirror FOLDER` has written."
        )

    def existing(self) -> Cloud:
        """The cloud, which must be there.

        Raises:
            Trouble: it is not.
        """
        if not self.file.is_file():
            raise Trouble(
                f"{self.file}: there is no cloud yet. The first apply with the simulator makes it, "
                "and so do fault, latency and quota."
            )
        return Cloud.open(self.file)

    def opened(self) -> Cloud:
        """The cloud, made if need be."""
        return Cloud.open(self.file)
