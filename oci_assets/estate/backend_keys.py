"""Where a stack's state lies, as one key: two folders with one key would overwrite each other's state. Pure.

Only what the files say counts. A backend that is told the rest elsewhere (environment, a variable) has no key: nobody
can know then, and nothing is refused. Names and defaults: https://developer.hashicorp.com/terraform/language/backend
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from oci_assets.estate.facts import ANY, REFERENCE, State

LOCAL = "local"
DEFAULT_STATE = "terraform.tfstate"
_USER = re.compile(r"(?<=://)[^/@]*@")
_HIDDEN = frozenset({"conn_str"})


class _Kind(NamedTuple):
    """What tells one state of a backend from another: what must be written, and what Terraform takes when it is not."""

    required: tuple[str, ...]
    optional: Mapping[str, str] = {}


_KINDS: Mapping[str, _Kind] = {
    "oci": _Kind(("bucket", "namespace"), {"key": DEFAULT_STATE, "region": ""}),
    "gcs": _Kind(("bucket",), {"prefix": ""}),
    "azurerm": _Kind(("storage_account_name", "container_name", "key")),
    "http": _Kind(("address",)),
    "consul": _Kind(("path",), {"address": "", "scheme": "", "datacenter": ""}),
    "pg": _Kind(("conn_str",), {"schema_name": "terraform_remote_state"}),
    "kubernetes": _Kind(
        ("secret_suffix",), {"namespace": "default", "config_path": "", "config_context": "", "host": ""}
    ),
    "oss": _Kind(("bucket",), {"prefix": "env:", "key": DEFAULT_STATE, "region": "", "endpoint": ""}),
    "cos": _Kind(("bucket", "region"), {"prefix": "", "key": DEFAULT_STATE}),
    "remote": _Kind(("organization", "workspaces.name"), {"hostname": "app.terraform.io"}),
}


@dataclass(frozen=True, slots=True)
class BackendKey:
    """One place of a state: `label` for people, without secrets; `parts` to compare, which may hold some."""

    label: str
    parts: tuple[str, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """A name without secrets; equal for equal places of one estate."""
        return self.lock_key("")

    def lock_key(self, root: str) -> str:
        """A name for locks; equal for equal places. `root` is where relative local states lie: the estate itself."""
        inside = self.parts[0] == LOCAL and not self.parts[1].startswith("/")
        text = "\0".join((*self.parts, root if inside else ""))
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:20]


class Place(NamedTuple):
    """A stack's state: its key, and the line that says so (`toronto/network/backend.tf:2`)."""

    key: BackendKey
    said_at: str


def backend_key(backend: State | None, folder: str) -> BackendKey | None:
    """The key of the state that `backend` names; None when the files do not tell it all.

    Args:
        backend: of the stack; None without one: then the state is a file in its folder.
        folder: the real folder of the stack, from the root of the repository.
    """
    settings = {name: text for name, text in backend.settings if text} if backend else {}
    if backend is None or backend.backend == LOCAL:
        path = settings.get("path", DEFAULT_STATE)
        place = posixpath.normpath(posixpath.join(folder, path))
        return BackendKey(f"the file {place}", (LOCAL, place)) if _is_certain(path) else None
    kind = "remote" if backend.backend == "cloud" else backend.backend
    named = dict(_s3(settings) if kind == "s3" else _named(kind, settings))
    if not named or not all(map(_is_certain, named.values())):
        return None
    shown = [
        f"{name.rpartition('.')[2]} {text.partition('?')[0]!r}"
        for name, text in named.items()
        if text and name not in _HIDDEN
    ]
    return BackendKey(f"{kind}: {', '.join(shown)}", (kind, *named.values()))


def clashes(places: Mapping[str, Place]) -> dict[str, str]:
    """Why stacks must not run, by stack id: their state is another stack's, too. Empty when all is well."""
    by_key: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for stack in sorted(places):
        by_key[places[stack].key.parts].append(stack)
    found: dict[str, str] = {}
    for stacks in by_key.values():
        if len(stacks) > 1:
            label = places[stacks[0]].key.label
            where = ", ".join(f"{stack} ({places[stack].said_at})" for stack in stacks)
            text = (
                f"{len(stacks)} stacks keep their state in one place ({label}): {where}: each would destroy what the "
                "other one made, so none of them is planned, applied or checked: give each a place of its own"
            )
            found |= dict.fromkeys(stacks, text)
    return found


def _s3(settings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Bucket and key, and where they are: an endpoint says it all, else region and profile do."""
    if "bucket" in settings and "key" in settings:
        endpoint = (settings.get("endpoints.s3") or settings.get("endpoint") or "").rstrip("/")
        yield from ((name, settings[name]) for name in ("bucket", "key"))
        yield "endpoint", endpoint
        yield from ((name, "" if endpoint else settings.get(name, "")) for name in ("region", "profile"))


def _named(kind: str, settings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    wanted = _KINDS.get(kind)
    if wanted is not None and all(name in settings for name in wanted.required):
        yield from ((name, _USER.sub("", settings[name])) for name in wanted.required)
        yield from ((name, settings.get(name, usual)) for name, usual in wanted.optional.items())


def _is_certain(text: str) -> bool:
    return ANY not in text and REFERENCE not in text
