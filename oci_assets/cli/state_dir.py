"""Whether the state directory can be used, found out by using it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from oci_assets.errors import OciAssetsError


def require_state_dir(folder: Path) -> None:
    """The state directory is there (made when missing, for this user only) and takes files.

    Raises:
        OciAssetsError: it does not; says why and what to do.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise OciAssetsError(
            f"state directory {str(folder)!r} cannot be used: {error.strerror}: point --state-dir or "
            "OCI_ASSETS_STATE_DIR at a folder that is writable"
        ) from error
