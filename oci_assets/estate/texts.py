"""Whether the files of some folders name a file. Reads blobs, and only when a computed path leaves no other way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

Read = Callable[[str], Iterable[bytes]]


class Texts:
    """Searches the inputs of folders; `read` gives the bytes of every file that Terraform reads in one folder."""

    def __init__(self, read: Read) -> None:
        self._text = lru_cache(maxsize=512)(lambda folder: b"\n".join(read(folder)))

    def of(self, folders: Sequence[str]) -> Callable[[str], bool]:
        """A question whether one of these folders' files holds a name."""
        return lambda name: any(name.encode("utf-8", "surrogateescape") in self._text(folder) for folder in folders)
