"""What init depends on, as one text that is equal as long as another init would do the same.

Terraform itself, settings, providers and modules of the folder and of its modules at any depth, the lock file, the
command line's configuration and where providers are cached. Who cannot tell what init reads gets every byte counted.
Saying "equal" too often is mended: Terraform asks for init when it plans, and `planning.make_plan` runs it then.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from oci_assets.terraform.binary import Binary
from oci_assets.terraform.lockfile import LOCK_FILE
from oci_assets.terraform.whole_file import write_whole

_SUFFIXES = (".tf", ".tf.json", ".tofu", ".tofu.json")
_VARIABLES = (".tfvars", ".tfvars.json")
_TOLD_FILE = "oci-assets-init-reads.json"


@dataclass(frozen=True, slots=True)
class InitReader:
    """Tells what init reads of a file.

    Attributes:
        version: goes up when `read` gives other texts for the same files.
        read: from content and name of a file to what init reads of it, a line for each part, wherever in the folder it
            stands; None when that cannot be told.
    """

    version: int
    read: Callable[[bytes, str], str | None]


def fingerprint(
    binary: Binary, folder: Path, data_dir: Path, env: Mapping[str, str], reader: InitReader | None = None
) -> str:
    """Over all that init reads; module folders are taken from `modules.json`, which init writes.

    Raises:
        OSError: a file cannot be read.
    """
    modules = [folder, *_module_folders(folder, data_dir)]
    files = {
        module: {file.name: file.read_bytes() for file in _configuration(module)}
        for module in dict.fromkeys(modules)
        if module.is_dir()
    }
    told = _tell(files, data_dir, reader) if reader is not None else None
    said: list[object] = [binary.kind, binary.version, _surroundings(env), _sha(_content(folder / LOCK_FILE))]
    for module, contents in files.items():
        said += [os.path.relpath(module, folder), told[module] if told else _every_byte(contents)]
    if told is None:
        said += [_variables(folder), sorted(item for item in env.items() if item[0].startswith("TF_VAR_"))]
    return _sha(json.dumps(said).encode())


def _surroundings(env: Mapping[str, str]) -> list[str]:
    """Where providers and modules may come from."""
    names = sorted(name for name in env if name.startswith(("TF_PLUGIN_CACHE_", "TF_REGISTRY_DISCOVERY")))
    config = env.get("TF_CLI_CONFIG_FILE")
    return [*(f"{name}={env[name]}" for name in names), _sha(_content(Path(config))) if config else ""]


def _tell(
    files: Mapping[Path, Mapping[str, bytes]], data_dir: Path, reader: InitReader
) -> dict[Path, list[str]] | None:
    """Digests of what init reads in each folder; None when one file cannot be told."""
    known = _Told(data_dir / _TOLD_FILE, reader)
    told: dict[Path, set[str]] = {}
    sure = True
    for module, contents in files.items():
        digests = [known.tell(data, name) for name, data in contents.items()]
        sure = sure and None not in digests
        told[module] = {each for lines in digests for each in lines or ()}
    known.keep()
    return {module: sorted(digests) for module, digests in told.items()} if sure else None


class _Told:
    """What was told of files before, by their content: reading HCL takes fifty times as long as hashing it."""

    def __init__(self, file: Path, reader: InitReader) -> None:
        self._file, self._reader = file, reader
        self._before = self._load()
        self._now: dict[str, list[str] | None] = {}

    def tell(self, data: bytes, name: str) -> list[str] | None:
        """The digests of what init reads of a file, None when that cannot be told."""
        key = _sha(name.encode("utf-8", "surrogateescape") + b"\0" + data)
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else self._read(data, name)
        return self._now[key]

    def keep(self) -> None:
        """Write down what is new; losing it costs time only."""
        if self._now == self._before:
            return
        document = json.dumps({"version": self._reader.version, "told": self._now})
        with suppress(FileNotFoundError):  # somebody removes the data folder just now
            write_whole(self._file, document.encode("ascii"))

    def _read(self, data: bytes, name: str) -> list[str] | None:
        text = self._reader.read(data, name)
        return None if text is None else [_sha(line.encode("utf-8", "surrogatepass")) for line in text.splitlines()]

    def _load(self) -> dict[str, list[str] | None]:
        try:
            document = json.loads(self._file.read_bytes())
            return dict(document["told"]) if document["version"] == self._reader.version else {}
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return {}


def _every_byte(contents: Mapping[str, bytes]) -> list[list[str]]:
    return [[name, _sha(data)] for name, data in sorted(contents.items())]


def _variables(folder: Path) -> list[list[str]]:
    files = sorted(file for file in folder.iterdir() if file.name.endswith(_VARIABLES) and file.is_file())
    return [[file.name, _sha(file.read_bytes())] for file in files]


def _configuration(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.iterdir()) if file.name.endswith(_SUFFIXES) and file.is_file())


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _module_folders(folder: Path, data_dir: Path) -> list[Path]:
    try:
        modules = json.loads((data_dir / "modules" / "modules.json").read_bytes())["Modules"]
        return sorted({folder / module["Dir"] for module in modules if module["Dir"] != "."})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        # Nothing there or not readable: only the folder itself counts, and Terraform will say what it misses.
        return []
