"""Terraform's plugin protocol 6 over gRPC: what Terraform starts, or joins, in order to talk to the simulated cloud."""
