"""The command that adds this platform's hashes to a lock file. Pure."""

from __future__ import annotations

import platform

# As Go names them, by what Python says. https://pkg.go.dev/internal/platform
_MACHINES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64", "i386": "386", "i686": "386"}


def this_platform() -> str:
    """The platform as Terraform names it: `linux_amd64`."""
    machine = platform.machine().lower()
    return f"{platform.system().lower()}_{_MACHINES.get(machine, machine)}"


def lock_command() -> str:
    """What a person types in a stack's folder, whose lock file was made on another platform."""
    return f"terraform providers lock -platform={this_platform()}"
