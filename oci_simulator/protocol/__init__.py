"""Terraform's plugin protocol 6 over gRPC: what Terraform starts, or joins, in order to talk to the simulated cloud.

Started: `write_mirror` writes a mirror and a CLI configuration, `terraform init` installs from it, each command starts
the launcher. Variables: `OCI_SIMULATOR_CLOUD` (the cloud's file; else `cloud.db` at the top of the mirror),
`OCI_SIMULATOR_MIRROR` (for a launcher that was copied out of its mirror), `OCI_SIMULATOR_TABLE` (another table).

Joined: `serve_reattached` gives the value of `TF_REATTACH_PROVIDERS`; no init, no lock file.

Both refuse a stack whose backend is not local. A joined server knows the folder of a Terraform from /proc: on Linux,
for processes of the same user. Elsewhere it cannot look, and does not refuse.

The connection is on loopback. A started provider shows a certificate, and does not ask for Terraform's (it is of a
curve that gRPC's library does not take): any process of the machine that finds the port could talk to the simulator.
"""
