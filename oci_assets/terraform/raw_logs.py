"""Where Terraform writes while it runs, and what is kept of that: redacted and bounded, when the run is over.

Terraform writes to files because a pipe breaks when we are killed. What it prints may hold secrets, so these files lie
in a folder (0700) that goes with the run; one that a killed run left behind goes with the stack's next run.
"""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from oci_assets.terraform.housekeeping import claimed, sweep

logger = logging.getLogger(__name__)

LOG_LIMIT_BYTES = 20 * 1024 * 1024


class RawLogs:
    """The raw logs of one session. Nothing is made before the first one.

    Args:
        root: where folders of raw logs lie, for one stack.
        kept: where redacted logs go.
    """

    def __init__(self, root: Path, kept: Path) -> None:
        self._root, self._kept = root, kept
        self._folder = root / uuid.uuid4().hex
        self._claim = ExitStack()
        self._names: list[str] = []

    def next(self, phase: str) -> Path:
        """The file for one command; `NAME.err` beside it is kept, too. Its number is taken among the kept logs."""
        if not self._folder.is_dir():
            self._open()
        # Counted on disk: a step that is tried again in the same run must not write over the first try's logs.
        number = sum(1 for _ in self._kept.glob("*.log")) + 1
        name = f"{number:02d}-{phase}.log"
        (self._kept / name).touch(mode=0o600)
        self._names.append(name)
        return self._folder / name

    def written(self, phase: str) -> tuple[Path, ...]:
        """The raw logs of one phase, oldest first."""
        return tuple(self._folder / name for name in self._names if name.endswith(f"-{phase}.log"))

    def kept_file(self, raw: Path) -> Path:
        """Where people find the log that is written to `raw`."""
        return self._kept / raw.name

    def close(self, redact: Callable[[str], str]) -> None:
        """Keep every log without its secrets, and remove the raw ones. A log that cannot be kept is warned about."""
        with self._claim:
            for name in [each for log in self._names for each in (log, f"{log}.err")]:
                _keep(self._folder / name, self._kept / name, redact)
        self._names.clear()

    def _open(self) -> None:
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(self._root)
        self._claim.enter_context(claimed(self._folder))


def bounded_text(file: Path, limit_bytes: int = LOG_LIMIT_BYTES) -> tuple[str, str, int]:
    """Beginning and end of a file, cut at line ends, and how many bytes between them were left out (0: none)."""
    with file.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        if size <= limit_bytes:
            return _text(stream.read(limit_bytes)), "", 0
        head = stream.read(limit_bytes // 2)
        head = head[: head.rfind(b"\n") + 1]
        stream.seek(size - limit_bytes // 2)
        tail = stream.read(limit_bytes // 2)
    tail = tail[tail.find(b"\n") + 1 :] if b"\n" in tail else b""
    return _text(head), _text(tail), size - len(head) - len(tail)


def _keep(raw: Path, kept: Path, redact: Callable[[str], str]) -> None:
    part = kept.with_name(f".{kept.name}.part")
    try:
        head, tail, cut = bounded_text(raw) if raw.exists() else ("", "", 0)
        with os.fdopen(_private(part), "w", encoding="utf-8") as stream:
            stream.write(redact(head))
            if cut:
                stream.write(f"... {cut} bytes left out, a log holds {LOG_LIMIT_BYTES} at most ...\n")
                stream.write(redact(tail))
        part.replace(kept)
    except OSError as error:  # the outcome of what Terraform did is not changed by that
        for left in (part, kept):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        logger.warning("the log %s could not be kept: %s", kept, error)


def _private(file: Path) -> int:
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
