"""The audit file: JSON lines, append only, each line sealed and chained to the one before. Knows nothing of runs."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from oci_assets.errors import OciAssetsError
from oci_assets.report.run_json import Json

GENESIS = "0" * 64
PREVIOUS, DIGEST = "previous", "digest"


class AuditFile:
    """One audit file; several processes may append at once (an OS lock orders them)."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, records: Iterable[Json]) -> int:
        """Write the records whose run and region are not in the file yet; gives how many were written.

        Each line gets `previous`, the SHA-256 of the line before, and `digest`, the SHA-256 of itself without it.
        One write a record, on disk when this returns. A half line that a crash left is ended, never overwritten.

        Raises:
            OciAssetsError: the file cannot be written; what was written before stays.
        """
        wanted = list(records)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                return _append(file, wanted)
        except OSError as error:
            raise OciAssetsError(
                f"cannot write the audit file {self.path}: {error.strerror}: the history has the run; free the disk or "
                "the permissions, and oci-assets audit list adds it"
            ) from error

    def records(self) -> list[Json]:
        """Every whole record, oldest first; empty when there is no file."""
        return [record for line in self._lines() if (record := _parse(line)) is not None]

    def verify(self) -> int:
        """The number of whole records, each as it was written and following from the line before.

        A half line that a crash left is no trouble. Lines that were taken off the end cannot be noticed here:
        compare the number with the runs in the history.

        Raises:
            OciAssetsError: a line was changed, removed or added by another hand; names where the chain breaks.
        """
        previous, line, whole, number = GENESIS, b"", 0, 0
        for number, line in enumerate(self._lines(), start=1):
            record = _parse(line)
            if record is not None:
                if _seal(record, previous) != line.rstrip(b"\n"):
                    raise self._broken(number)
                whole += 1
            previous = _digest(line)
        if line.endswith(b"\n") and _parse(line) is None:
            raise self._broken(number)
        return whole

    def _lines(self) -> Iterator[bytes]:
        """The lines with their line ends; an unfinished last one has none."""
        if self.path.exists():
            with self.path.open("rb") as file:
                yield from file

    def _broken(self, number: int) -> OciAssetsError:
        return OciAssetsError(
            f"audit file {self.path}: line {number} was changed, or does not follow from the line before it"
        )


def _append(file: BinaryIO, records: Sequence[Json]) -> int:
    known, last = _scan(file, records)
    fresh: dict[tuple[object, object], Json] = {}
    for record in records:
        if _pair(record) not in known:
            fresh.setdefault(_pair(record), record)
    for record in fresh.values():
        line = _seal(record, _digest(last) if last else GENESIS) + b"\n"
        _write_whole(file.fileno(), line if not last or last.endswith(b"\n") else b"\n" + line)
        last = line
    return len(fresh)


def _write_whole(descriptor: int, line: bytes) -> None:
    """Append the line; should the disk be full, the file is as long as before. The caller holds its lock."""
    size, done = os.fstat(descriptor).st_size, 0
    try:
        while done < len(line):
            done += os.write(descriptor, line[done:])
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _scan(file: BinaryIO, records: Sequence[Json]) -> tuple[set[tuple[object, object]], bytes]:
    """Runs and regions that are there of those of `records`, and the last line; holds one line at a time.

    Only lines that mention one of the runs are parsed: each finished run reads the file once more.
    """
    runs = {json.dumps(record.get("run_id")).encode() for record in records}
    known, last = set(), b""
    for last in file:
        if any(run in last for run in runs) and (record := _parse(last)) is not None:
            known.add(_pair(record))
    return known, last


def _pair(record: Json) -> tuple[object, object]:
    return record.get("run_id"), record.get("region")


def _seal(record: Json, previous: str) -> bytes:
    """The record as its line, without the line end; ASCII, so that every reader agrees on the bytes."""
    body = {key: value for key, value in record.items() if key != DIGEST} | {PREVIOUS: previous}
    digest = _digest(json.dumps(body, sort_keys=True).encode())
    return json.dumps({**body, DIGEST: digest}, sort_keys=True).encode()


def _parse(line: bytes) -> Json | None:
    """The record of a line, None for the half line that a crash left."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _digest(line: bytes) -> str:
    return hashlib.sha256(line.rstrip(b"\n")).hexdigest()
