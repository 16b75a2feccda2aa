"""OCI Terraform Controller: every service folder of every OCI region is a Dagster asset that runs Terraform.

The two names below are what users of the predecessor script import; nothing here imports Dagster, so it is fast.
"""

from __future__ import annotations

from oci_assets.estate.graph import topological_sort
from oci_assets.estate.services import SERVICE_DEPENDENCIES

__all__ = ["SERVICE_DEPENDENCIES", "__version__", "topological_sort"]

__version__ = "0.1.0"
