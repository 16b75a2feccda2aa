"""What lock files have said of providers, so that an init may take a package from the cache and lock all platforms.

Terraform takes a cached package on trust only without knowing the hashes of other platforms. To make it ask for them,
it would have to install the package anew, under the feet of every Terraform that runs it: both goes wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from oci_assets.terraform.lockfile import LockedProvider
from oci_assets.terraform.whole_file import write_whole

_BLOCK = re.compile(
    r'^(provider\s+"(?P<address>[^"\n]+)"\s*\{.*?^\s*hashes\s*=\s*\[)(?P<hashes>.*?)(^\s*\])', re.MULTILINE | re.DOTALL
)
_VERSION = re.compile(r'^\s*version\s*=\s*"([^"\n]+)"', re.MULTILINE)


class KnownLocks:
    """The hashes of provider versions in one state directory; losing the file costs a download."""

    def __init__(self, state_dir: Path) -> None:
        self._file = state_dir / "provider-locks.json"
        self._known = _load(self._file)

    def note(self, providers: Iterable[LockedProvider]) -> None:
        """Remember what a lock file says; only of one that Terraform has completed itself, or that somebody commits."""
        before = json.dumps(self._known)
        for each in providers:
            versions = self._known.setdefault(each.address, {})
            versions[each.version] = sorted({*versions.get(each.version, ()), *each.hashes})
        if json.dumps(self._known) != before:
            write_whole(self._file, json.dumps(self._known).encode())

    def covers(self, cache: Path, packages: Iterable[Path]) -> bool:
        """Whether the hashes of all these packages of the cache (HOST/NAMESPACE/TYPE/VERSION/PLATFORM) are known."""
        places = [package.relative_to(cache).parts for package in packages]
        return all(place[-2] in self._known.get("/".join(place[:-2]), {}) for place in places)

    def completed(self, text: str) -> str:
        """A lock file's text with all hashes that are known of the versions in it."""
        return _BLOCK.sub(self._complete, text)

    def _complete(self, found: re.Match[str]) -> str:
        version = _VERSION.search(found[1])
        known = self._known.get(found["address"], {}).get(version[1] if version else "", [])
        hashes = sorted({*re.findall(r'"([^"\n]+)"', found["hashes"]), *known})
        lines = "".join(f'    "{each}",\n' for each in hashes)
        return f"{found[1]}\n{lines}{found[4]}"


def _load(file: Path) -> dict[str, dict[str, list[str]]]:
    try:
        loaded = json.loads(file.read_bytes())
        return {
            str(a): {str(v): [str(h) for h in hashes] for v, hashes in known.items()} for a, known in loaded.items()
        }
    except (FileNotFoundError, ValueError, AttributeError, TypeError):
        return {}
