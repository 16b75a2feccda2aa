"""What the launcher in a mirror runs: the launcher's own path is the argument, it tells version and mirror."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from oci_simulator.protocol.serve import cloud_file, mirror_of, serve_spawned


def main(arguments: list[str]) -> int:
    """Exit code of the provider."""
    launcher = Path(arguments[0] if arguments else "provider")
    version = re.search(r"_v(\d[\w.+-]*?)(?:_x\d+)?$", launcher.name)
    file = cloud_file(os.environ, mirror_of(launcher))
    return serve_spawned(file, version[1] if version else "")


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)  # no waiting for threads of calls that nobody wants any more
