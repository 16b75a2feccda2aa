"""Whether the state directory can be used, found out by using it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from oci_assets.errors import OciAssetsError

ROOM_BYTES = 1024 * 1024
"""Of history, logs and plans of a small run: with less the run would only end in the middle."""


def require_state_dir(folder: Path) -> None:
    """The state directory is there (made when missing, for this user only) and takes files of `ROOM_BYTES`.

    Raises:
        OciAssetsError: it does not; says why and what to do.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * ROOM_BYTES)
    except OSError as error:
        raise OciAssetsError(
            f"state directory {str(folder)!r} cannot be used: {error.strerror}: point --state-dir or "
            "OCI_ASSETS_STATE_DIR at a folder that is writable, on a disk with room"
        ) from error
