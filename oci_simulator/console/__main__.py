"""`python -m oci_simulator.console`, for where the script is not on the path."""

from oci_simulator.console.app import main

main()
