"""What exists in the simulated cloud, and what its services answer."""

from oci_simulator.cloud.cloud import CONSOLE, TERRAFORM, Cloud
from oci_simulator.cloud.errors import ServiceError

__all__ = ["CONSOLE", "TERRAFORM", "Cloud", "ServiceError"]
