"""Changes that need a new resource only sometimes: what the real provider decides in code beside its schema.

Each rule is the `CustomizeDiff` of the provider's `internal/service/*/..._resource.go` that its comment names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oci_simulator.planning.values import Unknown, elements

Path = tuple[str | int, ...]
Tree = Mapping[str, Any]


def conditional_paths(type_name: str, prior: Tree, planned: Tree) -> tuple[Path, ...]:
    """The paths whose change needs a new resource here, though not always."""
    rule = _RULES.get(type_name)
    return rule(prior, planned) if rule else ()


def _instance(prior: Tree, planned: Tree) -> tuple[Path, ...]:
    """`core_instance_resource.go`: keys and user data are read at the first boot only; a bare-metal platform stays."""
    before, after = _map(prior, "metadata"), _map(planned, "metadata")
    paths: list[Path] = []
    if any(before.get(name) != after.get(name) for name in _AT_FIRST_BOOT):
        paths.append(("metadata",))
    old, new = _first(prior, "platform_config"), _first(planned, "platform_config")
    if old and new and ("_BM" in str(old.get("type")) or "_BM" in str(new.get("type"))):
        paths += [("platform_config", 0, name) for name in _OF_BARE_METAL if old.get(name) != new.get(name)]
    return tuple(paths)


def _cluster(prior: Tree, planned: Tree) -> tuple[Path, ...]:
    """`containerengine_cluster_resource.go`: an endpoint can be given a subnet later, and then keeps it."""
    old = _first(prior, "endpoint_config").get("subnet_id")
    new = _first(planned, "endpoint_config").get("subnet_id")
    return (("endpoint_config", 0, "subnet_id"),) if old and new and old != new else ()


def _map(tree: Tree, name: str) -> dict[str, Any]:
    """A map; the legacy SDK reads one that is known after apply as empty."""
    value = tree.get(name)
    return {} if value is None or isinstance(value, Unknown) else dict(value)


def _first(tree: Tree, block: str) -> dict[str, Any]:
    return next(iter(elements(tree.get(block))), {})


_AT_FIRST_BOOT = ("ssh_authorized_keys", "user_data")
_OF_BARE_METAL = ("type", "config_map", "is_symmetric_multi_threading_enabled")
_RULES: Mapping[str, Callable[[Tree, Tree], tuple[Path, ...]]] = {
    "oci_containerengine_cluster": _cluster,
    "oci_core_instance": _instance,
}
