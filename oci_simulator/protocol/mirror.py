"""Writes a filesystem mirror and a CLI configuration, with which a real `terraform init` installs the simulator.

The launcher in the mirror is the same to the byte on every machine, for `terraform init` writes its hash into lock
files; what differs (which Python, where the package is) stands in one script at the top of the mirror.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from oci_simulator.protocol.serve import ADDRESSES

# So that `~> 5.0`, `~> 6.0`, `~> 7.0`, `>= 4` and no constraint at all find one.
VERSIONS = ("4.123.0", "5.47.0", "6.37.0", "7.20.0", "8.5.0")
CLI_CONFIG = "terraform.rc"
_STARTER = "start-provider"
_PACKAGES = ("grpc", "google.protobuf", "msgpack", "cryptography")  # what the provider imports beside itself
_LAUNCHER = f"""#!/bin/sh
# A simulated OCI (oci_simulator). Terraform starts this; the script {_STARTER} at the top of the mirror knows the rest.
self=$(readlink -f -- "$0") || exit 1
mirror=${{OCI_SIMULATOR_MIRROR:-${{self%/*/*/*/*/*/*}}}}
if [ ! -x "$mirror/{_STARTER}" ]; then
  echo "simulated OCI: $mirror is no mirror; set OCI_SIMULATOR_MIRROR to the folder of 'oci-simulator mirror'" >&2
  exit 1
fi
exec "$mirror/{_STARTER}" "$self"
"""
_START = """\
import sys
sys.path[:] = {path!r}
sys.argv[0] = "oci_simulator"
from oci_simulator.protocol.__main__ import main
import os
os._exit(main(sys.argv[1:]))
"""


def write_mirror(folder: Path, versions: Iterable[str] = VERSIONS) -> Path:
    """A mirror with these versions for this machine; the path of its CLI configuration (for TF_CLI_CONFIG_FILE)."""
    root = folder.absolute()
    root.mkdir(parents=True, exist_ok=True)
    _write(root / _STARTER, starter(), root=root, mode=0o755)
    for address in ADDRESSES:
        for version in versions:
            package = root / address / version / platform_name()
            package.mkdir(parents=True, exist_ok=True)
            _write(package / f"terraform-provider-oci_v{version}", _LAUNCHER, root=root, mode=0o755)
    config = root / CLI_CONFIG
    _write(config, cli_config(root), root=root, mode=0o644)
    return config


def starter() -> str:
    """The script that starts this very Python with this very package, whatever folder Terraform works in.

    `-I` keeps the working folder, PYTHONPATH and the user's site out (`-P` alone is not in Python 3.10), `-S` spares
    the 10 ms of looking for .pth files; what is needed of the search path of now stands in the script.
    """
    code = _START.format(path=search_path())
    return f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -I -S -c {shlex.quote(code)} "$@"\n'


def search_path() -> list[str]:
    """Where Python and the packages of the provider are, and no other folder that happens to be on the path now."""
    homes = [Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()]
    wanted = [Path(__file__).resolve().parents[2]]
    for entry in filter(None, sys.path):
        folder = Path(entry).absolute()
        if folder.exists() and any(folder.resolve().is_relative_to(home) for home in homes):
            wanted.append(folder)
    for name in _PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            wanted.append(Path(spec.origin).parents[name.count(".") + 1])
    return list(dict.fromkeys(str(folder) for folder in wanted))


def cli_config(root: Path) -> str:
    """The CLI configuration: the simulator's addresses from the mirror and nowhere else, all others as usual."""
    names = ", ".join(f'"{address}"' for address in ADDRESSES)
    path = str(root).replace("\\", "\\\\").replace('"', '\\"')
    return (
        "# Written by oci_simulator: the provider oci is a simulated one.\n"
        "provider_installation {\n"
        f'  filesystem_mirror {{\n    path    = "{path}"\n    include = [{names}]\n  }}\n'
        f"  direct {{\n    exclude = [{names}]\n  }}\n"
        "}\n"
        "disable_checkpoint = true\n"
    )


def platform_name() -> str:
    """This machine in Terraform's words, such as `linux_amd64`."""
    machine = platform.machine().lower()
    return f"{sys.platform}_{ {'x86_64': 'amd64', 'aarch64': 'arm64'}.get(machine, machine) }"


def _write(file: Path, text: str, *, root: Path, mode: int) -> None:
    """A file in one piece; left alone when it is right, since a Terraform may be using it.

    It is made at the top of the mirror: Terraform hashes whatever it finds beside a launcher.
    """
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return
    handle, name = tempfile.mkstemp(dir=root)
    with os.fdopen(handle, "w", encoding="utf-8") as fresh:
        fresh.write(text)
    Path(name).chmod(mode)
    Path(name).replace(file)
