"""Files that a configuration names: a path counts from the folder in which Terraform works, not from the server's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILES = {"oci_objectstorage_object": "source"}
"""Type -> the attribute that names a file."""


def with_files(type_name: str, values: Mapping[str, Any], folder: Path | None) -> dict[str, Any]:
    """The values of a request with the path of the file made whole; as they are when no folder is known."""
    name = FILES.get(type_name)
    given = values.get(name) if name else None
    if name is None or folder is None or not isinstance(given, str):
        return dict(values)
    return {**values, name: str(folder / Path(given).expanduser())}
