"""What services decide, one file a service. Importing a file registers its behaviours."""

from __future__ import annotations

from importlib import import_module

FILES = (
    *("compute", "database", "governance", "identity", "load_balancer", "network", "platform", "routing", "storage"),
    *("peering", "public_ips", "vnics", "volumes"),
)


def load() -> None:
    """Registers all behaviours, once."""
    for name in FILES:
        import_module(f"{__name__}.{name}")
