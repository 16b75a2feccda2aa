"""What services decide, one file a service. Importing a file registers its behaviours."""

from __future__ import annotations

from importlib import import_module

FILES = (
    *(
        "compute",
        "database",
        "governance",
        "identity",
        "load_balancer",
        "network",
        "platform",
        "routing",
        "storage",
        "streaming",
    ),
    *("addresses", "attachments", "backups", "bucket_objects", "database_homes", "exadata", "inherited", "nodes"),
    *("peering", "pools", "public_ips", "tunnels", "vnics", "volumes"),
)


def load() -> None:
    """Registers all behaviours, once."""
    for name in FILES:
        import_module(f"{__name__}.{name}")
