"""Whose state a `terraform_remote_state` reads: matched by backend and key, never by the label of the block. Pure.

Which settings identify a state: https://developer.hashicorp.com/terraform/language/backend
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from oci_assets.estate.facts import ANY, State
from oci_assets.estate.globs import any_regex
from oci_assets.estate.links import join

# Backend -> the setting that names the state, then those that say where it is.
_KEYS: dict[str, tuple[str, ...]] = {
    "s3": ("key", "bucket"),
    "oci": ("key", "bucket", "namespace"),
    "gcs": ("prefix", "bucket"),
    "azurerm": ("key", "container_name", "storage_account_name"),
    "http": ("address",),
    "consul": ("path", "address"),
    "pg": ("schema_name", "conn_str"),
    "kubernetes": ("secret_suffix", "namespace"),
    "oss": ("key", "prefix", "bucket"),
    "cos": ("key", "prefix", "bucket"),
    "local": ("path",),
}
_DEFAULT_STATE = "terraform.tfstate"


class StateIndex:
    """The states of an estate's stacks.

    Args:
        backends: the backend of each stack, None where its files name none (then it is a local file).
        folders: the real folder of each stack.
    """

    def __init__(self, backends: Mapping[str, State | None], folders: Mapping[str, str]) -> None:
        self._folders = folders
        self._settings = {stack: self._where(backend, folders[stack]) for stack, backend in backends.items()}
        self._open = {s for s, backend in backends.items() if backend is None or ANY in self._settings[s][1][0]}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        self._fitting: dict[tuple[str, str], list[str]] = {}
        for stack, (kind, where) in self._settings.items():
            self._by_name.setdefault((kind, where[0]), []).append(stack)

    def owners(self, state: State, stack: str) -> list[str]:
        """The stacks whose state this one reads, sorted.

        A name that is not certain may stand for one service in several regions: the own region's is meant. One that may
        stand for several services tells nothing, and gives none.
        """
        kind, where = self._where(state, self._folders[stack])
        found = [other for other in self._named(kind, where[0]) if _agree(where[1:], self._settings[other][1][1:])]
        found = found or self._by_convention(where[0])
        if ANY in where[0]:
            found = found if len({other.rpartition("/")[2] for other in found}) == 1 else []
        others = sorted(other for other in found if other != stack)
        near = [other for other in others if other.split("/", 1)[0] == stack.split("/", 1)[0]]
        return near or others if ANY in where[0] else others

    def _named(self, kind: str, name: str) -> list[str]:
        """The stacks with a state of this name."""
        if ANY not in name:
            return self._by_name.get((kind, name), [])
        if (kind, name) not in self._fitting:
            pattern = any_regex(name)
            names = [known for known in self._by_name if known[0] == kind and pattern.fullmatch(known[1])]
            self._fitting[kind, name] = [stack for known in names for stack in self._by_name[known]]
        return self._fitting[kind, name]

    def _by_convention(self, name: str) -> list[str]:
        """CD3 keeps a stack's state under its own path; that finds one whose backend is configured elsewhere, too.

        Not one whose files name its state: that is another one.
        """
        names = (posixpath.dirname(name), posixpath.splitext(name)[0])
        exact = [stack for stack in names if stack in self._open]
        if exact or ANY not in names[0]:
            return exact
        if ("", names[0]) not in self._fitting:
            pattern = any_regex(names[0])
            self._fitting["", names[0]] = [stack for stack in sorted(self._open) if pattern.fullmatch(stack)]
        return self._fitting["", names[0]]

    @staticmethod
    def _where(state: State | None, folder: str) -> tuple[str, tuple[str, ...]]:
        """The backend's name and the values that identify the state, the state's own name first."""
        settings = dict(state.settings) if state else {}
        if state is None or state.backend == "local":
            path = settings.get("path", _DEFAULT_STATE)
            return "local", ((None if path.startswith(ANY) else join(folder, path)) or path,)
        if state.backend in {"remote", "cloud"}:
            return "remote", (settings.get("workspaces.name", ANY), settings.get("organization", ANY))
        names = _KEYS.get(state.backend, ("key",))
        return state.backend, tuple(settings.get(name, ANY) for name in names)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether no known value contradicts another; what one side leaves open contradicts nothing."""
    return all(a == b or ANY in a or ANY in b for a, b in zip(one, other, strict=False))
