"""What the provider imports: nothing of the controller, and little before the handshake."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "facts.py": ("oci_simulator.", "oci_assets"),
    "planning": ("oci_simulator.cloud", "oci_simulator.protocol", "oci_simulator.console", "oci_assets"),
    "protocol": ("oci_simulator.console", "oci_assets"),
}
LATE = {"google.protobuf", "msgpack", "cryptography", "sqlite3", "pydantic", "dagster", "yaml", "platform"}


def imported(file: Path) -> set[str]:
    """The modules that a file names, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("room", FORBIDDEN)
def test_room_keeps_to_its_floor(room: str) -> None:
    """Facts know nobody, planning only facts, the protocol not the console."""
    place = ROOT / "oci_simulator" / room
    for file in place.rglob("*.py") if place.is_dir() else [place]:
        wrong = {name for name in imported(file) if name.startswith(FORBIDDEN[room])}
        assert not wrong, f"{file.relative_to(ROOT)} imports {wrong}"


def test_handshake_needs_little() -> None:
    """Terraform starts the provider up to five times a command: what only a call needs is imported by the call."""
    code = "import sys, oci_simulator.protocol.__main__; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert LATE & set(done.stdout.split()) == set()
