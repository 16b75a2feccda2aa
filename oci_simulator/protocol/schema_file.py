"""The schema as bytes on disk: made once for a table, since each command of Terraform asks for it."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from pathlib import Path

from oci_simulator import facts

logger = logging.getLogger(__name__)
# What the bytes depend on besides the table.
_SOURCES = (Path(facts.__file__), *(Path(__file__).with_name(name) for name in ("schema.py", "provider_schema.py")))


def schema_bytes(cache_folder: Path) -> bytes:
    """The answer to GetProviderSchema, serialized."""
    file = cache_folder / f"schema-{_digest()}.bin"
    try:
        return file.read_bytes()
    except OSError:  # not kept yet, or no place to keep it
        from oci_simulator.protocol import schema  # noqa: PLC0415  # start time: only when there is no file

        data: bytes = schema.schema_response().SerializeToString()
    try:
        _write(file, data)
    except OSError as error:  # slower next time, and no reason to fail
        logger.warning("cannot keep the schema in %s: %s", file, error)
    return data


def _digest() -> str:
    """A name for the table as it is: names, sizes and times of its files, for reading them all takes long."""
    found = hashlib.sha256()
    for source in _SOURCES:
        found.update(source.read_bytes())
    for kind in ("resources", "data"):
        with os.scandir(facts.table_folder() / kind) as entries:
            for name, stat in sorted((entry.name, entry.stat()) for entry in entries):
                found.update(f"{kind}/{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return found.hexdigest()[:20]


def _write(file: Path, data: bytes) -> None:
    """The file in one piece: several providers may start at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as temporary:
        temporary.write(data)
    Path(temporary.name).replace(file)
