"""The settings of one commit: its own `oci-assets.yaml`, read from git."""

from __future__ import annotations

from oci_assets.estate.git_objects import GitObjects
from oci_assets.estate.settings import Settings
from oci_assets.estate.settings_file import FILE_NAME, parse_settings


def settings_at(objects: GitObjects, sha: str, name: str = FILE_NAME) -> Settings:
    """What the commit (full SHA) says; all defaults when it has no such file. `name` is for messages.

    Raises:
        SettingsError: the file has mistakes.
    """
    entry = objects.entries(sha, [""]).get(FILE_NAME)
    if entry is None:
        return Settings()
    return parse_settings(next(data for _, data in objects.blobs([entry.oid])), name)
