"""The command line: `oci-assets` and `oci-terraform-orchestrator`. Prints and sets exit codes; decides nothing."""

import os

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # or GitPython raises on import where there is no git

from oci_assets.cli.app import main

__all__ = ["main"]
