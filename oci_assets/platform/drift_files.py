"""The drift of each stack as a file in the state directory: the same text as its issue, gone when the drift is."""

from __future__ import annotations

from pathlib import Path

from oci_assets.errors import OciAssetsError
from oci_assets.platform.drift_texts import DriftTexts
from oci_assets.platform.site import Site
from oci_assets.terraform.whole_file import write_whole

FOLDER = "drift"


def drift_file(site: Site, stack: str) -> Path:
    """`STATE/drift/toronto/network.md`."""
    return site.state_dir / FOLDER / f"{stack}.md"


def write_files(texts: DriftTexts) -> list[Path]:
    """Write the file of each drifted stack, remove that of each that is well; those that are there now, changed or not.

    Raises:
        OciAssetsError: the state directory cannot be written to.
    """
    site, written = texts.site, []
    try:
        for stack in texts.well:
            drift_file(site, stack).unlink(missing_ok=True)
        for stack in texts.drifted:
            file, content = drift_file(site, stack), texts.file_text(stack).encode()
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not file.is_file() or file.read_bytes() != content:
                write_whole(file, content)
            written.append(file)
    except OSError as error:
        raise OciAssetsError(
            f"the drift files in {str(site.state_dir / FOLDER)!r} cannot be written: {error.strerror}: make room, or "
            "make it writable; the next drift check writes them"
        ) from error
    return written
