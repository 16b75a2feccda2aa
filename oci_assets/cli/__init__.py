"""The command line: `oci-assets` and `oci-terraform-orchestrator`. Prints, asks and sets exit codes; decides nothing."""

from oci_assets.cli.app import main

__all__ = ["main"]
