"""What tools/bootstrap.py decides; the installs themselves run in `make test` on a bare checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import bootstrap

ROOT = Path(__file__).resolve().parents[2]
WANT = {"python": "3.11 here", "runtime": "r2", "dev": "d2", "project": "p2"}


@pytest.mark.parametrize(
    ("have", "dev", "steps"),
    [
        (None, False, ("create", "runtime", "project")),
        (None, True, ("create", "dev", "project")),
        ({}, False, ("create", "runtime", "project")),
        (WANT, True, ()),
        (WANT, False, ()),
        ({**WANT, "runtime": "r1"}, False, ()),
        ({**WANT, "dev": "d1"}, True, ("create", "dev", "project")),
        ({**WANT, "dev": "d1"}, False, ()),
        ({**WANT, "project": "p1"}, True, ("project",)),
        ({**WANT, "python": "3.10 here"}, False, ("create", "runtime", "project")),
        ({"python": "3.11 here", "runtime": "r2", "project": "p2"}, True, ("dev", "project")),
        ({"python": "3.11 here", "runtime": "r1", "project": "p2"}, False, ("create", "runtime", "project")),
    ],
)
def test_steps_needed(have: dict[str, str] | None, steps: tuple[str, ...], *, dev: bool) -> None:
    """Nothing for a venv that fits, the least for one that nearly does, everything for an unfinished one."""
    assert bootstrap.steps_needed(have, WANT, dev=dev) == steps


@pytest.mark.parametrize("dev", [False, True])
@pytest.mark.parametrize("have", [{}, {"python": "3.11 here", "runtime": "r2", "project": "p1"}, {**WANT, "dev": "d1"}])
def test_after_whatever_was_done(have: dict[str, str], *, dev: bool) -> None:
    """Once the steps are done the marker needs no more steps."""
    steps = bootstrap.steps_needed(have, WANT, dev=dev)
    assert bootstrap.steps_needed(bootstrap.after(have, WANT, steps), WANT, dev=dev) == ()


def test_read_marker_of_foreign_folder(tmp_path: Path) -> None:
    """A folder that somebody else filled is refused, never deleted."""
    (tmp_path / "pyvenv.cfg").touch()
    with pytest.raises(bootstrap.BootstrapError, match="is not ours"):
        bootstrap.read_marker(tmp_path)
    assert (tmp_path / "pyvenv.cfg").exists()


def test_read_marker_of_nothing(tmp_path: Path) -> None:
    """No folder and an empty folder are both a place for a new venv."""
    assert bootstrap.read_marker(tmp_path / "absent") is None
    assert bootstrap.read_marker(tmp_path) is None


def test_read_marker_without_interpreter(tmp_path: Path) -> None:
    """A venv whose Python was uninstalled counts as none, whatever its marker says."""
    bootstrap.write_marker(tmp_path, WANT)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(tmp_path / "gone")
    assert bootstrap.read_marker(tmp_path) is None


def test_read_marker_of_ours(tmp_path: Path) -> None:
    """What was written is read back."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    bootstrap.write_marker(tmp_path, WANT)
    assert bootstrap.read_marker(tmp_path) == WANT


def test_make_room_leaves_an_unfinished_venv(tmp_path: Path) -> None:
    """The old venv is gone with its files, and what stands there is marked as ours and unfinished."""
    venv = tmp_path / ".venv"
    (venv / "lib").mkdir(parents=True)
    (tmp_path / ".venv.old").mkdir()
    bootstrap.make_room(venv)
    assert [path.name for path in venv.iterdir()] == [bootstrap.MARKER]
    assert json.loads((venv / bootstrap.MARKER).read_text()) == {}
    assert not (tmp_path / ".venv.old").exists()


def test_wanted_follows_the_lock_file(tmp_path: Path) -> None:
    """Another byte in a lock file is another digest, and only that one."""
    for name in (*bootstrap.LOCKS.values(), "pyproject.toml"):
        (tmp_path / name).write_text("old")
    before = bootstrap.wanted(tmp_path, tmp_path / ".venv")
    (tmp_path / "requirements-dev.lock").write_text("new")
    after = bootstrap.wanted(tmp_path, tmp_path / ".venv")
    assert {name for name in before if before[name] != after[name]} == {"dev"}


def test_only_one_makes_the_second_wait(tmp_path: Path) -> None:
    """A second process says that it waits, and goes on once the first has let go."""
    code = "import sys; from pathlib import Path; from tools import bootstrap\n"
    code += "with bootstrap.only_one(Path(sys.argv[1])): print('in', flush=True)"
    command = [sys.executable, "-c", code, str(tmp_path / ".venv")]
    with bootstrap.only_one(tmp_path / ".venv"):
        second = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert second.stderr is not None
        assert "waiting" in second.stderr.readline()
        assert second.poll() is None
    out, _ = second.communicate(timeout=30)
    assert out == "in\n"


def test_main_in_foreign_folder(tmp_path: Path) -> None:
    """One line and exit code 1, no traceback."""
    (tmp_path / "x").touch()
    command = [sys.executable, str(ROOT / "tools" / "bootstrap.py"), "--venv", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "make VENV=" in done.stderr


def test_main_when_everything_fits(tmp_path: Path) -> None:
    """A fitting venv is left as it is, to the file times."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    bootstrap.write_marker(venv, bootstrap.wanted(ROOT, venv))
    os.utime(venv, (time.time() - 100, time.time() - 100))
    before = venv.stat().st_mtime_ns
    assert bootstrap.main(["--dev", "--venv", str(venv)]) == 0
    assert venv.stat().st_mtime_ns == before
