"""Hashes of unpacked provider packages, as lock files name them (`h1:`), remembered as long as no file changes.

https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1 and `PackageHashV1` in Terraform's internal/getproviders.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from oci_assets.terraform.whole_file import write_whole

_CHUNK = 1024 * 1024
_GOOD = "good"


class PluginHashes:
    """The hashes of the packages in one cache, as remembered when this is made.

    The file that they are remembered in may go, that costs time only.
    """

    def __init__(self, cache: Path, memory: Path) -> None:
        self._cache, self._memory = cache, memory
        self._known: dict[str, list[str]] = _load(memory)

    def of(self, package: Path) -> str | None:
        """The hash of a package (a folder below the cache); None when it goes away meanwhile."""
        try:
            key, signature = str(package), _signature(package)
            if self._known.get(key, [""])[0] != signature:
                self._known[key] = [signature, package_hash(package), ""]
            return self._known[key][1]
        except OSError:  # another estate's init replaces it just now, or it is a link to nowhere: as good as not there
            return None

    def note_good(self, package: Path) -> None:
        """Remember that a package whose hash was asked for is what it should be; only while nobody else may write."""
        if self._known[str(package)][2] != _GOOD:
            self._known[str(package)][2] = _GOOD
            self._keep()

    def is_good(self, package: Path) -> bool:
        """Whether it has not changed since `note_good`."""
        try:
            return self._known.get(str(package), [])[::2] == [_signature(package), _GOOD]
        except OSError:
            return False

    def knows_any(self) -> bool:
        """Whether some package of this cache was noted: nothing that was remembered is lost."""
        return any(known[2] == _GOOD and Path(key).is_relative_to(self._cache) for key, known in self._known.items())

    def all_packages(self) -> list[Path]:
        """The packages of all providers: HOST/NAMESPACE/TYPE/VERSION/PLATFORM."""
        return sorted(each for each in self._cache.glob("*/*/*/*/*") if each.is_dir())

    def packages(self, address: str, version: str) -> list[Path]:
        """The packages of a provider, one for each platform."""
        folder = self._cache / address / version
        return sorted(each for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []

    def _keep(self) -> None:
        write_whole(self._memory, json.dumps(self._known).encode())


def package_hash(package: Path) -> str:
    """The `h1:` hash of a folder: over names and contents of all files below it.

    Raises:
        OSError: a file cannot be read.
    """
    top = package.resolve()
    whole = hashlib.sha256()
    for name, file in sorted((file.relative_to(top).as_posix(), file) for file in top.rglob("*") if file.is_file()):
        whole.update(f"{_file_hash(file)}  {name}\n".encode("utf-8", "surrogateescape"))
    return f"h1:{base64.b64encode(whole.digest()).decode('ascii')}"


def _file_hash(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _signature(package: Path) -> str:
    """Changes with every file of the package, without reading them."""
    top = package.resolve()
    found = ((str(file.relative_to(top)), file.stat()) for file in sorted(top.rglob("*")))
    said = [(name, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for name, s in found]
    return hashlib.sha256(repr((str(top), said)).encode("utf-8", "surrogateescape")).hexdigest()


def _load(memory: Path) -> dict[str, list[str]]:
    try:
        return {
            str(key): [str(value[place]) for place in range(3)]
            for key, value in json.loads(memory.read_bytes()).items()
        }
    except (FileNotFoundError, ValueError, AttributeError, IndexError, TypeError):
        return {}
