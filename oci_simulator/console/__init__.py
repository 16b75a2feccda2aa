"""The command line `oci-simulator`: the console of the simulated cloud. Prints and sets exit codes."""

from oci_simulator.console.app import main

__all__ = ["main"]
